#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "terminology/code_maps.hpp"
#include "terminology/descriptions.hpp"
#include "terminology/drug_table.hpp"
#include "terminology/map_table.hpp"

namespace ferry::terminology {

/// The maps of one code system.
struct CodeFamily {
    MapTable map;
    MapTable alternates; ///< for entries with a value
};

/// What stands for "the preferred term" in the key of a Read v2 code.
inline constexpr std::string_view read2_preferred = "00";
/// And in the key of a CTV3 code, whose preferred term has a term id like every
/// other: its rows are entered a second time under no term id at all.
inline constexpr std::string_view ctv3_preferred{};

/// All that CodeMaps knows.
struct MapTables {
    CodeFamily read2;
    CodeFamily ctv3;
    Descriptions descriptions;
    DrugTable drugs;
    std::vector<CatalogueEntry> catalogue;
    std::vector<IgnoredFile> ignored;
    std::string fingerprint;
};

/// Reads the release files under `directories`; errors as CodeMaps.
MapTables load_map_tables(std::span<const std::filesystem::path> directories);

} // namespace ferry::terminology

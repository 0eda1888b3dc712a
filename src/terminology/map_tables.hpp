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
    /// What stands in a key for the preferred term of the code.
    std::string_view preferred_term;
    MapTable map{};
    MapTable alternates{}; ///< for entries with a value
};

/// All that CodeMaps knows.
struct MapTables {
    CodeFamily read2{.preferred_term = "00"};
    /// The preferred term of a CTV3 code has a term id like every other; so its
    /// rows are entered a second time, under no term id at all.
    CodeFamily ctv3{.preferred_term = {}};
    Descriptions descriptions;
    DrugTable drugs;
    std::vector<CatalogueEntry> catalogue;
    std::vector<IgnoredFile> ignored;
    std::string fingerprint;
};

/// Reads the release files under `directories`; errors as CodeMaps.
MapTables load_map_tables(std::span<const std::filesystem::path> directories);

} // namespace ferry::terminology

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "terminology/clusters.hpp"
#include "terminology/code_maps.hpp"
#include "terminology/concepts.hpp"
#include "terminology/descriptions.hpp"
#include "terminology/dmd.hpp"
#include "terminology/drug_table.hpp"
#include "terminology/hierarchy.hpp"
#include "terminology/history.hpp"
#include "terminology/image.hpp"
#include "terminology/map_table.hpp"
#include "terminology/modules.hpp"

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
    Concepts concepts;
    Hierarchy hierarchy;
    History history;
    Modules modules;
    Clusters clusters;
    DmdTable dmd;
    std::vector<CatalogueEntry> catalogue;
    std::vector<IgnoredFile> ignored;
    std::string fingerprint;
};

/// All that CodeMaps knows, and the file it looks at if it came from a cache.
struct LoadedTables {
    MapTables tables;
    std::optional<Image> image;
};

/// Reads the release files. InputError with the file and line where a file or row
/// cannot be read, Error where the disk fails.
MapTables read_map_tables(FoundFiles found);

/// Releases smaller than this are read in less time than anybody notices.
inline constexpr std::uintmax_t worth_caching = std::uintmax_t{16} << 20U;

/// The tables of the release files under `directories`: from the cache file if it was
/// made of the same files, else read, and then laid down there. Releases of less than
/// `from_bytes`, and all where `cache` is empty, are not cached.
LoadedTables load_map_tables(std::span<const std::filesystem::path> directories,
                             const std::filesystem::path& cache,
                             std::uintmax_t from_bytes = worth_caching);

} // namespace ferry::terminology

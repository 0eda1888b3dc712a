#pragma once

#include <cstdint>
#include <filesystem>

#include "terminology/map_tables.hpp"
#include "terminology/release_reader.hpp"

/// Reading the files of one kind each into the tables. Every function fills the
/// catalogue's entry for its file; errors as read_map_tables().
namespace ferry::terminology {

/// One file on its way into the tables.
struct LoadingFile {
    const std::filesystem::path& path;
    MapTables& tables;
    CatalogueEntry& entry;
};

void read_descriptions(const LoadingFile& file);
void read_concepts(const LoadingFile& file);
void read_relationships(const LoadingFile& file);
void read_language(const LoadingFile& file);
void read_associations(const LoadingFile& file);
void read_substitutions(const LoadingFile& file);
void read_modules(const LoadingFile& file);
void read_clusters(const LoadingFile& file);
void read_reference_set(const LoadingFile& file);
/// One of dm+d's XML files, by the kind in the entry.
void read_dmd(const LoadingFile& file);

/// The day in a cell, as yyyymmdd; refuses the row if it is none.
std::uint32_t day_of(const ReleaseReader& row, std::size_t column);

} // namespace ferry::terminology

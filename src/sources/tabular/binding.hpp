#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/manifest.hpp"
#include "sources/tabular/description.hpp"

namespace ferry::tabular {

/// Where the columns of a described table stand in one file.
struct BoundTable {
    const Table* table = nullptr;       ///< nullptr: no table of the description
    std::vector<int> positions;         ///< by column of the table; -1: not in the file
    std::size_t width = 0;              ///< columns the file has
    std::vector<std::string> unknown;   ///< columns of the file that nobody knows
    std::vector<int> unknown_positions; ///< where they stand

    /// Where the column with this name stands; -1 if it does not.
    int position(std::string_view column) const;
    /// Where the first column with this role stands; -1 if none does.
    int position(Role role) const;
};

/// Finds the columns of `table` in a header row. Names are compared without regard
/// to case; known misspellings count.
BoundTable bind_header(const Table* table, std::span<const std::string> header);

/// The layout whose columns fit the files' headers best.
LayoutNo layout_of(const Description& description, std::span<const BoundTable> files);

/// The described columns that the layout has and the file lacks.
std::vector<const Column*> missing_columns(const BoundTable& file, LayoutNo layout);

/// The name of the table a file holds, told from the file's name: the longest
/// table name that stands in it as a whole. Empty if none does.
std::string_view table_in_name(const Description& description, std::string_view file_name);

} // namespace ferry::tabular

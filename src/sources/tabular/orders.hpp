#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "sources/tabular/description.hpp"

/// Files without a header: which columns stand where is told by what is in them.
namespace ferry::tabular {

/// A file's first rows, cut into cells.
using Sample = std::vector<std::vector<std::string>>;

/// Reads the first rows of a file; none if it is empty. Throws InputError where it is no
/// text in one of the usual character sets.
Sample first_rows(const std::filesystem::path& path, csv::Dialect dialect);

/// One file that has no header.
struct Headless {
    const Table* table = nullptr;
    Sample rows;
};

/// The layout whose columns the rows of all files fit best: in their number, and in how
/// the cells of columns look whose look is described.
LayoutNo layout_by_content(const Description& description, std::span<const Headless> files);

/// The names of the columns of a file in this layout. Where a table's further columns
/// are not described, they are numbered.
std::vector<std::string> names_by_order(const Headless& file, LayoutNo layout);

} // namespace ferry::tabular

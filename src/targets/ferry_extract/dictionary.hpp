#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ferry::targets::ferry_extract {

/// One column of the extract. The headers of its files are made from these rows, and
/// so is what people read about them.
struct Column {
    std::string_view table;
    std::string_view name;
    std::string_view kind;   ///< text, number, date, flag, key, code, link, reference
    std::string_view weight; ///< what a loss would mean
    std::string_view refers; ///< the table.column it leads to; empty if to none
    std::string_view meaning;
};

/// Every column, table by table, in the order in which it stands there.
const std::vector<Column>& dictionary();

/// Every table that passes write into, once, in the order of the dictionary: all but those
/// of the books.
const std::vector<std::string_view>& tables();

/// The first row of a table's file, with its line end.
std::string header_of(std::string_view table);

/// The dictionary as a table of its own.
std::string dictionary_as_csv();

} // namespace ferry::targets::ferry_extract

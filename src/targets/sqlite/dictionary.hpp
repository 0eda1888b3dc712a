#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ferry::targets::sqlite {

/// One column of the target. The tables are made from these rows, the target
/// keeps them in `ferry_dictionary`, and people read them in Markdown: so what
/// is written about the target is what it is.
struct Column {
    std::string_view table;
    std::string_view name;
    std::string_view declaration; ///< its type in SQL
    std::string_view kind;        ///< name_of(Kind), or "key"
    std::string_view weight;      ///< what a loss would mean
    std::string_view meaning;
};

/// Every column, table by table, in the order in which it stands there.
const std::vector<Column>& dictionary();

} // namespace ferry::targets::sqlite

#pragma once

#include <span>
#include <string_view>
#include <vector>

/// The columns of EMIS extracts by version. Tables and columns are known by
/// their right names; a version may misspell a header.
namespace ferry::practice::emis {

struct TableLayout {
    std::string_view table;   ///< "CareRecord_Observation"
    std::string_view columns; ///< names with commas between, in their order
};

struct Misspelling {
    std::string_view table;
    std::string_view column;
    std::string_view header;
};

struct Version {
    std::span<const TableLayout> tables;
    std::span<const Misspelling> misspellings;

    bool has(std::string_view table) const;
    /// The table's columns. \pre the version has the table
    std::vector<std::string_view> columns_of(std::string_view table) const;
    /// How the version writes a column's name.
    std::string_view header_of(std::string_view table, std::string_view column) const;
};

extern const Version version_8_2;
extern const Version version_5_4;

} // namespace ferry::practice::emis

#pragma once

#include <span>
#include <string_view>
#include <vector>

/// The columns of EMIS extracts by version. Tables and columns are known by
/// their right names; a version may misspell a header.
namespace ferry::practice {

struct TableLayout {
    std::string_view table;   ///< "CareRecord_Observation"
    std::string_view columns; ///< names with commas between, in their order
};

struct Misspelling {
    std::string_view table;
    std::string_view column;
    std::string_view header;
};

struct EmisLayout {
    std::string_view name;    ///< "emis-8.2"
    std::string_view version; ///< "8.2"
    std::span<const TableLayout> tables;
    std::span<const Misspelling> misspellings;
    std::span<const std::string_view> not_expressible; ///< what the layout has no place for

    bool has(std::string_view table) const;
    /// The table's columns. \pre the layout has the table
    std::vector<std::string_view> columns_of(std::string_view table) const;
    bool has_column(std::string_view table, std::string_view column) const;
    /// How the layout writes a column's name.
    std::string_view header_of(std::string_view table, std::string_view column) const;
};

std::span<const EmisLayout> emis_layouts();

/// The layout with this name, or none.
const EmisLayout* find_emis_layout(std::string_view name);

} // namespace ferry::practice

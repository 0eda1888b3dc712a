#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/manifest.hpp"
#include "record/describe.hpp"

namespace ferry::sources::ferry_extract {

/// What a file's rows are.
enum class Holds { items, cases, concepts, codings, documents, audit_rows, audit_columns, unknown };

/// A file of the extract, and what its columns are.
struct TableFile {
    Holds holds = Holds::unknown;
    std::string table;              ///< what it is called
    ItemType type{};                ///< of items and the audit trail
    std::vector<std::string> names; ///< the columns
    std::vector<FieldNo> fields;    ///< of items: the field a column fills, or no_field
    std::optional<std::size_t> id;  ///< of items: the column with the id that their source gave
    std::size_t width() const { return names.size(); }
};

/// The first two columns of items.
inline constexpr std::size_t item_column = 0;
inline constexpr std::size_t patient_column = 1;
/// The fixed columns of cases, concepts, codings and the audit trail.
inline constexpr std::size_t case_width = 3;
inline constexpr std::size_t concept_width = 4;
inline constexpr std::size_t coding_width = 7;
inline constexpr std::size_t audit_row_width = 5;
inline constexpr std::size_t audit_columns_width = 2;
/// The columns of the audit trail, behind the patient's.
inline constexpr std::size_t audit_file = 1;
inline constexpr std::size_t audit_line = 2;
inline constexpr std::size_t audit_charset = 3;
inline constexpr std::size_t audit_text = 4;

/// Every table an extract may have, in the order in which they are read.
std::vector<std::string_view> expected_tables();

/// What a file holds, by its name and first row.
TableFile table_file(const extract::SourceFile& file);

} // namespace ferry::sources::ferry_extract

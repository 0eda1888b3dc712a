#pragma once

#include <array>
#include <filesystem>
#include <string_view>
#include <vector>

/// Where the parts of an extract stand.
namespace ferry::targets::ferry_extract {

/// What changed in the pass at hand.
inline constexpr std::string_view fresh_folder = ".new";
/// What is being put in the place of the old.
inline constexpr std::string_view done_folder = ".done";
/// Stands in `done_folder` once all is there.
inline constexpr std::string_view complete_file = "complete";

/// Whose extract it is: what Ferry calls the migration.
inline constexpr std::string_view migration_file = ".migration";

/// The bytes of documents, a folder for each case.
inline constexpr std::string_view documents_folder = "documents";

/// Tables that are not made from the description of the record.
inline constexpr std::string_view case_table = "case";
inline constexpr std::string_view concept_table = "concept";
inline constexpr std::string_view coding_table = "coding";
inline constexpr std::string_view integrity_table = "integrity";
inline constexpr std::string_view dictionary_table = "data_dictionary";
/// Tables that the closed books fill: what the source had and the extract has not, what the
/// rules mean, and the audit trail with the first rows of the files it came from.
inline constexpr std::string_view left_out_table = "left_out";
inline constexpr std::string_view rule_table = "rule";
inline constexpr std::string_view audit_columns_table = "audit_columns";
inline constexpr std::string_view audit_trail_table = "audit_trail";
inline constexpr std::array book_tables{left_out_table, rule_table, audit_columns_table,
                                        audit_trail_table};
inline constexpr std::string_view dictionary_text = "data_dictionary.md";
/// Cases that a pass takes away; only in `fresh_folder`.
inline constexpr std::string_view removed_table = "removed";

/// The file of a table.
inline std::filesystem::path file_of(const std::filesystem::path& folder, std::string_view table)
{
    return folder / (std::string{table} + ".csv");
}

} // namespace ferry::targets::ferry_extract

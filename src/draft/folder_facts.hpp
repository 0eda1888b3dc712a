#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "draft/column_facts.hpp"
#include "draft/dialect_guess.hpp"

namespace ferry::draft {

/// A column, and what was seen of it.
struct NamedColumn {
    std::string name;
    ColumnFacts facts;
};

/// What was seen of the files of one table.
struct TableFacts {
    std::string name;               ///< what their names have in common, and no other's
    std::vector<std::string> files; ///< without folders
    DialectGuess guess;             ///< of the first of them
    std::vector<NamedColumn> columns;
    std::int64_t rows = 0;
    std::int64_t odd_rows = 0; ///< with another number of cells, or damaged
    bool differs = false;      ///< its files have not all the same header

    const NamedColumn* column(std::string_view wanted) const;
};

/// What was seen of a folder.
struct FolderFacts {
    std::vector<TableFacts> tables;
    csv::Dialect dialect; ///< of most files
    bool header = true, cells_at_end = false;
    bool windows_1252 = false;        ///< some text is no UTF-8
    std::vector<std::string> ignored; ///< files that are no tables, and folders
    std::vector<std::string> unlike;  ///< files that are written in another way than most
};

/// Reads every row of every file once. Throws InputError where there is no table.
FolderFacts look_at(const std::filesystem::path& folder);

/// The names of tables: of each file's, without what it shares with others or numbers.
std::vector<std::string> table_names(const std::vector<std::string>& stems);

} // namespace ferry::draft

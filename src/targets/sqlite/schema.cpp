#include "targets/sqlite/schema.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/error.hpp"
#include "targets/sqlite/dictionary.hpp"

namespace ferry::targets::sqlite {
namespace {

using ColumnName = std::pair<std::string, std::string>;

std::string_view rest_of(std::string_view table)
{
    // Codings lie in the order of their concept: WITHOUT ROWID makes the key the table.
    return table == "coding" ? ",\n  PRIMARY KEY (concept, n)\n) STRICT, WITHOUT ROWID"
                             : "\n) STRICT";
}

/// One CREATE TABLE for each table of the dictionary. STRICT: what is no whole
/// number cannot enter where a key or a flag must stand.
std::string tables()
{
    std::string statements;
    std::string_view table;
    const auto end_table = [&] {
        if (!table.empty()) {
            statements += fmt::format("{};\n", rest_of(table));
        }
    };
    for (const Column& column : dictionary()) {
        const bool first = column.table != table;
        if (first) {
            end_table();
            table = column.table;
            statements += fmt::format("CREATE TABLE {} (", sql::quoted(table));
        }
        statements += fmt::format("{}\n  {} {}", first ? "" : ",", sql::quoted(column.name),
                                  column.declaration);
    }
    end_table();
    return statements;
}

void fill_dictionary(sql::Database& database)
{
    sql::Statement insert{database, "INSERT INTO ferry_dictionary VALUES (?, ?, ?, ?, ?)"};
    for (const Column& column : dictionary()) {
        insert.bind(0, column.table).bind(1, column.name).bind(2, column.kind);
        insert.bind(3, column.weight).bind(4, column.meaning).run();
    }
}

void make(sql::Database& database)
{
    database.run(tables());
    for (const TypeDescription& type : record_types) {
        database.run(view_of(type));
    }
    fill_dictionary(database);
    database.run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", application_id,
                             schema_version));
}

bool is_empty(sql::Database& database)
{
    return database.number("SELECT count(*) FROM sqlite_schema") == 0 &&
           database.number("PRAGMA application_id") == 0 &&
           database.number("PRAGMA user_version") == 0;
}

[[noreturn]] void refuse(const sql::Database& database, std::string_view why)
{
    throw InputError{fmt::format("{}: {}; take the file away and run the pass, which makes it "
                                 "anew, or begin with another target (`ferry new`)",
                                 database.path(), why)};
}

std::set<ColumnName> columns_held(sql::Database& database)
{
    std::set<ColumnName> held;
    sql::Statement query{database, "SELECT table_name, column_name FROM ferry_dictionary"};
    while (query.step()) {
        held.emplace(query.text(0), query.text(1));
    }
    return held;
}

/// A target made when the record had other fields cannot hold this record.
void check_columns(sql::Database& database)
{
    std::set<ColumnName> held = columns_held(database);
    for (const Column& column : dictionary()) {
        if (held.erase({std::string{column.table}, std::string{column.name}}) == 0) {
            refuse(database, fmt::format("made by another version of Ferry, it lacks {}.{}",
                                         column.table, column.name));
        }
    }
    if (!held.empty()) {
        const auto& [table, name] = *held.begin();
        refuse(database,
               fmt::format("made by another version of Ferry, it has {}.{}", table, name));
    }
}

using Row = std::vector<std::string>;

std::set<Row> rows_of(sql::Database& database, const char* query)
{
    std::set<Row> rows;
    sql::Statement row{database, query};
    while (row.step()) {
        rows.insert({std::string{row.text(0)}, std::string{row.text(1)}, std::string{row.text(2)}});
    }
    return rows;
}

/// Tables that were dropped, views that say something else, triggers, a dictionary that was
/// edited: reading items back would not show them. Columns, indexes and tables that somebody
/// added are left to that.
void check_form(sql::Database& database)
{
    constexpr const char* views = "SELECT type, name, sql FROM sqlite_schema WHERE type IN "
                                  "('view', 'trigger')";
    constexpr const char* tables = "SELECT type, name, '' FROM sqlite_schema WHERE type = 'table'";
    constexpr const char* meanings = "SELECT table_name || '.' || column_name, kind, "
                                     "weight || ' ' || meaning FROM ferry_dictionary";
    sql::Database as_made{":memory:", sql::Mode::create};
    make(as_made);
    for (const char* query : {views, meanings}) {
        if (rows_of(database, query) != rows_of(as_made, query)) {
            refuse(database, "its views, triggers or dictionary were changed after Ferry made it, "
                             "or another version of Ferry made it");
        }
    }
    const std::set<Row> held = rows_of(database, tables);
    for (const Row& table : rows_of(as_made, tables)) {
        if (!held.contains(table)) {
            refuse(database, fmt::format("its table {} is gone", table[1]));
        }
    }
}

void check(sql::Database& database)
{
    if (database.number("PRAGMA application_id") != application_id) {
        refuse(database, "this SQLite file is not a Ferry target");
    }
    const std::int64_t version = database.number("PRAGMA user_version");
    if (version != schema_version) {
        refuse(database, fmt::format("this target has form {}, and this Ferry writes form {}",
                                     version, schema_version));
    }
    check_columns(database);
    check_form(database);
}

} // namespace

void claim(sql::Database& database, std::string_view migration)
{
    sql::Transaction transaction{database};
    {
        sql::Statement owner{database, "SELECT migration FROM ferry_migration"};
        if (owner.step()) {
            if (owner.text(0) != migration) {
                throw InputError{fmt::format("{}: this target holds the patients of another "
                                             "migration; begin with another target (`ferry new`)",
                                             database.path())};
            }
            return;
        }
    }
    sql::Statement{database, "INSERT INTO ferry_migration VALUES (?)"}.bind(0, migration).run();
    transaction.commit();
}

void make_or_check(sql::Database& database)
{
    if (!is_empty(database)) {
        check(database);
        return;
    }
    // Large pages: a patient's items of one type fill few of them. The size can
    // be chosen only before anything is written.
    database.run("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL");
    sql::Transaction transaction{database};
    if (is_empty(database)) { // Nobody else made it meanwhile.
        make(database);
    }
    transaction.commit();
}

} // namespace ferry::targets::sqlite

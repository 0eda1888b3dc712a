#include "targets/sqlite/schema.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/error.hpp"
#include "targets/sqlite/dictionary.hpp"

namespace ferry::targets::sqlite {
namespace {

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

/// What a target says of itself, in rows of a name and what stands under it.
using Said = std::multimap<std::string, std::string>;

Said said_in(sql::Database& database, const char* query)
{
    Said said;
    sql::Statement row{database, query};
    while (row.step()) {
        said.emplace(row.text(0), row.text(1));
    }
    return said;
}

/// What a target does not say as it was made to, in words; empty if all.
std::string difference(const Said& held, const Said& made)
{
    for (const auto& [name, meaning] : made) {
        if (held.count(name) != 1) {
            return fmt::format("it {} {}", held.contains(name) ? "has two of" : "lacks", name);
        }
        if (held.find(name)->second != meaning) {
            return fmt::format("it has another {}", name);
        }
    }
    const auto added =
        std::ranges::find_if(held, [&](const auto& one) { return !made.contains(one.first); });
    return added == held.end() ? std::string{} : fmt::format("it has {}", added->first);
}

/// Tables that were dropped, views that say something else, triggers, a dictionary that was
/// edited: reading items back would not show them. A target made when the record had other
/// fields has another dictionary. Columns, indexes and tables that somebody added are left to
/// the comparison.
void check_form(sql::Database& database)
{
    constexpr const char* dictionary_rows =
        "SELECT table_name || '.' || column_name || ' in ferry_dictionary',"
        " kind || char(10) || weight || char(10) || meaning FROM ferry_dictionary";
    constexpr const char* tables_and_views =
        "SELECT type || ' ' || name, iif(type = 'table', '', sql) FROM sqlite_schema"
        " WHERE type IN ('view', 'trigger')"
        " OR (type = 'table' AND name IN (SELECT table_name FROM ferry_dictionary))";
    sql::Database as_made{":memory:", sql::Mode::create};
    make(as_made);
    for (const char* part : {dictionary_rows, tables_and_views}) {
        const std::string differs = difference(said_in(database, part), said_in(as_made, part));
        if (!differs.empty()) {
            refuse(database, fmt::format("made by another version of Ferry, or changed after it "
                                         "was made: {}",
                                         differs));
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
    check_form(database);
}

std::vector<std::string> owners(sql::Database& database)
{
    std::vector<std::string> owners;
    sql::Statement query{database, "SELECT migration FROM ferry_migration"};
    while (query.step()) {
        owners.emplace_back(query.text(0));
    }
    return owners;
}

/// Whether any row stands in a table that a pass fills.
bool holds_anything(sql::Database& database)
{
    return std::ranges::any_of(dictionary(), [&](const Column& column) {
        return column.table != "ferry_dictionary" &&
               database.number(
                   fmt::format("SELECT EXISTS (SELECT 1 FROM {})", sql::quoted(column.table))) != 0;
    });
}

} // namespace

void claim(sql::Database& database, std::string_view migration)
{
    sql::Transaction transaction{database};
    const std::vector<std::string> held = owners(database);
    if (held.empty() && holds_anything(database)) {
        refuse(database, "this target does not say any more whose patients it holds");
    }
    if (std::ranges::any_of(held, [&](const std::string& one) { return one != migration; })) {
        throw InputError{fmt::format("{}: this target holds the patients of another migration; "
                                     "begin with another target (`ferry new`)",
                                     database.path())};
    }
    if (held.size() != 1) {
        database.run("DELETE FROM ferry_migration");
        sql::Statement{database, "INSERT INTO ferry_migration VALUES (?)"}.bind(0, migration).run();
        transaction.commit();
    }
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

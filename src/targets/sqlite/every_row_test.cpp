#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "targets/sqlite/reader.hpp"
#include "targets/sqlite/test_sample.hpp"

/// Whatever table the file has, by its own catalogue: one row of it is changed, dropped or
/// doubled, and must be named.
namespace ferry::targets::sqlite {
namespace {

constexpr CaseNo patient_case = 3;

/// A column, and what it can be set to that it does not hold.
struct Column {
    std::string name;
    std::string other;
    bool key = false;
};

std::vector<Column> columns_of(sql::Database& database, std::string_view table)
{
    sql::Statement query{database, "SELECT name, type, pk FROM pragma_table_info(?)"};
    query.bind(0, table);
    std::vector<Column> columns;
    while (query.step()) {
        const std::string name = sql::quoted(query.text(0));
        const std::string_view type = query.text(1);
        columns.push_back(
            {.name = name,
             .other = name == "original" ? "1 - original"
                      : type == "INTEGER"
                          ? fmt::format("coalesce({}, 0) + 12345", name)
                          : fmt::format("CAST(coalesce({}, '') || '~' AS {})", name, type),
             .key = query.number(2) != 0});
    }
    return columns;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between)
{
    return fmt::format("{}", fmt::join(parts, between));
}

/// Statements that each change one row of a table: drop it, add one that says the same, set
/// one of its columns. The fields of items are changed by `EveryChange`.
std::vector<std::string> changes_of_a_row(sql::Database& database, const std::string& table)
{
    const auto columns = columns_of(database, table);
    std::vector<std::string> this_row;
    std::vector<std::string> another;
    for (const Column& column : columns) {
        this_row.push_back(fmt::format("{0} IS (SELECT {0} FROM {1} LIMIT 1)", column.name, table));
        another.push_back(column.key ? column.other : column.name);
    }
    const std::string where = fmt::format("{} WHERE {}", table, joined(this_row, " AND "));
    std::vector<std::string> changes{
        "DELETE FROM " + where,
        fmt::format("INSERT INTO {} SELECT {} FROM {}", table, joined(another, ", "), where)};
    const bool of_items = item_type_named(table).has_value();
    for (const Column& column : columns) {
        if (of_items && !column.key && column.name != load::owner_column) {
            continue;
        }
        changes.push_back(fmt::format("UPDATE {} SET {} = {} WHERE {}", table, column.name,
                                      column.other, joined(this_row, " AND ")));
    }
    return changes;
}

/// What opening the target refuses with.
std::string refusal_of(const std::filesystem::path& path)
{
    try {
        open(path);
    } catch (const InputError& refusal) {
        return refusal.what();
    }
    return "";
}

/// How many findings reconciling has.
std::int64_t findings_in(const std::filesystem::path& path, const Sample& sample)
{
    const auto found = reconciled(*make_reader(path), patient_case, sample.record);
    return found.differ.count() + found.missing.count() + found.unexpected.count();
}

std::vector<std::string> tables_in(sql::Database& database)
{
    std::vector<std::string> tables;
    sql::Statement query{database, "SELECT name FROM sqlite_schema WHERE type = 'table'"};
    while (query.step()) {
        tables.emplace_back(query.text(0));
    }
    return tables;
}

TEST(AnyRowOfAnyTable, IsNamedWhereItWasChangedDroppedOrDoubled)
{
    const auto path = fresh_path(testing::TempDir(), "any_row");
    const auto changed = fresh_path(testing::TempDir(), "any_row_changed");
    const Sample sample = full_sample();
    const auto target = open(path);
    import(*target, patient_case, sample.record);
    target->finish();
    sql::Database as_it_was{path, sql::Mode::read_only};
    const auto tables = tables_in(as_it_was);
    EXPECT_EQ(tables.size(), item_type_count + 6);
    for (const std::string& table : tables) {
        for (const std::string& change : changes_of_a_row(as_it_was, table)) {
            SCOPED_TRACE(change);
            std::filesystem::copy_file(path, changed,
                                       std::filesystem::copy_options::overwrite_existing);
            {
                sql::Database tampered{changed, sql::Mode::read_write};
                tampered.run("PRAGMA synchronous = OFF");
                tampered.run(change);
                EXPECT_EQ(tampered.changes(), 1);
            }
            if (table == "ferry_dictionary") { // that of another target: it is not even opened
                EXPECT_THAT(refusal_of(changed),
                            testing::ContainsRegex(
                                "(lacks|has another|has two of) [a-z]+.item in ferry_dictionary"));
            } else { // one finding, or one on either side where a row is another's now
                EXPECT_THAT(findings_in(changed, sample), testing::AnyOf(1, 2));
            }
        }
    }
}

} // namespace
} // namespace ferry::targets::sqlite

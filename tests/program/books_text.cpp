#include "program/books_text.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "record/describe.hpp"
#include "record/outcome.hpp"
#include "sql/database.hpp"
#include "workspace/case_store.hpp"

namespace ferry::program {
namespace {

std::vector<std::string> rows_of(sql::Database& database, const std::string& query)
{
    std::vector<std::string> rows;
    sql::Statement row{database, query};
    while (row.step()) {
        std::string text;
        for (int i = 0; i < row.columns(); ++i) {
            text += i == 0 ? "" : " | ";
            text += row.is_null(i) ? "(nothing)" : row.text(i);
        }
        rows.push_back(std::move(text));
    }
    std::ranges::sort(rows);
    return rows;
}

/// Each case with the fate of each of its rows, in words.
std::vector<std::string> cases_of(workspace::Workspace& workspace)
{
    workspace::CaseStore store{workspace};
    const auto rules = store.rules();
    std::vector<std::string> rows;
    store.each([&](workspace::StoredCase&& stored) {
        for (std::size_t i = 0; i < stored.fates.size(); ++i) {
            const auto& fate = stored.fates[i];
            const auto& row = stored.source.rows[i];
            rows.push_back(fmt::format("{}/{} {}:{} {:016x} {} {} {} {} {}", stored.source.no,
                                       stored.source.part, row.file, row.line,
                                       fingerprint(row.bytes), name_of(fate.type),
                                       name_of(fate.outcome), rules.at(fate.rule), fate.item,
                                       fate.cause == 0 ? "-" : store.cause(fate.cause)));
        }
        return true;
    });
    std::ranges::sort(rows);
    return rows;
}

} // namespace

Tables target_text(const std::filesystem::path& target)
{
    sql::Database database{target, sql::Mode::read_write};
    Tables tables;
    for (const std::string& name :
         rows_of(database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> "
                           "'ferry_migration'")) {
        tables[name] = rows_of(database, "SELECT * FROM " + sql::quoted(name));
    }
    return tables;
}

Tables books_text(const std::filesystem::path& path)
{
    struct Book {
        const char* name;
        const char* query;
    };
    // Not aligned: the rows would be too long.
    // clang-format off
    static constexpr Book books[] = {
        {"ledger", "SELECT case_no, part, f.name, type, outcome, r.name, count FROM ledger l JOIN "
                   "source_file f ON f.file = l.file JOIN rule r ON r.rule = l.rule"},
        {"raw_case", "SELECT case_no, part, pass, content, record, rows, items FROM raw_case"},
        {"case_cause", "SELECT case_no, part, c.cause, outcome, count, samples FROM case_cause k "
                       "JOIN cause c ON c.no = k.cause"},
        {"subject", "SELECT * FROM subject"},
        {"patient_summary", "SELECT * FROM patient_summary"},
        {"finding", "SELECT * FROM finding"},
        {"lost", "SELECT * FROM lost"},
        {"question", "SELECT * FROM question"},
        {"pass_balance", "SELECT * FROM pass_balance"},
        {"source_file", "SELECT * FROM source_file"},
        {"map_file", "SELECT * FROM map_file"},
        {"map_answer", "SELECT * FROM map_answer"},
        {"map_fact", "SELECT * FROM map_fact"},
        {"map_use", "SELECT * FROM map_use"},
        {"code_standing", "SELECT * FROM code_standing"},
        {"frozen_maps", "SELECT no, fingerprint, pass, who FROM frozen_maps"},
        {"decision", "SELECT no, cause, choice, by, why FROM decision"},
        {"pass", "SELECT pass, kind, extract, maps, layout, inputs, state, same_as, decisions, "
                 "files_of, reconciled FROM pass"},
    };
    // clang-format on
    workspace::Workspace workspace{path};
    Tables tables;
    for (const Book& book : books) {
        tables[book.name] = rows_of(workspace.database(), book.query);
    }
    tables["fates"] = cases_of(workspace);
    return tables;
}

std::string first_differences(const Tables& expected, const Tables& found)
{
    std::string text;
    const auto compare = [&](const Tables& one, const Tables& other, const char* where) {
        for (const auto& [table, rows] : one) {
            const auto there = other.find(table);
            std::vector<std::string> lost;
            if (there == other.end()) {
                lost = rows;
            } else {
                std::ranges::set_difference(rows, there->second, std::back_inserter(lost));
            }
            if (!lost.empty()) {
                text += fmt::format("{} ({} rows only {}): {}\n", table, lost.size(), where,
                                    lost.front());
            }
        }
    };
    compare(expected, found, "expected");
    compare(found, expected, "found");
    return text;
}

} // namespace ferry::program

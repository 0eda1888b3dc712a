#include "workspace/books.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "record/describe.hpp"

namespace ferry::workspace {
namespace {

constexpr std::size_t shown_max = 10;

std::vector<std::string> lines_of(std::string_view text)
{
    std::vector<std::string> lines;
    if (!text.empty()) {
        for (const std::string_view line : split(text, '\n')) {
            lines.emplace_back(line);
        }
    }
    return lines;
}

/// What of a decided cause no decision covers, as it was told in these words only later.
void tell_what_is_open(CauseRow& cause, Workspace& workspace,
                       const transform::DecisionBook& decisions)
{
    sql::Statement row{workspace.database(),
                       "SELECT what FROM cause_words WHERE cause = ? ORDER BY what"};
    row.bind(0, cause.id);
    std::vector<std::string> open;
    while (row.step()) {
        if (!decisions.covers(cause.id, row.text(0))) {
            open.emplace_back(row.text(0));
        }
    }
    if (open.empty()) {
        return;
    }
    open.resize(std::min(open.size(), shown_max));
    cause.what = fmt::format("{} (came after it was decided as {}: decide again)",
                             fmt::join(open, "; and "), cause.decision);
    cause.decision.clear();
}

BalanceRow& row_of(std::vector<BalanceRow>& rows, std::string_view key)
{
    if (rows.empty() || rows.back().key != key) {
        rows.push_back({.key = std::string{key}});
    }
    return rows.back();
}

/// What the ledger holds, as rows of (key, outcome, count) in the order of keys.
void add_ledger(Workspace& workspace, const std::string& query, Balance& made)
{
    sql::Statement row{workspace.database(), query};
    row.bind(0, made.pass);
    while (row.step()) {
        const auto outcome = static_cast<std::size_t>(row.number(1));
        row_of(made.rows, row.text(0)).by_outcome.at(outcome) += row.number(2);
        made.total.by_outcome.at(outcome) += row.number(2);
    }
}

const char* ledger_query(BalanceBy by)
{
    switch (by) {
    case BalanceBy::type:
        return "SELECT type, outcome, sum(count) FROM pass_balance WHERE pass = ? GROUP BY 1, 2 "
               "ORDER BY 1";
    case BalanceBy::file:
        return "SELECT file, outcome, sum(count) FROM pass_balance WHERE pass = ? GROUP BY 1, 2 "
               "ORDER BY 1";
    case BalanceBy::patient:
        return "SELECT CASE l.case_no WHEN 1 THEN 'directory' WHEN 2 THEN 'unattached' ELSE "
               "coalesce(s.patient, '?') END, outcome, sum(count) FROM ledger l LEFT JOIN subject "
               "s ON s.case_no = l.case_no WHERE ? > 0 GROUP BY l.case_no, outcome ORDER BY "
               "l.case_no";
    }
    return "";
}

/// Counts the other book: rows in the raw cases by patient, in the manifest by file.
void count_extracted(Workspace& workspace, BalanceBy by, std::int64_t files_of, Balance& made)
{
    std::map<std::string, std::int64_t, std::less<>> counted;
    if (by == BalanceBy::file) {
        for (const extract::SourceFile& file : workspace.files(files_of)) {
            counted[file.name] += file.rows;
        }
    } else if (by == BalanceBy::patient) {
        sql::Statement row{workspace.database(),
                           "SELECT CASE r.case_no WHEN 1 THEN 'directory' WHEN 2 THEN "
                           "'unattached' ELSE coalesce(s.patient, '?') END, sum(rows) FROM "
                           "raw_case r LEFT JOIN subject s ON s.case_no = r.case_no "
                           "GROUP BY r.case_no"};
        while (row.step()) {
            counted[std::string{row.text(0)}] += row.number(1);
        }
    }
    std::map<std::string, std::int64_t, std::less<>> accounted;
    for (BalanceRow& row : made.rows) {
        row.extracted = row.accounted();
        accounted[row.key] += row.accounted();
    }
    for (const auto& [key, rows] : counted) {
        const std::int64_t found = accounted.contains(key) ? accounted.at(key) : 0;
        if (found != rows) {
            made.breaches.push_back(
                fmt::format("{}: {} rows were read, {} are accounted for", key, rows, found));
        }
        if (rows == 0 && by == BalanceBy::file) {
            made.rows.push_back({.key = key});
        }
    }
    made.total.extracted = workspace.database().number(
        fmt::format("SELECT coalesce(sum(rows), 0) FROM source_file WHERE pass = {}", files_of));
}

} // namespace

Pass pass_that_ran(Workspace& workspace, std::optional<std::int64_t> wanted)
{
    auto pass = workspace.pass(wanted);
    if (!pass) {
        throw UsageError{wanted ? fmt::format("there is no pass {}", *wanted)
                                : std::string{"no pass has run yet: run `ferry pass`"}};
    }
    return std::move(*pass);
}

Pass finished_pass(Workspace& workspace, std::optional<std::int64_t> wanted)
{
    Pass pass = pass_that_ran(workspace, wanted);
    if (!pass.finished) {
        throw UsageError{
            fmt::format("pass {} was cut off; run `ferry pass` again to finish it", pass.no)};
    }
    return pass;
}

std::int64_t BalanceRow::accounted() const
{
    return std::accumulate(by_outcome.begin(), by_outcome.end(), std::int64_t{0});
}

bool Balance::balanced() const
{
    return total.balanced() && breaches.empty() && std::ranges::all_of(rows, &BalanceRow::balanced);
}

Balance balance(Workspace& workspace, BalanceBy by, std::optional<std::int64_t> wanted)
{
    Pass pass = finished_pass(workspace, wanted);
    const std::int64_t asked = pass.no;
    if (pass.same_as) {
        pass = finished_pass(workspace, pass.same_as);
    }
    if (by == BalanceBy::patient && wanted && pass_that_ran(workspace).no != asked) {
        throw UsageError{"the balance by patient is that of the last pass only"};
    }
    Balance made{.pass = pass.no};
    add_ledger(workspace, ledger_query(by), made);
    count_extracted(workspace, by, pass.files_of, made);
    made.pass = asked;
    return made;
}

void close_books(Workspace& workspace, std::int64_t pass)
{
    sql::Database& database = workspace.database();
    sql::Statement{database, "DELETE FROM pass_balance WHERE pass = ?"}.bind(0, pass).run();
    std::map<std::tuple<std::string, std::string, std::int64_t>, std::int64_t> sums;
    sql::Statement row{database, "SELECT type, name, outcome, sum(count) FROM ledger l JOIN "
                                 "source_file f ON f.file = l.file GROUP BY 1, 2, 3"};
    while (row.step()) {
        const auto type = static_cast<ItemType>(row.number(0));
        sums[{std::string{name_of(type)}, std::string{row.text(1)}, row.number(2)}] +=
            row.number(3);
    }
    sql::Statement insert{database, "INSERT INTO pass_balance VALUES (?, ?, ?, ?, ?)"};
    for (const auto& [key, count] : sums) {
        insert.bind(0, pass)
            .bind(1, std::get<0>(key))
            .bind(2, std::get<1>(key))
            .bind(3, std::get<2>(key))
            .bind(4, count)
            .run();
    }
}

std::vector<LeftOutRow> left_out(Workspace& workspace)
{
    sql::Statement row{workspace.database(),
                       "SELECT type, outcome, name, sum(count) FROM ledger l JOIN rule r ON "
                       "r.rule = l.rule WHERE outcome IN (?, ?) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"};
    row.bind(0, static_cast<std::int64_t>(Outcome::held));
    row.bind(1, static_cast<std::int64_t>(Outcome::left));
    std::vector<LeftOutRow> all;
    while (row.step()) {
        all.push_back({.type = static_cast<ItemType>(row.number(0)),
                       .outcome = static_cast<Outcome>(row.number(1)),
                       .rule = std::string{row.text(2)},
                       .count = row.number(3)});
    }
    return all;
}

std::vector<extract::FileNo> files_with(Workspace& workspace, std::string_view rule)
{
    sql::Statement row{workspace.database(), "SELECT DISTINCT file FROM ledger l JOIN rule r ON "
                                             "r.rule = l.rule WHERE name = ? ORDER BY 1"};
    row.bind(0, rule);
    std::vector<extract::FileNo> files;
    while (row.step()) {
        files.push_back(static_cast<extract::FileNo>(row.number(0)));
    }
    return files;
}

std::vector<CauseRow> causes(Workspace& workspace)
{
    const auto decisions = workspace.decisions();
    std::vector<CauseRow> rows;
    sql::Statement row{workspace.database(),
                       "SELECT c.cause, kind, what, outcome, sum(count), group_concat(samples, "
                       "char(10)) FROM case_cause k JOIN cause c ON c.no = k.cause GROUP BY "
                       "c.no, outcome ORDER BY 5 DESC, 1"};
    while (row.step()) {
        rows.push_back({.id = std::string{row.text(0)},
                        .kind = std::string{row.text(1)},
                        .what = std::string{row.text(2)},
                        .state = std::string{name_of(static_cast<Outcome>(row.number(3)))},
                        .count = row.number(4),
                        .samples = lines_of(row.text(5))});
    }
    sql::Statement question{workspace.database(),
                            "SELECT cause, kind, what, count, sample FROM question WHERE pass = ? "
                            "ORDER BY cause"};
    // What an extract before asked is settled by one that does not ask it.
    const auto last = workspace.pass();
    question.bind(0, last ? last->files_of : 0);
    while (question.step()) {
        rows.push_back({.id = std::string{question.text(0)},
                        .kind = std::string{question.text(1)},
                        .what = std::string{question.text(2)},
                        .state = "question",
                        .count = question.number(3),
                        .samples = lines_of(question.text(4))});
    }
    for (CauseRow& one : rows) {
        one.decision = decisions.choice(one.id);
        if (!one.decision.empty() && (one.state == "held" || one.state == "degraded")) {
            tell_what_is_open(one, workspace, decisions);
        }
        one.samples.resize(std::min(one.samples.size(), shown_max));
    }
    return rows;
}

std::int64_t open_questions(Workspace& workspace)
{
    return std::ranges::count_if(causes(workspace), [](const CauseRow& one) {
        return one.state == "question" && one.decision != "accept";
    });
}

std::vector<FindingRow> findings(Workspace& workspace)
{
    std::vector<FindingRow> rows;
    sql::Statement row{workspace.database(),
                       "SELECT kind, sum(count), group_concat(items, char(10)) FROM finding "
                       "GROUP BY kind ORDER BY kind"};
    while (row.step()) {
        rows.push_back({.kind = std::string{row.text(0)},
                        .count = row.number(1),
                        .items = lines_of(row.text(2))});
    }
    return rows;
}

} // namespace ferry::workspace

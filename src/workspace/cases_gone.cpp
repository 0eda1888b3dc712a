#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

#include "workspace/case_store.hpp"

/// What the extract of a pass lacks: cases that it does not have, and of those that it has, rows.
namespace ferry::workspace {
namespace {

using RowIds = std::vector<transform::RowId>;

RowIds ids_in(std::string_view bytes)
{
    RowIds ids(bytes.size() / sizeof(transform::RowId));
    if (!ids.empty()) {
        std::memcpy(ids.data(), bytes.data(), ids.size() * sizeof(transform::RowId));
    }
    return ids;
}

/// How many rows of `before` are not there `now`. Rows without an id are only counted.
std::int64_t lost(RowIds before, RowIds now)
{
    std::ranges::sort(before);
    std::ranges::sort(now);
    RowIds gone;
    std::ranges::set_difference(before, now, std::back_inserter(gone));
    return static_cast<std::int64_t>(gone.size());
}

} // namespace

/// In the transaction that puts the case. A pass that is taken up again, with the same extract or
/// another, looks again at what the last finished one held.
void CaseStore::note_shrinking(std::int64_t pass, const CaseResult& result)
{
    const std::int64_t part = result.source.part;
    keep_before_.bind(0, result.source.no).bind(1, part).bind(2, pass).run();
    if (result.source.no <= unattached_case) {
        return;
    }
    find_before_.bind(0, result.source.no).bind(1, part);
    if (!find_before_.step()) {
        return;
    }
    const std::int64_t rows_before = find_before_.number(0);
    const auto rows_now = static_cast<std::int64_t>(result.source.rows.size());
    const bool emptied = find_before_.number(1) > 0 && result.mapped->record.items().empty();
    const RowIds before = ids_in(find_before_.bytes(2));
    find_before_.reset();
    const std::int64_t rows = before.empty() ? std::max(rows_before - rows_now, std::int64_t{0})
                                             : lost(before, result.mapped->ids);
    if (rows > 0 || emptied) {
        note_shrunk_.bind(0, pass)
            .bind(1, result.source.no)
            .bind(2, part)
            .bind(3, rows)
            .bind(4, std::int64_t{emptied ? 1 : 0})
            .run();
    }
}

/// The rows of the practice itself that the last finished pass had and this one has not. Its case
/// may come in parts, and a row in any of them; rows without an id, such as those that explain
/// codes, are not counted.
std::int64_t CaseStore::lost_of_practice(std::int64_t pass)
{
    const auto ids_of = [&](const char* query, bool of_pass) {
        sql::Statement row{database_, query};
        row.bind(0, directory_case);
        if (of_pass) {
            row.bind(1, pass);
        }
        RowIds ids;
        while (row.step()) {
            std::ranges::copy(ids_in(row.bytes(0)), std::back_inserter(ids));
        }
        std::erase(ids, transform::RowId{0});
        return ids;
    };
    return lost(ids_of("SELECT ids FROM case_before WHERE case_no = ?", false),
                ids_of("SELECT ids FROM raw_case WHERE case_no = ? AND pass = ?", true));
}

Shrinking CaseStore::shrinking(std::int64_t pass)
{
    sql::Statement row{database_,
                       "SELECT coalesce(sum(rows), 0), coalesce(sum(emptied), 0), "
                       "(SELECT patient FROM shrunk JOIN subject USING (case_no) WHERE pass = ?1 "
                       "AND rows > 0 LIMIT 1), (SELECT patient FROM shrunk JOIN subject USING "
                       "(case_no) WHERE pass = ?1 AND emptied = 1 LIMIT 1) "
                       "FROM shrunk WHERE pass = ?1"};
    row.bind(0, pass);
    row.step();
    const std::int64_t of_practice = lost_of_practice(pass);
    return {.rows = row.number(0) + of_practice,
            .emptied = row.number(1),
            .shrunk_patient = of_practice > 0 ? "the practice itself" : std::string{row.text(2)},
            .emptied_patient = std::string{row.text(3)}};
}

std::vector<CaseNo> CaseStore::others(std::int64_t pass)
{
    std::vector<CaseNo> cases;
    sql::Statement row{
        database_,
        "SELECT DISTINCT case_no FROM raw_case WHERE pass <> ?1 AND case_no > ?2 ORDER BY 1"};
    row.bind(0, pass).bind(1, unattached_case);
    while (row.step()) {
        cases.push_back(row.number(0));
    }
    return cases;
}

std::int64_t CaseStore::remove_others(std::int64_t pass)
{
    const auto patients = static_cast<std::int64_t>(others(pass).size());
    std::vector<std::pair<CaseNo, std::int32_t>> stored;
    {
        sql::Statement row{database_, "SELECT case_no, part FROM raw_case WHERE pass <> ?"};
        row.bind(0, pass);
        while (row.step()) {
            stored.emplace_back(row.number(0), static_cast<std::int32_t>(row.number(1)));
        }
    }
    for (const auto& [case_no, part] : stored) {
        clear(case_no, part);
    }
    database_.run("DELETE FROM case_before");
    return patients;
}

} // namespace ferry::workspace

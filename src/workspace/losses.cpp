#include <algorithm>
#include <iterator>
#include <utility>

#include "workspace/case_store.hpp"
#include "workspace/row_ids.hpp"

/// What the extract of a pass lacks: cases that it does not have, and of those that it has, rows.
namespace ferry::workspace {
namespace {

/// The rows of a case: those that have an id, by their ids in order, and how many have none.
struct Rows {
    RowIds named;
    std::int64_t unnamed = 0;

    std::int64_t count() const { return std::ssize(named) + unnamed; }
};

/// Of so many rows these are the ids, 0 for none.
void add(Rows& rows, RowIds ids, std::int64_t count)
{
    std::erase(ids, transform::RowId{0});
    rows.unnamed += count - std::ssize(ids);
    std::ranges::copy(ids, std::back_inserter(rows.named));
    std::ranges::sort(rows.named);
}

Rows rows_by(sql::Statement& row)
{
    Rows rows;
    while (row.step()) {
        add(rows, ids_in(row.bytes(1)), row.number(0));
    }
    return rows;
}

/// What the pass put of a case.
Rows rows_of(sql::Database& database, CaseNo case_no, std::int64_t pass)
{
    sql::Statement row{database, "SELECT rows, ids FROM raw_case WHERE case_no = ? AND pass = ?"};
    return rows_by(row.bind(0, case_no).bind(1, pass));
}

/// What the last finished pass had of it.
Rows rows_before(sql::Database& database, CaseNo case_no, std::int64_t pass)
{
    sql::Statement row{database,
                       "SELECT rows, ids FROM case_before WHERE case_no = ?1 UNION ALL SELECT "
                       "rows, ids FROM raw_case WHERE case_no = ?1 AND pass NOT IN (0, ?2)"};
    return rows_by(row.bind(0, case_no).bind(1, pass));
}

/// What of these rows is not there `now`. Rows without an id are only counted: where there are
/// fewer than before, all that there were are given.
Rows lost(const Rows& before, const Rows& now)
{
    Rows gone;
    std::ranges::set_difference(before.named, now.named, std::back_inserter(gone.named));
    gone.unnamed = now.unnamed < before.unnamed ? before.unnamed : 0;
    return gone;
}

/// How many of the rows that were lost are not there `now`.
std::int64_t lacking(const Rows& gone, const Rows& now)
{
    const Rows still = lost(gone, now);
    return std::ssize(still.named) + (still.unnamed > 0 ? still.unnamed - now.unnamed : 0);
}

/// Whose rows are lost, and how.
struct Loser {
    std::int64_t pass = 0;
    CaseNo case_no = 0;
    std::int64_t part = 0;
    bool emptied = false, gone = false;
};

void note(sql::Statement& insert, const Loser& loser, const Rows& rows)
{
    insert.bind(0, loser.pass).bind(1, loser.case_no).bind(2, loser.part);
    insert.bind(3, std::int64_t{loser.emptied ? 1 : 0}).bind(4, std::int64_t{loser.gone ? 1 : 0});
    insert.bind_bytes(5, bytes_of(rows.named)).bind(6, rows.unnamed).run();
}

/// The cases that a query gives.
std::vector<CaseNo> cases_by(sql::Statement& row)
{
    std::vector<CaseNo> cases;
    while (row.step()) {
        cases.push_back(row.number(0));
    }
    return cases;
}

void add(Losses::Loss& to, std::int64_t count, std::string_view whose)
{
    if (count > 0 && to.count == 0) {
        to.sample = whose;
    }
    to.count += count;
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
    Rows before;
    add(before, ids_in(find_before_.bytes(2)), find_before_.number(0));
    const bool emptied = find_before_.number(1) > 0 && result.mapped->record.items().empty();
    find_before_.reset();
    Rows now;
    add(now, result.mapped->ids, std::ssize(result.source.rows));
    const Rows gone = lost(before, now);
    if (gone.count() > 0 || emptied) {
        note(note_lost_,
             {.pass = pass, .case_no = result.source.no, .part = part, .emptied = emptied}, gone);
    }
}

std::vector<CaseNo> CaseStore::gone(std::int64_t pass)
{
    sql::Statement row{database_,
                       "SELECT DISTINCT case_no FROM raw_case r WHERE pass <> ?1 AND case_no > ?2 "
                       "AND (pass <> 0 OR EXISTS (SELECT 1 FROM case_before b WHERE b.case_no = "
                       "r.case_no)) ORDER BY 1"};
    return cases_by(row.bind(0, pass).bind(1, unattached_case));
}

/// Of a patient who is gone, all rows are; of the practice, whose case may come in parts with a row
/// in any of them, those that have an id. Rows without one, such as explain codes, are not told of.
void CaseStore::note_losses(std::int64_t pass)
{
    for (const CaseNo case_no : gone(pass)) {
        note(note_lost_, {.pass = pass, .case_no = case_no, .gone = true},
             rows_before(database_, case_no, pass));
    }
    Rows of_practice = lost(rows_before(database_, directory_case, pass),
                            rows_of(database_, directory_case, pass));
    of_practice.unnamed = 0;
    if (of_practice.count() > 0) {
        note(note_lost_, {.pass = pass, .case_no = directory_case}, of_practice);
    }
}

Losses CaseStore::losses(std::int64_t since, std::int64_t pass)
{
    Losses all;
    sql::Statement row{
        database_,
        "SELECT case_no, emptied, gone, ids, unnamed, coalesce(patient, 'the practice itself'), "
        "(SELECT coalesce(sum(items), 0) FROM raw_case r WHERE r.case_no = lost.case_no AND "
        "r.pass = ?2) FROM lost LEFT JOIN subject USING (case_no) WHERE pass = ?1 "
        "ORDER BY case_no"};
    row.bind(0, since).bind(1, pass);
    while (row.step()) {
        const std::string_view whose = row.text(5);
        const Rows now = rows_of(database_, row.number(0), pass);
        if (row.number(2) == 1 && now.count() == 0) {
            add(all.patients, 1, whose);
            continue;
        }
        const Rows gone{.named = ids_in(row.bytes(3)), .unnamed = row.number(4)};
        add(all.rows, lacking(gone, now), whose);
        add(all.emptied, row.number(1) == 1 && row.number(6) == 0 ? 1 : 0, whose);
    }
    return all;
}

std::vector<CaseNo> CaseStore::others(std::int64_t pass)
{
    sql::Statement row{
        database_,
        "SELECT DISTINCT case_no FROM raw_case WHERE pass <> ?1 AND case_no > ?2 ORDER BY 1"};
    return cases_by(row.bind(0, pass).bind(1, unattached_case));
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

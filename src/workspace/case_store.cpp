#include "workspace/case_store.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/require.hpp"
#include "workspace/row_ids.hpp"

namespace ferry::workspace {
namespace {

constexpr std::size_t samples_max = 5;
constexpr CaseNo first_patient_case = 3; ///< after the directory and the unattached case

/// A fate on disk. Do not change.
struct FateOnDisk {
    std::uint8_t outcome;
    std::uint8_t type;
    std::uint16_t rule;
    std::int32_t item;
    std::uint32_t cause;
};

std::vector<StoredFate> unpack_fates(std::string_view bytes)
{
    if (bytes.size() % sizeof(FateOnDisk) != 0) {
        throw Error{"a case in the workspace is damaged: its fates are not whole"};
    }
    std::vector<StoredFate> fates;
    for (; !bytes.empty(); bytes.remove_prefix(sizeof(FateOnDisk))) {
        FateOnDisk fate{};
        std::memcpy(&fate, bytes.data(), sizeof fate);
        if (fate.outcome >= outcomes.size() || fate.type >= item_type_count) {
            throw Error{"a case in the workspace is damaged: a fate is none there is"};
        }
        fates.push_back({.outcome = static_cast<Outcome>(fate.outcome),
                         .type = static_cast<ItemType>(fate.type),
                         .rule = fate.rule,
                         .item = fate.item,
                         .cause = fate.cause});
    }
    return fates;
}

constexpr std::string_view case_query =
    "SELECT r.case_no, part, rows, bytes, fates, coalesce(organisation, ''), "
    "coalesce(s.patient, ''), content FROM raw_case r LEFT JOIN subject s ON s.case_no = "
    "r.case_no ";

} // namespace

CaseStore::CaseStore(Workspace& workspace)
    : workspace_{workspace}, database_{workspace.database()},
      find_subject_{database_,
                    "SELECT case_no FROM subject WHERE organisation = ? AND patient = ?"},
      add_subject_{database_, "INSERT INTO subject VALUES ((SELECT max(coalesce(max(case_no), 0) "
                              "+ 1, ?) FROM subject), ?, ?)"},
      find_case_{database_, "SELECT 1 FROM raw_case WHERE case_no = ? AND part = ?"},
      keep_before_{database_,
                   "INSERT OR IGNORE INTO case_before SELECT case_no, part, rows, items, "
                   "ids FROM raw_case WHERE case_no = ? AND part = ? AND pass NOT IN "
                   "(0, ?)"},
      find_before_{database_, "SELECT rows, items, ids FROM case_before WHERE case_no = ? AND "
                              "part = ?"},
      note_lost_{database_, "INSERT OR REPLACE INTO lost VALUES (?, ?, ?, ?, ?, ?, ?)"},
      put_case_{database_, "INSERT INTO raw_case VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
      put_ledger_{database_, "INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?)"},
      put_cause_{database_, "INSERT INTO case_cause VALUES (?, ?, ?, ?, ?, ?)"},
      put_finding_{database_, "INSERT INTO finding VALUES (?, ?, ?, ?)"},
      put_patient_{database_, "INSERT INTO patient_summary VALUES (?, ?, ?, ?, ?, ?, ?)"}
{
    sql::Statement row{database_, "SELECT no, cause FROM cause"};
    while (row.step()) {
        causes_.emplace(row.text(1), static_cast<CauseNo>(row.number(0)));
    }
    for (std::string& rule : rules()) {
        rules_.emplace(std::move(rule), static_cast<transform::RuleNo>(rules_.size()));
    }
}

CaseNo CaseStore::number_of(const extract::Subject& subject)
{
    const auto find = [&] {
        find_subject_.bind(0, subject.organisation).bind(1, subject.patient);
        std::optional<CaseNo> found;
        if (find_subject_.step()) {
            found = find_subject_.number(0);
            find_subject_.reset();
        }
        return found;
    };
    if (const auto known = find()) {
        return *known;
    }
    add_subject_.bind(0, first_patient_case)
        .bind(1, subject.organisation)
        .bind(2, subject.patient)
        .run();
    const auto added = find();
    require(added.has_value(), "a subject that was added is found");
    return *added;
}

void CaseStore::put(std::int64_t pass, const CaseResult& result, const transform::Rules& rules)
{
    const extract::Case& source = result.source;
    if (file_names_.empty()) {
        for (const extract::SourceFile& file : workspace_.files()) {
            file_names_.emplace(file.no, file.name);
        }
    }
    note_shrinking(pass, result);
    clear(source.no, source.part);
    rules_met_ = &rules;
    const std::string content = source.content.hex();
    const std::string fates = pack_fates(result);
    put_case_.bind(0, source.no)
        .bind(1, std::int64_t{source.part})
        .bind(2, pass)
        .bind(3, content)
        .bind(4, result.record_digest)
        .bind(5, static_cast<std::int64_t>(source.rows.size()))
        .bind(6, static_cast<std::int64_t>(result.mapped->record.items().size()))
        .bind_bytes(7, result.packed)
        .bind_bytes(8, fates)
        .bind_bytes(9, bytes_of(result.mapped->ids))
        .run();
    put_ledger(result);
    put_causes(result);
    put_findings(result);
}

void CaseStore::put_ledger(const CaseResult& result)
{
    using Key = std::tuple<extract::FileNo, ItemType, Outcome, transform::RuleNo>;
    std::map<Key, std::int64_t> counts;
    Key before{};
    std::int64_t* count = nullptr;
    for (std::size_t i = 0; i < result.mapped->fates.size(); ++i) {
        const transform::RowFate& fate = result.mapped->fates[i];
        const Key key{result.source.rows[i].file, fate.type, fate.outcome, number_of(fate.rule)};
        if (count == nullptr || key != before) { // neighbours are mostly alike
            count = &counts[key];
            before = key;
        }
        ++*count;
    }
    for (const auto& [key, number] : counts) {
        put_ledger_.bind(0, result.source.no)
            .bind(1, std::int64_t{result.source.part})
            .bind(2, std::int64_t{std::get<0>(key)})
            .bind(3, static_cast<std::int64_t>(std::get<1>(key)))
            .bind(4, static_cast<std::int64_t>(std::get<2>(key)))
            .bind(5, std::int64_t{std::get<3>(key)})
            .bind(6, number)
            .run();
    }
}

void CaseStore::put_causes(const CaseResult& result)
{
    struct Group {
        std::int64_t count = 0;
        std::vector<std::string> samples;
    };
    std::map<std::pair<CauseNo, Outcome>, Group> groups;
    for (std::size_t i = 0; i < result.mapped->fates.size(); ++i) {
        const transform::RowFate& fate = result.mapped->fates[i];
        if (fate.cause == nullptr) {
            continue;
        }
        Group& group = groups[{number_of(*fate.cause), fate.outcome}];
        ++group.count;
        if (group.samples.size() < samples_max) {
            const extract::RawRow& row = result.source.rows[i];
            group.samples.push_back(fmt::format("{}:{}", file_names_.at(row.file), row.line));
        }
    }
    for (const auto& [key, group] : groups) {
        const std::string samples = fmt::format("{}", fmt::join(group.samples, "\n"));
        put_cause_.bind(0, result.source.no)
            .bind(1, std::int64_t{result.source.part})
            .bind(2, std::int64_t{key.first})
            .bind(3, static_cast<std::int64_t>(key.second))
            .bind(4, group.count)
            .bind(5, samples)
            .run();
    }
}

void CaseStore::put_findings(const CaseResult& result)
{
    for (const profile::Finding& finding : result.findings) {
        put_finding(result.source.no, finding);
    }
    if (result.patient) {
        const profile::Person& patient = *result.patient;
        put_patient_.bind(0, result.source.no)
            .bind(1, patient.source_id)
            .bind(2, patient.nhs_number)
            .bind(3, patient.surname)
            .bind(4, patient.given_name)
            .bind(5, patient.birth_date)
            .bind(6, patient.sex)
            .run();
    }
}

std::string CaseStore::pack_fates(const CaseResult& result)
{
    std::string bytes;
    bytes.reserve(result.mapped->fates.size() * sizeof(FateOnDisk));
    for (const transform::RowFate& fate : result.mapped->fates) {
        const FateOnDisk on_disk{.outcome = static_cast<std::uint8_t>(fate.outcome),
                                 .type = static_cast<std::uint8_t>(fate.type),
                                 .rule = number_of(fate.rule),
                                 .item = fate.item,
                                 .cause = fate.cause == nullptr ? 0 : number_of(*fate.cause)};
        bytes.append(reinterpret_cast<const char*>(&on_disk), sizeof on_disk);
    }
    return bytes;
}

CauseNo CaseStore::number_of(const transform::Cause& cause)
{
    const auto met = causes_met_.find(&cause);
    if (met != causes_met_.end()) {
        return met->second;
    }
    const auto [known, is_new] =
        causes_.try_emplace(cause.id, static_cast<CauseNo>(causes_.size() + 1));
    if (is_new) {
        sql::Statement{database_, "INSERT INTO cause VALUES (?, ?, ?, '')"}
            .bind(0, std::int64_t{known->second})
            .bind(1, cause.id)
            .bind(2, cause.kind->name)
            .run();
    }
    causes_met_.emplace(&cause, known->second);
    sql::Statement{database_, "INSERT OR IGNORE INTO cause_words VALUES (?, ?)"}
        .bind(0, cause.id)
        .bind(1, cause.what)
        .run();
    say(known->second, cause.what);
    return known->second;
}

/// What a cause is in this pass, in all the words in which it was met: one decision covers them.
void CaseStore::say(CauseNo no, const std::string& what)
{
    constexpr std::size_t words_max = 5;
    std::vector<std::string>& words = words_[no];
    if (words.size() <= words_max) {
        words.push_back(words.size() < words_max ? what : "others");
        const std::string all = fmt::format("{}", fmt::join(words, "; and "));
        sql::Statement{database_, "UPDATE cause SET what = ? WHERE no = ?"}
            .bind(0, all)
            .bind(1, std::int64_t{no})
            .run();
    }
}

/// The number that a rule has in the workspace: which thread met it first says nothing.
transform::RuleNo CaseStore::number_of(transform::RuleNo rule)
{
    constexpr transform::RuleNo not_yet = 0xFFFF;
    if (rule >= stored_.size()) {
        stored_.resize(std::size_t{rule} + 1, not_yet);
    }
    if (stored_[rule] == not_yet) {
        const std::string name = rules_met_->name(rule);
        const auto no = static_cast<transform::RuleNo>(rules_.size());
        const auto [known, is_new] = rules_.emplace(name, no);
        if (is_new) {
            sql::Statement{database_, "INSERT INTO rule VALUES (?, ?)"}
                .bind(0, std::int64_t{no})
                .bind(1, name)
                .run();
        }
        stored_[rule] = known->second;
    }
    return stored_[rule];
}

void CaseStore::clear(CaseNo case_no, std::int32_t part)
{
    find_case_.bind(0, case_no).bind(1, std::int64_t{part});
    const bool stored = find_case_.step();
    find_case_.reset();
    if (!stored) {
        return;
    }
    const auto remove = [&](const char* query) {
        sql::Statement{database_, query}.bind(0, case_no).bind(1, std::int64_t{part}).run();
    };
    remove("DELETE FROM raw_case WHERE case_no = ? AND part = ?");
    remove("DELETE FROM ledger WHERE case_no = ? AND part = ?");
    remove("DELETE FROM case_cause WHERE case_no = ? AND part = ?");
    sql::Statement{database_, "DELETE FROM finding WHERE case_no = ?"}.bind(0, case_no).run();
    sql::Statement{database_, "DELETE FROM patient_summary WHERE case_no = ?"}
        .bind(0, case_no)
        .run();
}

void CaseStore::refuse(const std::string& what) const
{
    throw Error{fmt::format("{}: the workspace is damaged: {}; go on with a copy that is whole",
                            workspace_.path().string(), what)};
}

bool CaseStore::has_file(extract::FileNo file)
{
    if (!files_.contains(file)) { // a pass may have added it since
        for (const extract::SourceFile& one : workspace_.files()) {
            files_.insert(one.no);
        }
    }
    return files_.contains(file);
}

bool CaseStore::has_rule(transform::RuleNo rule)
{
    if (rule >= rules_there_) { // a pass may have added it since
        rules_there_ = rules().size();
    }
    return rule < rules_there_;
}

/// What the books say of a case by numbers has to stand there: everybody who reads a case
/// leans on it.
void CaseStore::check(const StoredCase& stored)
{
    const CaseNo no = stored.source.no;
    if (stored.fates.size() != stored.source.rows.size()) {
        refuse(fmt::format("case {} has {} rows and {} fates", no, stored.source.rows.size(),
                           stored.fates.size()));
    }
    std::optional<extract::FileNo> last; // neighbours are mostly of one file
    for (const extract::RawRow& row : stored.source.rows) {
        if (row.file != last && !has_file(row.file)) {
            refuse(fmt::format("case {} has rows of file {}, which source_file has not", no,
                               row.file));
        }
        last = row.file;
    }
    for (const StoredFate& fate : stored.fates) {
        if (!has_rule(fate.rule)) {
            refuse(
                fmt::format("case {} names rule {}, which the table rule has not", no, fate.rule));
        }
    }
}

StoredCase CaseStore::read(const sql::Statement& row)
{
    StoredCase stored;
    stored.source.no = row.number(0);
    stored.source.part = static_cast<std::int32_t>(row.number(1));
    stored.source.subject = {.organisation = std::string{row.text(5)},
                             .patient = std::string{row.text(6)}};
    const std::string content{row.text(7)};
    stored.source.content = {.low = std::stoull(content.substr(16), nullptr, 16),
                             .high = std::stoull(content.substr(0, 16), nullptr, 16)};
    stored.fates = unpack_fates(row.bytes(4));
    extract::unpack(row.bytes(3), stored.source);
    check(stored);
    return stored;
}

void CaseStore::each(const std::function<bool(StoredCase&&)>& take)
{
    sql::Statement row{database_, std::string{case_query} + "ORDER BY r.case_no, part"};
    while (row.step()) {
        if (!take(read(row))) {
            return;
        }
    }
}

void CaseStore::each_with(std::string_view rule, const std::function<bool(StoredCase&&)>& take)
{
    sql::Statement row{
        database_, std::string{case_query} +
                       "WHERE EXISTS (SELECT 1 FROM ledger l JOIN rule u ON u.rule = l.rule WHERE "
                       "l.case_no = r.case_no AND l.part = r.part AND u.name = ?) "
                       "ORDER BY r.case_no, part"};
    row.bind(0, rule);
    while (row.step()) {
        if (!take(read(row))) {
            return;
        }
    }
}

std::int64_t CaseStore::count()
{
    return database_.number("SELECT count(*) FROM raw_case");
}

void CaseStore::each_mark(const std::function<bool(CaseNo, std::string_view)>& take)
{
    sql::Statement row{database_,
                       "SELECT case_no, record FROM raw_case WHERE items > 0 AND part = 0"};
    while (row.step()) {
        if (!take(row.number(0), row.text(1))) {
            return;
        }
    }
}

std::optional<StoredCase> CaseStore::get(CaseNo case_no, std::int32_t part)
{
    sql::Statement row{database_, std::string{case_query} + "WHERE r.case_no = ? AND part = ?"};
    row.bind(0, case_no).bind(1, std::int64_t{part});
    return row.step() ? std::optional{read(row)} : std::nullopt;
}

std::vector<std::string> CaseStore::rules()
{
    std::vector<std::string> names;
    sql::Statement row{database_, "SELECT name, rule FROM rule ORDER BY rule"};
    while (row.step()) {
        if (row.number(1) != std::ssize(names)) {
            refuse(fmt::format("the table rule has no rule {}", names.size()));
        }
        names.emplace_back(row.text(0));
    }
    return names;
}

std::string CaseStore::cause(CauseNo no)
{
    sql::Statement row{database_, "SELECT cause FROM cause WHERE no = ?"};
    row.bind(0, std::int64_t{no});
    if (row.step()) {
        return std::string{row.text(0)};
    }
    if (no != 0) {
        refuse(fmt::format("the table cause has no cause {}", no));
    }
    return {};
}

} // namespace ferry::workspace

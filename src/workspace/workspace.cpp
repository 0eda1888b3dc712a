#include "workspace/workspace.hpp"

#include <array>
#include <chrono>
#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/error.hpp"

namespace ferry::embedded {
extern const std::string_view workspace_0001;
extern const std::string_view workspace_0002;
extern const std::string_view workspace_0003;
extern const std::string_view workspace_0004;
extern const std::string_view workspace_0005;
extern const std::string_view workspace_0006;
extern const std::string_view workspace_0007;
extern const std::string_view workspace_0008;
} // namespace ferry::embedded

namespace ferry::workspace {
namespace {

constexpr std::int64_t application_id = 0x46455252; // "FERR"

/// The schema, step by step. Append only.
constexpr std::array schema_steps{&embedded::workspace_0001, &embedded::workspace_0002,
                                  &embedded::workspace_0003, &embedded::workspace_0004,
                                  &embedded::workspace_0005, &embedded::workspace_0006,
                                  &embedded::workspace_0007, &embedded::workspace_0008};

void upgrade(sql::Database& database, std::int64_t from)
{
    const auto steps = static_cast<std::int64_t>(schema_steps.size());
    for (std::int64_t step = from; step < steps; ++step) {
        sql::Transaction transaction{database};
        database.run(std::string{*schema_steps.at(static_cast<std::size_t>(step))});
        database.run(fmt::format("PRAGMA user_version = {}", step + 1));
        transaction.commit();
    }
}

sql::Database open_workspace(const std::filesystem::path& path)
{
    if (!std::filesystem::exists(path)) {
        throw UsageError{fmt::format("{}: there is no workspace; make one with `ferry new {} "
                                     "--source KIND --target URL`",
                                     path.string(), path.string())};
    }
    if (std::filesystem::is_directory(path)) {
        throw InputError{fmt::format("{}: this is a folder and no Ferry workspace; give the path "
                                     "of the file that `ferry new` made",
                                     path.string())};
    }
    sql::Database database{path, sql::Mode::read_write};
    if (!database.is_database() || database.number("PRAGMA application_id") != application_id) {
        throw InputError{fmt::format(
            "{}: this file is no Ferry workspace; give the path of one that `ferry new` made",
            path.string())};
    }
    const std::int64_t version = database.number("PRAGMA user_version");
    if (version > static_cast<std::int64_t>(schema_steps.size())) {
        throw InputError{fmt::format("{}: this workspace was made by a later version of Ferry "
                                     "(schema {}, this program knows {}); use that version",
                                     path.string(), version, schema_steps.size())};
    }
    upgrade(database, version);
    database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                 "PRAGMA cache_size = -32768");
    return database;
}

Pass pass_in(const sql::Statement& row)
{
    Pass pass{.no = row.number(0),
              .kind = std::string{row.text(1)},
              .extract = std::string{row.text(2)},
              .layout = std::string{row.text(3)},
              .inputs = std::string{row.text(4)},
              .finished = row.text(5) == "finished",
              .files_of = row.number(8),
              .reconciled = std::string{row.text(7)}};
    pass.maps = row.text(9);
    pass.decisions = row.number(10);
    pass.organisation = row.text(11);
    pass.agrees = row.number(12) == 1;
    pass.program = row.text(13);
    if (!row.is_null(6)) {
        pass.same_as = row.number(6);
    }
    return pass;
}

std::string event_digest(std::string_view previous, std::initializer_list<std::string_view> parts)
{
    std::string all{previous};
    for (const std::string_view part : parts) {
        all += '\x1f';
        all += part;
    }
    return evidence_digest(all);
}

} // namespace

std::string now()
{
    const auto time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(time));
}

void create(const std::filesystem::path& path, const Migration& migration,
            const std::optional<SourceDescription>& description)
{
    if (std::filesystem::exists(path)) {
        throw UsageError{fmt::format("{}: stands there already; a migration has one workspace, "
                                     "give the new one another name",
                                     path.string())};
    }
    const auto folder = std::filesystem::absolute(path).parent_path();
    if (!std::filesystem::is_directory(folder)) {
        throw UsageError{
            fmt::format("{}: there is no folder {}; make it, or give the workspace another place",
                        path.string(), folder.string())};
    }
    sql::Database database{path, sql::Mode::create};
    // From the first byte, for to change to it later nobody else may have the file open.
    database.run(
        fmt::format("PRAGMA journal_mode = WAL; PRAGMA application_id = {}", application_id));
    upgrade(database, 0);
    sql::Transaction transaction{database};
    sql::Statement{database, "INSERT INTO migration VALUES (?, ?, ?, ?, "
                             "lower(hex(randomblob(16))))"}
        .bind(0, migration.source)
        .bind(1, migration.target)
        .bind(2, migration.practice)
        .bind(3, now())
        .run();
    transaction.commit();
    if (description) {
        Workspace made{path};
        sql::Transaction with_description{made.database()};
        made.keep_description(*description);
        with_description.commit();
    }
}

Workspace::Workspace(const std::filesystem::path& path)
    : path_{path}, database_{open_workspace(path)}
{
    sql::Statement row{database_, "SELECT source, target, practice, id FROM migration"};
    if (!row.step()) {
        throw InputError{fmt::format("{}: this workspace was never finished being made; take it "
                                     "away and run `ferry new` again",
                                     path.string())};
    }
    migration_ = {.source = std::string{row.text(0)},
                  .target = std::string{row.text(1)},
                  .practice = std::string{row.text(2)},
                  .id = std::string{row.text(3)}};
}

std::optional<Pass> Workspace::pass(std::optional<std::int64_t> no)
{
    sql::Statement row{database_,
                       "SELECT pass, kind, extract, layout, inputs, state, same_as, reconciled, "
                       "files_of, maps, decisions, organisation, agrees, program "
                       "FROM pass WHERE pass = coalesce(?, (SELECT max(pass) FROM pass WHERE "
                       "state <> 'begun'))"};
    if (no) {
        row.bind(0, *no);
    }
    return row.step() ? std::optional{pass_in(row)} : std::nullopt;
}

Pass Workspace::begin_pass(Pass begun, std::string_view who)
{
    sql::Transaction transaction{database_};
    begun.no =
        database_.number("SELECT coalesce(max(pass), 0) + 1 FROM pass WHERE state = 'finished'");
    begun.again = pass(begun.no).has_value();
    begun.files_of = begun.no;
    begun.decisions = database_.number("SELECT coalesce(max(no), 0) FROM decision");
    // One that stored something before it was cut off stays one that did, and a target that was
    // found to differ does so until a pass has ended.
    sql::Statement insert{
        database_, "INSERT OR REPLACE INTO pass (pass, kind, extract, layout, inputs, "
                   "state, files_of, started, maps, decisions, program, agrees) VALUES (?1, ?2, "
                   "?3, '', '', coalesce((SELECT state FROM pass WHERE pass = ?1), "
                   "'begun'), ?1, ?4, ?5, ?6, ?7, "
                   "coalesce((SELECT agrees FROM pass WHERE pass = ?1 - 1), 1))"};
    const std::string at = now();
    insert.bind(0, begun.no)
        .bind(1, begun.kind)
        .bind(2, begun.extract)
        .bind(3, at)
        .bind(4, begun.maps)
        .bind(5, begun.decisions)
        .bind(6, begun.program)
        .run();
    if (begun.again) { // of no finished pass, should this extract not have them
        sql::Statement{database_, "UPDATE raw_case SET pass = 0 WHERE pass = ?"}
            .bind(0, begun.no)
            .run();
        sql::Statement{database_, "DELETE FROM lost WHERE pass = ?"}.bind(0, begun.no).run();
    }
    log(who, begun.again ? "pass taken up again" : "pass begun",
        fmt::format("pass {} ({}) of {}", begun.no, begun.kind, begun.extract));
    transaction.commit();
    return begun;
}

void Workspace::start_storing(std::int64_t pass)
{
    sql::Statement{database_, "UPDATE pass SET state = 'running' WHERE pass = ?"}
        .bind(0, pass)
        .run();
}

void Workspace::finish_pass(const Pass& pass, std::string_view who)
{
    sql::Statement update{database_, "UPDATE pass SET state = 'finished', layout = ?, inputs = ?, "
                                     "same_as = ?, reconciled = ?, finished = ?, files_of = ?, "
                                     "organisation = ?, agrees = ? WHERE pass = ?"};
    const std::string at = now();
    update.bind(0, pass.layout).bind(1, pass.inputs);
    if (pass.same_as) {
        update.bind(2, *pass.same_as);
    }
    update.bind(3, pass.reconciled).bind(4, at).bind(5, pass.files_of);
    update.bind(6, pass.organisation)
        .bind(7, std::int64_t{pass.agrees ? 1 : 0})
        .bind(8, pass.no)
        .run();
    log(who, "pass finished", fmt::format("pass {}, inputs {}", pass.no, pass.inputs));
}

void Workspace::note_agreement(bool agrees, std::string_view who, std::string_view counts)
{
    sql::Transaction transaction{database_};
    sql::Statement{database_, "UPDATE pass SET agrees = ? WHERE pass = (SELECT max(pass) FROM pass "
                              "WHERE state = 'finished')"}
        .bind(0, std::int64_t{agrees ? 1 : 0})
        .run();
    log(who, agrees ? "target agrees" : "target differs", counts);
    transaction.commit();
}

void Workspace::set_files(std::int64_t pass, const extract::Manifest& manifest)
{
    sql::Statement{database_, "DELETE FROM source_file WHERE pass = ?"}.bind(0, pass).run();
    sql::Statement insert{database_, "INSERT INTO source_file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    for (const extract::SourceFile& file : manifest.files) {
        insert.bind(0, std::int64_t{file.no})
            .bind(1, pass)
            .bind(2, file.name)
            .bind(3, file.table)
            .bind(4, std::int64_t{file.known ? 1 : 0})
            .bind(5, file.header)
            .bind(6, file.bytes)
            .bind(7, file.rows)
            .bind(8, file.digest)
            .run();
    }
    sql::Statement{database_, "DELETE FROM question WHERE pass = ?"}.bind(0, pass).run();
    for (const extract::Question& question : manifest.questions) {
        ask(pass, question);
    }
}

void Workspace::ask(std::int64_t pass, const extract::Question& question)
{
    const std::string kind = question.cause.substr(0, question.cause.find(':'));
    sql::Statement{database_, "INSERT INTO question VALUES (?, ?, ?, ?, ?, ?)"}
        .bind(0, pass)
        .bind(1, question.cause)
        .bind(2, kind)
        .bind(3, question.what)
        .bind(4, question.count)
        .bind(5, question.sample)
        .run();
}

std::vector<extract::Question> Workspace::questions(std::int64_t pass, std::string_view kind)
{
    sql::Statement row{database_, "SELECT cause, what, count, sample FROM question WHERE pass = ? "
                                  "AND kind = ? ORDER BY cause"};
    row.bind(0, pass).bind(1, kind);
    std::vector<extract::Question> questions;
    while (row.step()) {
        questions.push_back({.cause = std::string{row.text(0)},
                             .what = std::string{row.text(1)},
                             .count = row.number(2),
                             .sample = std::string{row.text(3)}});
    }
    return questions;
}

extract::FileNo Workspace::next_file_no(std::optional<std::int64_t> pass)
{
    sql::Statement row{database_, "SELECT coalesce(max(file), 0) + 1 FROM source_file "
                                  "WHERE pass < coalesce(?, pass + 1)"};
    if (pass) {
        row.bind(0, *pass);
    }
    row.step();
    return static_cast<extract::FileNo>(row.number(0));
}

std::vector<extract::SourceFile> Workspace::files(std::optional<std::int64_t> pass)
{
    sql::Statement row{database_, "SELECT file, name, table_name, known, header, bytes, rows, "
                                  "digest FROM source_file WHERE pass = coalesce(?, pass) "
                                  "ORDER BY file"};
    if (pass) {
        row.bind(0, *pass);
    }
    std::vector<extract::SourceFile> files;
    while (row.step()) {
        files.push_back({.no = static_cast<extract::FileNo>(row.number(0)),
                         .name = std::string{row.text(1)},
                         .table = std::string{row.text(2)},
                         .known = row.number(3) == 1,
                         .header = std::string{row.text(4)},
                         .bytes = row.number(5),
                         .rows = row.number(6),
                         .digest = std::string{row.text(7)}});
    }
    return files;
}

transform::DecisionBook Workspace::decisions(std::optional<std::int64_t> up_to)
{
    transform::DecisionBook book;
    sql::Statement row{database_, "SELECT cause, choice, by, why, at, no FROM decision "
                                  "WHERE no <= coalesce(?, no) ORDER BY no"};
    sql::Statement word{database_, "SELECT what FROM decision_words WHERE decision = ?"};
    if (up_to) {
        row.bind(0, *up_to);
    }
    while (row.step()) {
        transform::Decision decision{.cause = std::string{row.text(0)},
                                     .choice = std::string{row.text(1)},
                                     .by = std::string{row.text(2)},
                                     .why = std::string{row.text(3)},
                                     .at = std::string{row.text(4)}};
        word.bind(0, row.number(5));
        while (word.step()) {
            decision.words.emplace(word.text(0));
        }
        book.enter(std::move(decision));
    }
    return book;
}

void Workspace::decide(const transform::Decision& decision)
{
    sql::Transaction transaction{database_};
    const std::string at = now();
    sql::Statement{database_, "INSERT INTO decision (cause, choice, by, why, at) "
                              "VALUES (?, ?, ?, ?, ?)"}
        .bind(0, decision.cause)
        .bind(1, decision.choice)
        .bind(2, decision.by)
        .bind(3, decision.why)
        .bind(4, at)
        .run();
    sql::Statement{database_, "INSERT INTO decision_words SELECT last_insert_rowid(), what FROM "
                              "cause_words WHERE cause = ?"}
        .bind(0, decision.cause)
        .run();
    log(decision.by, "decided",
        fmt::format("{} as {}: {}", decision.cause, decision.choice, decision.why));
    transaction.commit();
}

void Workspace::log(std::string_view who, std::string_view what, std::string_view about)
{
    std::string previous;
    {
        sql::Statement last{database_, "SELECT digest FROM event ORDER BY no DESC LIMIT 1"};
        if (last.step()) {
            previous = last.text(0);
        }
    }
    const std::string at = now();
    const std::string digest = event_digest(previous, {at, who, what, about});
    sql::Statement{database_, "INSERT INTO event (at, who, what, about, previous, digest) "
                              "VALUES (?, ?, ?, ?, ?, ?)"}
        .bind(0, at)
        .bind(1, who)
        .bind(2, what)
        .bind(3, about)
        .bind(4, previous)
        .bind(5, digest)
        .run();
}

std::optional<std::int64_t> Workspace::first_broken_event()
{
    sql::Statement row{database_,
                       "SELECT no, at, who, what, about, previous, digest FROM event ORDER BY no"};
    std::string previous;
    while (row.step()) {
        const std::string digest =
            event_digest(previous, {row.text(1), row.text(2), row.text(3), row.text(4)});
        if (row.text(5) != previous || row.text(6) != digest) {
            return row.number(0);
        }
        previous = digest;
    }
    return std::nullopt;
}

void Workspace::prove_log()
{
    if (const auto broken = first_broken_event()) {
        throw InputError{fmt::format("{}: the event log was changed after it was written, at event "
                                     "{}, and proves nothing any more; put a copy of the workspace "
                                     "back from before that",
                                     path_.string(), *broken)};
    }
}

} // namespace ferry::workspace

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include "base/files.hpp"
#include "pipeline/described.hpp"
#include "pipeline/pass.hpp"
#include "pipeline/sources.hpp"
#include "postgres/connection.hpp"
#include "postgres/private_server.hpp"
#include "postgres/programs.hpp"
#include "sql/database.hpp"
#include "support/folder.hpp"
#include "support/run.hpp"
#include "support/shown.hpp"
#include "workspace/books.hpp"

/// A real GNUmed database with patients of our own: backed up, restored and carried.
namespace ferry::gnumed {
namespace {

using postgres::PrivateServer;
using support::items_of;
using support::ShownItem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

constexpr const char* patient = "100001";

/// The database, its backup, and a pass of it: made once for all tests of the program.
struct Migration {
    support::Folder folder;
    PrivateServer server{std::filesystem::temp_directory_path() /
                         fmt::format("ferry-gnumed-server-{}", ::getpid())};
    std::filesystem::path backup = folder / "practice.dump";
    std::optional<postgres::Connection> database;
    std::optional<support::Run> run;
    std::optional<workspace::Workspace> workspace;
    pipeline::PassReport report;

    Migration()
    {
        server.make_database("practice", "owner");
        program("pg_restore", {"--no-owner", "--no-privileges", FERRY_GNUMED_BACKUP});
        program("psql", {"--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--file",
                         FERRY_GNUMED_PATIENTS});
        program("pg_dump", {"--format", "custom", "--file", backup.string()});
        database.emplace(server.address("practice", PrivateServer::superuser));
        run.emplace(source(), backup, support::RunOptions{.practice = "Y00001"});
        workspace::create(folder / "work.ferry",
                          {.source = "gnumed",
                           .target = "sqlite:" + (folder / "target.sqlite").string(),
                           .practice = "Y00001"});
        workspace.emplace(folder / "work.ferry");
        report = pipeline::run_pass(*workspace, {.extract = backup, .who = "a test"});
    }

    static support::Source source()
    {
        const auto& kind = pipeline::source_kind("gnumed");
        return {.open = kind.open, .mapper = kind.mapper};
    }

    void program(const std::string& name, const std::vector<std::string>& words)
    {
        auto all = server.reach("practice", PrivateServer::superuser);
        all.insert(all.end(), words.begin(), words.end());
        postgres::run({.program = postgres::needed_programs() / name,
                       .arguments = all,
                       .log = folder / "log"},
                      "run " + name);
    }

    std::int64_t count(const std::string& of)
    {
        return std::stoll(database->rows("SELECT count(*) FROM " + of).at(0).at(0).value());
    }
};

class Gnumed : public testing::Test {
protected:
    static void SetUpTestSuite() { shared = std::make_unique<Migration>(); }
    static void TearDownTestSuite() { shared.reset(); }

    static Migration& migration() { return *shared; }

    static const Record& record() { return migration().run->patient(patient).mapped->record; }
    static ShownItem item(ItemType type, std::string_view id)
    {
        for (const ShownItem& one : items_of(record(), type)) {
            if (one.at("source_id") == id) {
                return one;
            }
        }
        ADD_FAILURE() << "there is no item " << id;
        return {};
    }

private:
    static std::unique_ptr<Migration> shared;
};

std::unique_ptr<Migration> Gnumed::shared;

TEST_F(Gnumed, IsReadRowForRow)
{
    std::int64_t rows = 0;
    for (const auto& file : migration().run->manifest().files) {
        if (!file.table.starts_with("ferry.") && file.known) {
            EXPECT_EQ(file.rows, migration().count("ONLY " + file.table)) << file.table;
            rows += file.rows;
        }
    }
    EXPECT_GT(rows, 5'000);
    EXPECT_EQ(migration().run->breach(), "");
    EXPECT_THAT(migration().run->manifest().questions, testing::IsEmpty())
        << "every column is read or left with a reason";
}

TEST_F(Gnumed, HasNoTableThatIsNeitherReadNorListed)
{
    std::set<std::string> known;
    for (const auto& file : migration().run->manifest().files) {
        known.insert(file.name.substr(0, file.name.rfind(".csv")));
    }
    for (const auto& row : migration().run->directory().source.rows) {
        if (migration().run->table_of(row) == "ferry.tables_not_read") {
            known.insert(std::string{row.bytes.substr(1, row.bytes.find('"', 1) - 1)});
        }
    }
    const auto tables =
        migration().database->rows("SELECT schemaname || '.' || tablename FROM pg_tables "
                                   "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')");
    EXPECT_GT(tables.size(), 250U);
    for (const auto& table : tables) {
        const std::string name = table.at(0).value();
        std::string undescribed = name;
        std::ranges::replace(undescribed, '.', '-');
        EXPECT_TRUE(known.contains(name) || known.contains(undescribed) ||
                    migration().count("ONLY " + name) == 0)
            << name;
    }
}

TEST_F(Gnumed, BalancesAndReadsBackInEveryField)
{
    const auto& report = migration().report;
    EXPECT_TRUE(
        workspace::balance(*migration().workspace, workspace::BalanceBy::file, {}).balanced());
    EXPECT_TRUE(report.reconciled.clean());
    EXPECT_EQ(report.reconciled.agree, report.reconciled.items);
    EXPECT_GT(report.reconciled.items, 5'000);
    EXPECT_EQ(report.patients, migration().count("dem.identity"));
}

TEST_F(Gnumed, HoldsOnlyWhatNobodyDescribed)
{
    std::map<std::string, std::int64_t> held;
    for (const auto& cause : workspace::causes(*migration().workspace)) {
        if (cause.state == "held" || cause.state == "question") {
            held[cause.id] = cause.count;
        }
    }
    // The demonstration patients have an item with a kind that is no note.
    EXPECT_THAT(held, ElementsAre(Pair("missing_base:clin.lnk_type2item", 1),
                                  Pair("unknown_table:practice-parking_permits", 1)));
    EXPECT_EQ(migration().run->fate("practice-parking_permits", 2).cause,
              "unknown_table:practice-parking_permits");
}

TEST_F(Gnumed, BringsAsManyItemsIntoTheTargetAsItsTablesHave)
{
    sql::Database target{migration().folder / "target.sqlite", sql::Mode::read_only};
    const std::string of_those_there =
        " t JOIN clin.encounter e ON e.pk = t.fk_encounter "
        "JOIN dem.identity i ON i.pk = e.fk_patient WHERE NOT i.deleted";
    const auto expect = [&](const std::string& type, const std::vector<std::string>& tables) {
        std::int64_t rows = 0;
        for (const std::string& table : tables) {
            rows += migration().count("ONLY " + table + of_those_there);
        }
        EXPECT_EQ(target.number("SELECT count(*) FROM " + type), rows) << type;
    };
    expect("problem", {"clin.episode", "clin.health_issue"});
    expect("allergy", {"clin.allergy"});
    expect("immunisation", {"clin.vaccination"});
    expect("test_request", {"clin.lab_request"});
    expect("family_history", {"clin.family_history"});
    expect("document", {"blobs.doc_med"});
    EXPECT_EQ(target.number("SELECT count(*) FROM consultation"),
              migration().count("clin.encounter e JOIN dem.identity i ON i.pk = e.fk_patient "
                                "WHERE NOT i.deleted"));
    // Tobacco and alcohol are no medicines, though GNUmed keeps them among those.
    const std::string harmful = of_those_there + " AND harmful_use_type IS ";
    EXPECT_EQ(target.number("SELECT count(*) FROM medication"),
              migration().count("clin.substance_intake" + harmful + "NULL"));
    std::int64_t observations = migration().count("clin.substance_intake" + harmful + "NOT NULL");
    for (const char* table : {"clin.clin_narrative", "clin.test_result", "clin.allergy_state",
                              "clin.procedure", "clin.hospital_stay", "clin.external_care"}) {
        observations += migration().count(table + of_those_there);
    }
    EXPECT_EQ(target.number("SELECT count(*) FROM observation"), observations);
}

TEST_F(Gnumed, BringsThePersonWithNamesNumbersAndAddresses)
{
    const ShownItem person = items_of(record(), ItemType::patient).at(0);
    EXPECT_EQ(person.at("surname"), "Nemo-\"Testcase\"");
    EXPECT_EQ(person.at("given_names"), "Winifred Ada");
    EXPECT_EQ(person.at("birth_date"), "1931-09-02");
    EXPECT_EQ(person.at("nhs_number"), "9990000042");
    EXPECT_EQ(person.at("marital_status"), "widowed");
    EXPECT_EQ(person.at("text"),
              "Born at: 04:05:00; Comment: hard of hearing; Id: Library card L-17; "
              "Other name: Given 1 Testperson-1 (maiden name)");
    EXPECT_EQ(items_of(record(), ItemType::contact).size(), 3U);
    EXPECT_EQ(items_of(record(), ItemType::address).at(0).at("town"), "San Francisco");
}

TEST_F(Gnumed, KeepsValuesToTheDigit)
{
    const ShownItem number = item(ItemType::observation, "510000");
    EXPECT_EQ(number.at("value"), "1.50");
    EXPECT_EQ(number.at("unit"), "mmol/L");
    EXPECT_EQ(number.at("range_low"), "3.5");
    EXPECT_EQ(number.at("range_high"), "5.30");
    EXPECT_EQ(number.at("abnormal"), "true");
    EXPECT_EQ(number.codes.at("code")->text, "Serum potassium");
    EXPECT_EQ(number.codes.at("code")->codings.back().system, "http://loinc.org");
    EXPECT_EQ(number.codes.at("code")->codings.back().code, "2823-3");
    EXPECT_EQ(item(ItemType::observation, "510001").at("value"), "<0.1");
}

TEST_F(Gnumed, ShiftsNoClockTime)
{
    EXPECT_EQ(item(ItemType::observation, "400001").at("date"), "2015-07-01T00:30:00")
        << "half past midnight in summer time";
    EXPECT_EQ(item(ItemType::observation, "400000").at("date"), "2015-01-05T09:35:00");
    EXPECT_EQ(item(ItemType::task, "580001").at("due"), "2026-12-01");
}

TEST_F(Gnumed, BringsCodesByTheirSystems)
{
    const ShownItem issue = item(ItemType::problem, "310000");
    EXPECT_EQ(issue.at("code"), "195967001");
    EXPECT_EQ(issue.codes.at("code")->outcome, Outcome::carried);
    EXPECT_EQ(issue.at("original_term"), "asthma since school");
    EXPECT_THAT(issue.at("text"), HasSubstr("Further code: ICD-10 J45 Asthma, ICD"));
    EXPECT_EQ(issue.at("confidential"), "true");
    EXPECT_EQ(item(ItemType::problem, "300000").at("parent_problem"), "310000");
    const ShownItem note = item(ItemType::observation, "400000");
    EXPECT_EQ(note.codes.at("code")->codings.back().code, "ICD-10/R06.2");
    EXPECT_EQ(note.codes.at("code")->outcome, Outcome::degraded);
    EXPECT_EQ(note.at("section"), "Subjective");
    EXPECT_EQ(note.at("text"), "Note 0");
}

TEST_F(Gnumed, KeepsTheSafetyRules)
{
    EXPECT_EQ(item(ItemType::allergy, "520001").at("category"), "drug");
    EXPECT_EQ(item(ItemType::allergy, "520002").at("category"), "") << "nobody says to what";
    EXPECT_EQ(items_of(record(), ItemType::alert).size(), 2U);
    EXPECT_EQ(item(ItemType::medication, "530001").at("status"), "awaiting_reauthorisation");
}

TEST_F(Gnumed, TellsADocumentByItsDigest)
{
    const ShownItem document = item(ItemType::document, "570001");
    EXPECT_EQ(document.at("digest"),
              "5bb27fb86c807b2ff46917449e038a93779fe33ceae2ffc4c843c00c718e4183");
    EXPECT_THAT(document.at("text"), HasSubstr("Part: 1, letter.txt, 8 bytes"));
}

TEST_F(Gnumed, LeavesADeletedPersonWithAllThatBelongsToThem)
{
    const auto& deleted = migration().run->patient("100200").mapped;
    EXPECT_TRUE(deleted->record.items().empty());
    for (const auto& fate : deleted->fates) {
        EXPECT_EQ(fate.outcome, Outcome::left);
    }
}

TEST_F(Gnumed, IsTheSameByItsAddressAsByItsBackup)
{
    const std::string address = fmt::format("postgresql://postgres@/practice?host={}",
                                            migration().server.socket_folder().string());
    const support::Run live{Migration::source(), address,
                            support::RunOptions{.practice = "Y00001"}};
    EXPECT_EQ(live.rows() + 2, migration().run->rows()) << "which lists the backup itself too";
    const auto lines = [](const support::Run& run) {
        std::vector<std::string> all;
        for (const ShownItem& one : items_of(run.patient(patient).mapped->record)) {
            all.push_back(one.line());
        }
        return all;
    };
    EXPECT_EQ(lines(live), lines(*migration().run));
}

/// A database that the program has never heard of, and a file that describes it.
TEST_F(Gnumed, IsOneOfManyDatabasesThatNeedOnlyADescription)
{
    support::Folder folder;
    write_whole(folder / "permits.yaml", R"(
source: parking-permits
title: The practice's own list of parking permits
dialect: {dates: "yyyy-MM-dd[ HH:mm:ss[.S]Z]", "true": [t], "false": [f]}
database:
  time_zone: Europe/London
  left:
    - {tables: [audit.*, bill.*, blobs.*, cfg.*, clin.*, dem.*, gm.*, i18n.*, public.*, ref.*],
       reason: "Carried by another migration."}
tables:
  - name: practice.parking_permits
    holds: patient
    subjects: true
    item: patient
    key: [pk]
    columns:
      pk: source_id
      fk_identity: {field: patient_number, is: patient}
      plate: {field: text, label: Plate}
)");
    auto read = pipeline::read_description(folder / "permits.yaml", "a test");
    workspace::create(
        folder / "work.ferry",
        {.source = read.source, .target = "sqlite:" + (folder / "target.sqlite").string()},
        read.kept);
    workspace::Workspace workspace{folder / "work.ferry"};
    const std::string address = fmt::format("postgresql://postgres@/practice?host={}",
                                            migration().server.socket_folder().string());
    const auto report = pipeline::run_pass(workspace, {.extract = address, .who = "a test"});
    EXPECT_EQ(report.patients, 1);
    EXPECT_TRUE(report.reconciled.clean());
    sql::Database target{folder / "target.sqlite", sql::Mode::read_only};
    EXPECT_EQ(target.number("SELECT count(*) FROM patient WHERE patient_number = '100001' "
                            "AND text = 'Plate: AB12 CDE'"),
              1);
}

TEST_F(Gnumed, IsNotCarriedTwiceWhenNothingChanged)
{
    const auto again = pipeline::run_pass(*migration().workspace,
                                          {.extract = migration().backup, .who = "a test"});
    EXPECT_TRUE(again.unchanged);
}

} // namespace
} // namespace ferry::gnumed

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "postgres/connection.hpp"
#include "postgres/private_server.hpp"
#include "postgres/programs.hpp"
#include "sources/database/open.hpp"
#include "sources/database/snapshot.hpp"
#include "support/folder.hpp"
#include "support/run.hpp"
#include "support/shown.hpp"

namespace ferry::database {
namespace {

using postgres::PrivateServer;
using support::Folder;

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

constexpr const char* notes_query =
    "SELECT t.*, p.name AS person FROM ONLY notes.note t LEFT JOIN people.person p ON p.id = "
    "t.person";

std::string described(const std::string& query)
{
    return R"(
source: tiny-database
title: a tiny database
dialect: {dates: "yyyy-MM-dd[ HH:mm:ss[.S]Z]", "true": [t], "false": [f]}
layouts: ["1"]
database:
  time_zone: Europe/London
  left:
    - {tables: [history.*], reason: "What rows said before."}
tables:
  - name: people.person
    holds: patient
    subjects: true
    item: patient
    key: [id]
    columns:
      id: {field: source_id, is: patient}
      name: surname
      born: {field: birth_date, midnight: none}
  - name: notes.note
    holds: patient
    item: observation
    key: [id]
    query: ")" +
           query + R"("
    columns:
      id: source_id
      person: {is: patient}
      written: date
      text: text
      value: value
)";
}

/// A database with two patients, in a server for all tests of the program.
class Database : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        shared = std::make_unique<PrivateServer>(std::filesystem::temp_directory_path() /
                                                 fmt::format("ferry-database-{}", ::getpid()));
        shared->make_database("practice", "owner");
        postgres::Connection{shared->address("practice", "owner")}.run(R"(
            CREATE SCHEMA people; CREATE SCHEMA notes; CREATE SCHEMA history; CREATE SCHEMA other;
            CREATE TABLE people.person (id int PRIMARY KEY, name text, born timestamptz);
            CREATE TABLE notes.note (id int PRIMARY KEY, person int REFERENCES people.person,
                                     written timestamptz, text text, value numeric);
            CREATE TABLE notes.special_note (reason text) INHERITS (notes.note);
            CREATE TABLE history.note (text text);
            CREATE TABLE other.empty (x int);
            CREATE VIEW other.seen AS SELECT * FROM notes.note;
            SET timezone = 'Europe/London';
            INSERT INTO people.person VALUES (1, 'Exampleton', '1971-03-02 00:00'),
                                             (2, 'Nemo-Testcase', NULL);
            INSERT INTO notes.note VALUES
                (10, 1, '2009-07-01 00:30:00.123456', E'two\n"lines", one\\patient', 1.50),
                (11, 1, '2009-12-01 10:15:00', '', NULL);
            INSERT INTO history.note VALUES ('former'), ('more'))");
    }
    static void TearDownTestSuite() { shared.reset(); }

    static PrivateServer& server() { return *shared; }

    static void change(const std::string& statements)
    {
        postgres::Connection{server().address("practice", "owner")}.run(statements);
    }
    static std::string url()
    {
        return fmt::format("postgresql://owner@/practice?host={}",
                           server().socket_folder().string());
    }

    /// Reads an extract by a description of the tiny database.
    std::unique_ptr<support::Run> read(const std::filesystem::path& extract,
                                       const std::string& query = notes_query)
    {
        rules_ = tabular::parse_description(described(query), "tiny.yaml");
        auto source = support::described_by(rules_);
        source.open = [this](const extract::ExtractOrder& order) {
            spill_ = order.spill_folder;
            return open_extract(rules_, order);
        };
        return std::make_unique<support::Run>(source, extract);
    }

    /// Makes a backup of the shared database.
    std::filesystem::path dump(const std::vector<std::string>& options)
    {
        auto words = server().reach("practice", PrivateServer::superuser);
        words.insert(words.end(), {"--file", (folder_ / "backup").string()});
        words.insert(words.end(), options.begin(), options.end());
        postgres::run({.program = postgres::needed_programs() / "pg_dump",
                       .arguments = words,
                       .log = folder_ / "log"},
                      "make a backup");
        return folder_ / "backup";
    }

    Folder folder_;
    std::filesystem::path spill_;

private:
    static std::unique_ptr<PrivateServer> shared;
    tabular::Description rules_;
};

std::unique_ptr<PrivateServer> Database::shared;

void expect_both_notes(const support::Run& run)
{
    EXPECT_EQ(run.breach(), "");
    const auto items = support::items_of(run.patient("1").mapped->record);
    ASSERT_EQ(items.size(), 3U);
    EXPECT_EQ(items[0].at("birth_date"), "1971-03-02");
    EXPECT_EQ(items[1].at("date"), "2009-07-01T00:30:00") << "half past midnight in summer time";
    EXPECT_EQ(items[1].at("text"), "two\n\"lines\", one\\patient");
    EXPECT_EQ(items[1].at("value"), "1.50");
    EXPECT_EQ(items[2].at("date"), "2009-12-01T10:15:00");
}

TEST_F(Database, IsReadByItsAddress)
{
    const auto run = read(url());
    expect_both_notes(*run);
    EXPECT_FALSE(std::filesystem::exists(spill_.string() + ".database"));
}

TEST_F(Database, IsReadFromEveryFormOfBackup)
{
    for (const std::string form : {"custom", "tar", "plain", "directory"}) {
        SCOPED_TRACE(form);
        const auto backup = dump({"--format", form});
        expect_both_notes(*read(backup));
        std::filesystem::remove_all(backup);
    }
}

TEST_F(Database, IsReadFromABackupWithRowsAsStatements)
{
    expect_both_notes(*read(dump({"--inserts"})));
}

TEST_F(Database, IsReadFromAFolderOfTablesThatWereCopiedOut)
{
    const auto tiny = tabular::parse_description(described(notes_query), "tiny.yaml");
    std::filesystem::create_directory(folder_ / "tables");
    postgres::Connection connection{url()};
    take_snapshot(connection, tiny, {.folder = folder_ / "tables"});
    expect_both_notes(*read(folder_ / "tables"));
}

TEST_F(Database, KeepsRowsAsTheyStoodWithWhatIsNullToldFromWhatIsEmpty)
{
    const auto run = read(url());
    const auto& rows = run->patient("1").source.rows;
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[2].bytes, "11,1,2009-12-01 10:15:00+00,\"\",,Exampleton");
}

TEST_F(Database, ListsWhatItLeavesAndSaysWhatItIs)
{
    const auto run = read(dump({"--format", "custom"}));
    std::vector<std::string> rows;
    for (const auto& row : run->directory().source.rows) {
        rows.emplace_back(row.bytes);
    }
    EXPECT_THAT(rows, ElementsAre("\"backup\",\"backup\"", HasSubstr("\"SHA-256\","),
                                  "\"time zone\",\"Europe/London\"",
                                  "\"history.note\",\"2\",\"What rows said before.\""));
    EXPECT_EQ(run->count(Outcome::left), 4);
}

TEST_F(Database, HoldsTheRowsOfATableThatNobodyDescribed)
{
    change("INSERT INTO notes.special_note VALUES (12, 1, NULL, 'x', NULL, 'why')");
    const auto run = read(url());
    change("DELETE FROM ONLY notes.special_note");
    EXPECT_EQ(run->breach(), "");
    EXPECT_EQ(run->fate("notes-special_note", 2).cause, "unknown_table:notes-special_note");
    EXPECT_EQ(run->patient("1").source.rows.size(), 3U) << "what inherits is not read twice";
}

TEST_F(Database, SaysTheSameInEveryPass)
{
    EXPECT_EQ(read(url())->whole(), read(url())->whole());
}

TEST_F(Database, RefusesAQueryThatLosesOrAddsRows)
{
    EXPECT_THAT([&] { read(url(), std::string{notes_query} + " WHERE t.id > 10"); },
                ThrowsMessage<InputError>(
                    AllOf(HasSubstr("notes.note has 2 rows"), HasSubstr("answers 1"))));
    EXPECT_THAT([&] { read(url(), "SELECT t.* FROM ONLY notes.note t, people.person"); },
                ThrowsMessage<InputError>(HasSubstr("answers 4")));
}

TEST_F(Database, RefusesAnAddressWithAPasswordAndANameOfNothing)
{
    EXPECT_THAT([&] { read("postgresql://me:secret@localhost/practice"); },
                ThrowsMessage<InputError>(
                    AllOf(HasSubstr("PGPASSWORD"), testing::Not(HasSubstr("secret")))));
    EXPECT_THAT(
        [&] { read(folder_ / "nothing.dump"); },
        ThrowsMessage<InputError>(HasSubstr("there is nothing here; a backup that pg_dump made")));
    write_whole(folder_ / "text.dump", "this is a letter");
    EXPECT_THAT([&] { read(folder_ / "text.dump"); },
                ThrowsMessage<InputError>(HasSubstr("this is a file; a backup that pg_dump made")));
}

TEST_F(Database, SaysWhatIsWrongWithABackupThatIsCutOff)
{
    const auto backup = dump({"--format", "custom"});
    std::filesystem::resize_file(backup, std::filesystem::file_size(backup) - 40);
    EXPECT_THAT([&] { read(backup); }, ThrowsMessage<InputError>(AllOf(HasSubstr("cannot restore"),
                                                                       HasSubstr("pg_restore"))));
    EXPECT_FALSE(std::filesystem::exists(spill_.string() + ".database"));
}

TEST_F(Database, RunsNoProgramThatABackupNames)
{
    const auto backup = dump({"--format", "plain"});
    const auto touched = folder_ / "touched";
    for (const std::string& attack :
         {fmt::format("\\! touch {}\n", touched.string()),
          fmt::format("SELECT 1 \\g |touch {}\n", touched.string()),
          fmt::format("COPY people.person TO PROGRAM 'touch {}';\n", touched.string())}) {
        write_whole(folder_ / "attack", read_whole(backup) + attack);
        EXPECT_THROW(read(folder_ / "attack"), InputError) << attack;
        EXPECT_FALSE(std::filesystem::exists(touched)) << attack;
    }
}

} // namespace
} // namespace ferry::database

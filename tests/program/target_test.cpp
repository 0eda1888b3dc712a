#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program/small_migration.hpp"
#include "sql/database.hpp"

/// Whose a target is, and what becomes of one that somebody else changed.
namespace ferry::program {
namespace {

using testing::HasSubstr;

class TargetTest : public SmallMigration {
protected:
    TargetTest() { carry(); }

    void tamper(const std::string& change) const
    {
        sql::Database{target(), sql::Mode::read_write}.run(change);
    }
    Ended reconcile() const { return ferry({"reconcile", workspace(), "--json"}); }
    Ended pass() const { return ferry({"pass", workspace(), "--extract", extract(), "--json"}); }
};

TEST_F(TargetTest, BelongsToOneMigration)
{
    const std::string other = folder_ / "other.ferry";
    for (const std::string& url : {"sqlite:" + target(), "ferry-extract:" + (folder_ / "given")}) {
        std::filesystem::remove(other);
        if (url.starts_with("ferry-extract:")) {
            ferry({"new", folder_ / "first.ferry", "--source", "emis-csv", "--target", url});
            ASSERT_EQ(ferry({"pass", folder_ / "first.ferry", "--extract", extract()}).status, 1);
        }
        ASSERT_EQ(ferry({"new", other, "--source", "emis-csv", "--target", url}).status, 0);
        expect_refusal(ferry({"pass", other, "--extract", extract()}), 3,
                       {"holds the patients of another migration", "another"});
    }
    EXPECT_EQ(reconcile().status, 0) << "nothing was touched";
}

/// One that lost its owner's name is anybody's: neither takes it.
TEST_F(TargetTest, ThatHoldsPatientsAndDoesNotSayWhoseIsRefused)
{
    const std::string given = folder_ / "given";
    const std::string first = folder_ / "first.ferry";
    const std::string other = folder_ / "other.ferry";
    ferry({"new", first, "--source", "emis-csv", "--target", "ferry-extract:" + given});
    ASSERT_EQ(ferry({"pass", first, "--extract", extract()}).status, 1);
    tamper("DELETE FROM ferry_migration");
    std::filesystem::remove(given + "/.migration");
    for (const std::string& url : {"sqlite:" + target(), "ferry-extract:" + given}) {
        std::filesystem::remove(other);
        ASSERT_EQ(ferry({"new", other, "--source", "emis-csv", "--target", url}).status, 0);
        const std::string ours = url.starts_with("sqlite:") ? workspace() : first;
        for (const std::string& one : {ours, other}) {
            expect_refusal(ferry({"pass", one, "--extract", extract()}), 3,
                           {"does not say any more whose patients"});
        }
        EXPECT_EQ(ferry({"reconcile", ours}).status, 1) << url;
    }
}

TEST_F(TargetTest, SaysOnceWhoseItIs)
{
    for (const char* change :
         {"INSERT INTO ferry_migration SELECT * FROM ferry_migration",
          "INSERT INTO ferry_migration VALUES ('another')",
          "UPDATE ferry_migration SET migration = 'another'", "DELETE FROM ferry_migration"}) {
        std::filesystem::copy_file(target(), folder_ / "kept");
        tamper(change);
        const auto found = reconcile();
        EXPECT_EQ(found.status, 1) << change;
        EXPECT_THAT(found.out, HasSubstr("\"migration\"")) << change;
        std::filesystem::rename(folder_ / "kept", target());
    }
    tamper("INSERT INTO ferry_migration SELECT * FROM ferry_migration");
    EXPECT_EQ(reconcile().status, 1);
    EXPECT_EQ(pass().status, 1) << "an observation waits for a decision";
    EXPECT_EQ(reconcile().status, 0) << "a pass puts it right";
}

/// Concepts that only a record named which is another now leave with it.
TEST_F(TargetTest, HoldsNoConceptThatNoItemNames)
{
    tamper("INSERT INTO concept SELECT concept + 1, text, outcome, rule FROM concept LIMIT 1;"
           "INSERT INTO coding SELECT concept + 2, n, system, code, display, original, "
           "description FROM coding "
           "LIMIT 1");
    const auto found = reconcile();
    EXPECT_EQ(found.status, 1);
    EXPECT_EQ(found.json()["unexpected_count"], 2) << found.out;
    EXPECT_EQ(pass().status, 1) << "an observation waits for a decision";
    EXPECT_EQ(reconcile().status, 0) << "a pass puts it right";
}

TEST_F(TargetTest, IsImportedAnewOnceItWasFoundToDiffer)
{
    EXPECT_TRUE(pass().json().value("unchanged", false));
    tamper("DELETE FROM observation; UPDATE coding SET display = 'Influenza'");
    EXPECT_EQ(reconcile().status, 1);
    const auto again = pass().json();
    EXPECT_FALSE(again.value("unchanged", true));
    EXPECT_EQ(again.value("imported", 0), 2);
    EXPECT_EQ(again["reconciled"]["differ"], 0);
    EXPECT_EQ(reconcile().status, 0);
    EXPECT_TRUE(pass().json().value("unchanged", false));
}

TEST_F(TargetTest, IsReadAndImportedAgainByAnotherProgram)
{
    sql::Database{workspace(), sql::Mode::read_write}.run("UPDATE pass SET program = 'another'");
    EXPECT_FALSE(pass().json().value("unchanged", true));
    EXPECT_TRUE(pass().json().value("unchanged", false));
}

TEST_F(TargetTest, IsNotMadeByWhoOnlyReads)
{
    std::filesystem::remove(target());
    for (const Words& look : {
             Words{"reconcile", workspace()},
             Words{ "record", workspace(), PracticeRows::guid_of("p1"), "--side", "target"}
    }) {
        const auto ended = ferry(look);
        EXPECT_NE(ended.status, 0);
        EXPECT_FALSE(std::filesystem::exists(target())) << look.front();
    }
    EXPECT_THAT(reconcile().err, HasSubstr("the target is not there"));
    EXPECT_EQ(pass().json().value("imported", 0), 2);
    EXPECT_EQ(reconcile().status, 0);
}

TEST_F(TargetTest, IsMarkedAsTheBooksSay)
{
    for (const char* change :
         {"DELETE FROM ferry_mark WHERE patient = 3", "UPDATE ferry_mark SET digest = 'x'",
          "UPDATE ferry_mark SET items = items + 1"}) {
        tamper(change);
        const auto found = reconcile();
        EXPECT_EQ(found.status, 1) << change;
        EXPECT_THAT(found.out, HasSubstr("\"mark\"")) << change;
        EXPECT_EQ(pass().status, 1) << "an observation waits for a decision";
        EXPECT_EQ(reconcile().status, 0) << change;
    }
}

/// Reading items back does not show what views say.
TEST_F(TargetTest, IsRefusedWhereItsFormWasChanged)
{
    const std::string due = " WHERE table_name = 'task' AND column_name = 'due'";
    const std::string add = "INSERT INTO ferry_dictionary ";
    const std::pair<std::string, std::string> changes[] = {
        {"DROP VIEW task_view",                                       "lacks view task_view"   },
        {"DROP TABLE alert",                                          "lacks table alert"      },
        {"CREATE TRIGGER t AFTER INSERT ON task BEGIN SELECT 1; END", "has trigger t"          },
        {"DELETE FROM ferry_dictionary" + due,                        "lacks task.due in"      },
        {"UPDATE ferry_dictionary SET meaning = ''" + due,            "has another task.due in"},
        {"UPDATE ferry_dictionary SET column_name = 'x'" + due,       "lacks task.due in"      },
        {add + "SELECT * FROM ferry_dictionary" + due,                "has two of task.due in" },
        {add + "VALUES ('task', 'hue', '', '', '')",                  "has task.hue in"        },
    };
    for (const auto& [change, named] : changes) {
        std::filesystem::copy_file(target(), folder_ / "kept");
        tamper(change);
        expect_refusal(ferry({"reconcile", workspace()}), 3, {"t.db: made by", "it " + named});
        std::filesystem::rename(folder_ / "kept", target());
    }
    EXPECT_EQ(reconcile().status, 0);
}

/// As many patients of one organisation as of another: whose record it is, is decided once.
TEST_F(TargetTest, IsReadBackAsThePassReadIt)
{
    practice_.add("Admin_Organisation",
                  {
                      {"OrganisationGuid", "a-branch"        },
                      {"OrganisationName", "Another Practice"}
    });
    for (const char* patient : {"p3", "p4"}) {
        practice_.add("Admin_Patient",
                      {
                          {"PatientGuid",      patient   },
                          {"OrganisationGuid", "a-branch"}
        });
    }
    practice_.write(folder_ / "shared");
    const auto carried =
        ferry({"pass", workspace(), "--extract", folder_ / "shared", "--json"}).json();
    const auto again = reconcile();
    EXPECT_EQ(again.status, 0) << again.out;
    EXPECT_EQ(again.json()["items"], carried["reconciled"]["items"]);
}

} // namespace
} // namespace ferry::program

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
    for (const char* change :
         {"DROP VIEW observation_view", "DROP TABLE alert",
          "UPDATE ferry_dictionary SET meaning = '' WHERE table_name = 'allergy'",
          "CREATE TRIGGER late AFTER INSERT ON allergy BEGIN DELETE FROM allergy; END"}) {
        std::filesystem::copy_file(target(), folder_ / "kept");
        tamper(change);
        expect_refusal(ferry({"reconcile", workspace()}), 3, {"t.db: its"});
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

#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/files.hpp"
#include "base/text.hpp"
#include "program/small_migration.hpp"
#include "sql/database.hpp"

/// Any source, Ferry's own extract, and Ferry again give the same record, digest for
/// digest; and what was tampered with on the way shows.
namespace ferry::program {
namespace {

using testing::HasSubstr;

class FerryExtractMigration : public testing::Test {
protected:
    FerryExtractMigration()
    {
        const auto made = ferry({"make-practice", "--patients", "60", "--density", "0.1", "--out",
                                 folder_ / "practice"});
        EXPECT_EQ(made.status, 0) << made.err;
        carry("emis-csv", "practice", "sqlite:" + (folder_ / "direct.db"));
        carry("emis-csv", "practice", "ferry-extract:" + (folder_ / "handed"));
    }

    /// One pass of a migration of its own. \return its exit status.
    int carry(const std::string& source, const std::string& extract, const std::string& target)
    {
        last_ = folder_ / ("m" + std::to_string(++migrations_) + ".ferry");
        EXPECT_EQ(ferry({"new", last_, "--source", source, "--target", target}).status, 0);
        const auto ended = ferry({"pass", last_, "--extract", folder_ / extract, "--maps",
                                  folder_ / "practice.maps", "--json"});
        EXPECT_LE(ended.status, 1) << ended.err;
        return ended.status;
    }
    int carry_on() { return carry("ferry-extract", "handed", "sqlite:" + (folder_ / "again.db")); }
    std::multiset<std::string> digests(const std::string& target) const
    {
        sql::Database database{folder_ / target, sql::Mode::read_only};
        sql::Statement row{database, "SELECT digest FROM ferry_mark"};
        std::multiset<std::string> all;
        while (row.step()) {
            all.emplace(row.text(0));
        }
        return all;
    }
    std::string exceptions() const { return ferry({"exceptions", last_}).out; }

    /// Puts `to` in the place of the first `from` behind the header of a table's file.
    void change(const std::string& table, const std::string& from, const std::string& to) const
    {
        const std::string path = folder_ / ("handed/" + table + ".csv");
        std::string text = read_whole(path);
        const auto at = text.find(from, text.find('\n'));
        ASSERT_NE(at, std::string::npos);
        write_whole(path, text.replace(at, from.size(), to));
    }

    WorkFolder folder_;
    std::string last_;
    int migrations_ = 0;
};

TEST_F(FerryExtractMigration, IsRefusedWhereItIsOfAnotherPractice)
{
    const std::string other = folder_ / "other.ferry";
    EXPECT_EQ(ferry({"new", other, "--source", "ferry-extract", "--practice", "Z99999", "--target",
                     "sqlite:" + (folder_ / "other.db")})
                  .status,
              0);
    const auto ended = ferry({"pass", other, "--extract", folder_ / "handed"});
    EXPECT_EQ(ended.status, 3);
    EXPECT_THAT(ended.err, testing::AllOf(HasSubstr("no organisation with the ODS code Z99999"),
                                          HasSubstr("right practice's extract?")));
}

TEST_F(FerryExtractMigration, GivesTheSameRecordsDigestForDigest)
{
    EXPECT_EQ(carry_on(), 0);
    EXPECT_GT(digests("direct.db").size(), 50U);
    EXPECT_EQ(digests("again.db"), digests("direct.db"));
    EXPECT_EQ(ferry({"reconcile", last_}).status, 0);
    carry("ferry-extract", "handed", "ferry-extract:" + (folder_ / "copy"));
    for (const char* table : {"observation.csv", "issue.csv", "staff.csv"}) {
        EXPECT_FALSE(read_whole(folder_ / ("copy/" + std::string{table})).empty());
    }
}

TEST_F(FerryExtractMigration, SaysWhatIsNotInItAsTheBooksCountIt)
{
    const std::string list = read_whole(folder_ / "handed/left_out.csv");
    EXPECT_TRUE(list.starts_with("type,outcome,reason,entries\n")) << list;
    std::map<std::string, std::int64_t> listed;
    for (const std::string_view line : split(list, '\n')) {
        const auto cells = split(line, ',');
        if (cells.size() == 4 && cells[3] != "entries") {
            listed[std::string{cells[1]}] += std::stoll(std::string{cells[3]});
        }
    }
    const auto total = ferry({"balance", last_, "--json"}).json().at("total");
    EXPECT_GT(listed["\"held\""], 0);
    EXPECT_EQ(listed["\"held\""], total.at("held").get<std::int64_t>());
    EXPECT_EQ(listed["\"left\""], total.at("left").get<std::int64_t>());
}

TEST_F(FerryExtractMigration, DoesNothingOverAnUnchangedExtract)
{
    const auto again = ferry({"pass", last_, "--extract", folder_ / "practice", "--json"});
    EXPECT_TRUE(again.json().at("unchanged").get<bool>());
}

TEST_F(FerryExtractMigration, ShowsARowThatWasLost)
{
    const std::string path = folder_ / "handed/observation.csv";
    const std::string text = read_whole(path);
    const auto second = text.find('\n') + 1;
    write_whole(path, text.substr(0, second) + text.substr(text.find('\n', second) + 1));
    EXPECT_EQ(carry_on(), 1);
    EXPECT_THAT(exceptions(), HasSubstr("item_count:"));
    EXPECT_THAT(exceptions(), HasSubstr("changed_file:observation.csv"));
}

TEST_F(FerryExtractMigration, HoldsWhatCannotBeRead)
{
    const std::string text = read_whole(folder_ / "handed/consultation.csv");
    const auto date = text.find(",\"20", text.find('\n')) + 2;
    change("consultation", text.substr(date, 10), "2019-02-30");
    change("observation", ",\"{", ",99,\"{"); // a cell too many
    EXPECT_EQ(carry_on(), 1);
    EXPECT_THAT(exceptions(), HasSubstr("bad_value:consultation."));
    EXPECT_THAT(exceptions(), HasSubstr("damaged_row:observation"));
}

TEST_F(FerryExtractMigration, HoldsACodeThatTheExtractDoesNotExplain)
{
    write_whole(folder_ / "handed/concept.csv", "concept,text,outcome,rule\n");
    write_whole(folder_ / "handed/coding.csv", "concept,n,system,code,display,original\n");
    EXPECT_EQ(carry_on(), 1);
    EXPECT_THAT(exceptions(), HasSubstr("unknown_code:observation.code"));
}

TEST_F(FerryExtractMigration, RefusesAFolderThatIsNoSuchExtract)
{
    carry_on();
    expect_refusal(ferry({"pass", last_, "--extract", folder_ / "practice"}), 3,
                   {"integrity.csv and case.csv were expected"});
    std::filesystem::remove(folder_ / "handed/issue.csv");
    expect_refusal(ferry({"pass", last_, "--extract", folder_ / "handed"}), 3,
                   {"issue.csv: missing"});
    write_whole(folder_ / "handed/issue.csv", "thing,patient\n");
    expect_refusal(ferry({"pass", last_, "--extract", folder_ / "handed"}), 3,
                   {"issue.csv:1", "item,patient"});
}

} // namespace
} // namespace ferry::program

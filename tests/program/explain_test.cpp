#include <set>

#include <fmt/format.h>

#include "program/made_practice.hpp"
#include "record/describe.hpp"
#include "sql/database.hpp"
#include "workspace/case_store.hpp"

namespace ferry::program {
namespace {

using Json = nlohmann::json;

/// Asked one after another, as a person would.
constexpr std::size_t asked_of_each_table = 4;

class ExplainTest : public MadePractice {
protected:
    Json explained(const char* by, const std::string& what) const
    {
        const auto answer = ferry({"explain", workspace(), by, what, "--json"});
        EXPECT_EQ(answer.status, 0) << what << ": " << answer.err;
        return answer.json().value("items", Json::array());
    }

    /// Expects one fate of the line at `place`, whose item in the target names the line again.
    void expect_one_fate_and_the_way_back(const std::string& place) const
    {
        SCOPED_TRACE(place);
        const Json fates = explained("--origin", place);
        EXPECT_EQ(fates.size(), 1U) << fates.dump(1);
        if (fates.empty() || fates.front()["target"] == "") {
            return;
        }
        const Json back = explained("--target", fates.front()["target"]);
        EXPECT_TRUE(std::ranges::any_of(back, [&](const Json& one) {
            return one["origin"] == place;
        })) << back.dump(1);
    }
};

/// Some lines of the file: "care.csv:9".
std::vector<std::string> places_in(workspace::Workspace& open, const extract::SourceFile& file)
{
    std::vector<std::string> places;
    workspace::CaseStore{open}.each([&](workspace::StoredCase&& stored) {
        for (const extract::RawRow& row : stored.source.rows) {
            if (row.file == file.no && row.line % 7 == 2 && places.size() < asked_of_each_table) {
                places.push_back(fmt::format("{}:{}", file.name, row.line));
            }
        }
        return true;
    });
    return places;
}

TEST_F(ExplainTest, GivesEachLineOneFateAndLeadsBackFromTheTarget)
{
    workspace::Workspace open{workspace()};
    for (const extract::SourceFile& file : open.files()) {
        const auto places = places_in(open, file);
        EXPECT_TRUE(!places.empty() || file.rows < 7) << file.name;
        for (const std::string& place : places) {
            expect_one_fate_and_the_way_back(place);
        }
    }
}

TEST_F(ExplainTest, LeadsFromAnItemOfEachTypeInTheTargetToItsLines)
{
    sql::Database database{target(), sql::Mode::read_write};
    std::set<std::string_view> seen;
    for (const TypeDescription& type : record_types) {
        sql::Statement row{
            database, fmt::format("SELECT item FROM {} ORDER BY item DESC LIMIT 3", type.name)};
        while (row.step()) {
            const std::string key = fmt::format("{}:{}", type.name, row.number(0));
            SCOPED_TRACE(key);
            seen.insert(type.name);
            const Json lines = explained("--target", key);
            ASSERT_FALSE(lines.empty());
            const Json there = explained("--origin", lines.front()["origin"]);
            ASSERT_EQ(there.size(), 1U);
            EXPECT_EQ(there.front(), lines.front());
        }
    }
    EXPECT_GE(seen.size(), 18U);
}

TEST_F(ExplainTest, KnowsOneFateForEachLineOfEachFile)
{
    // All lines at once: what --origin looks up one by one.
    workspace::Workspace open{workspace()};
    std::map<std::pair<extract::FileNo, std::uint32_t>, int> fates;
    std::map<extract::FileNo, std::int64_t> rows;
    workspace::CaseStore{open}.each([&](workspace::StoredCase&& stored) {
        EXPECT_EQ(stored.fates.size(), stored.source.rows.size());
        for (const extract::RawRow& row : stored.source.rows) {
            ++fates[{row.file, static_cast<std::uint32_t>(row.line)}];
            ++rows[row.file];
        }
        return true;
    });
    for (const auto& [place, count] : fates) {
        EXPECT_EQ(count, 1) << place.first << ":" << place.second;
    }
    for (const extract::SourceFile& file : open.files()) {
        EXPECT_EQ(rows[file.no], file.rows) << file.name;
    }
}

} // namespace
} // namespace ferry::program

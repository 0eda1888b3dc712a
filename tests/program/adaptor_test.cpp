#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>

#include "base/files.hpp"
#include "program/small_migration.hpp"
#include "support/tiny_aurum.hpp"

/// `ferry adaptor`: from a folder that nobody has described to a description.
namespace ferry::program {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

class Adaptor : public testing::Test {
protected:
    Adaptor() { support::write_tiny_aurum(extract(), 20); }

    std::string extract() const { return folder_ / "aurum"; }
    std::string draft() const { return folder_ / "draft.yaml"; }
    static std::string finished() { return std::string{FERRY_DESCRIPTIONS} + "/cprd-aurum.yaml"; }

    WorkFolder folder_;
};

TEST_F(Adaptor, DraftsADescriptionThatCheckFindsOpenAndNothingRunsBy)
{
    const auto drafted = ferry({"adaptor", "draft", extract(), "--out", draft(), "--json"});
    ASSERT_EQ(drafted.status, 0) << drafted.err;
    const auto open = drafted.json().at("open").get<std::int64_t>();
    EXPECT_GT(open, 0);
    const auto checked = ferry({"adaptor", "check", draft(), "--json"});
    EXPECT_EQ(checked.status, 1) << checked.err;
    EXPECT_EQ(checked.json().at("open"), open);
    EXPECT_EQ(checked.json().at("unusable"), 0);
    std::vector<std::string> lines;
    const std::string text = read_whole(draft());
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
        lines.push_back(text.substr(at, text.find('\n', at) - at));
    }
    for (const Json& remark : checked.json().at("remarks")) {
        if (remark.at("weigh") == "open") {
            const auto line = remark.at("line").get<std::size_t>();
            EXPECT_THAT(lines.at(line - 1), HasSubstr(remark.at("what").get<std::string>()));
        }
    }
    expect_refusal(ferry({"new", folder_ / "w.db", "--source", draft(), "--target",
                          "sqlite:" + (folder_ / "t.db")}),
                   3, {"draft.yaml:", "still open"});
}

TEST_F(Adaptor, FindsNothingUnusableInADescriptionThatShipsWithIt)
{
    int found = 0;
    for (const char* folder : {FERRY_DESCRIPTIONS, FERRY_SOURCES}) {
        for (const auto& one : std::filesystem::recursive_directory_iterator{folder}) {
            if (one.path().extension() != ".yaml") {
                continue;
            }
            ++found;
            const auto checked = ferry({"adaptor", "check", one.path().string(), "--json"});
            EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
            EXPECT_EQ(checked.json().at("unusable"), 0) << checked.out;
        }
    }
    EXPECT_GE(found, 5);
}

TEST_F(Adaptor, DraftsTheSameTwiceAndWritesNothingOver)
{
    const auto once = ferry({"adaptor", "draft", extract()});
    EXPECT_EQ(once.out, ferry({"adaptor", "draft", extract()}).out);
    ASSERT_EQ(ferry({"adaptor", "draft", extract(), "--out", draft()}).status, 0);
    EXPECT_EQ(read_whole(draft()), once.out);
    expect_refusal(ferry({"adaptor", "draft", extract(), "--out", draft()}), 2,
                   {"draft.yaml", "stands there already"});
}

TEST_F(Adaptor, FindsNothingToSayOfFinishedDescriptions)
{
    for (const auto& entry : std::filesystem::directory_iterator{FERRY_DESCRIPTIONS}) {
        const auto checked = ferry({"adaptor", "check", entry.path().string()});
        EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
    }
    EXPECT_EQ(ferry({"adaptor", "check", finished(), "--extract", extract()}).status, 0);
}

TEST_F(Adaptor, HoldsADescriptionAgainstTheFiles)
{
    const std::string staff = extract() + "/aurum_allpatid_set1_extract_staff_001.txt";
    write_whole(staff, "staffid\tpracid\tjobcatid\tgrade\r\n5000120024\t20024\t61\tA\r\n");
    write_whole(extract() + "/surprise.txt", "a\tb\r\n1\t2\r\n");
    const auto checked = ferry({"adaptor", "check", finished(), "--extract", extract(), "--json"});
    EXPECT_EQ(checked.status, 1) << checked.err;
    EXPECT_THAT(checked.out, HasSubstr("unknown_column:Staff.grade"));
    EXPECT_THAT(checked.out, HasSubstr("surprise.txt"));
    std::filesystem::remove(staff);
    expect_refusal(ferry({"adaptor", "check", finished(), "--extract", extract()}), 3,
                   {"1 of its tables missing: Staff"});
}

TEST_F(Adaptor, SaysWhatCannotBeUsedWithItsLine)
{
    std::string text = read_whole(finished());
    const std::string right = "{field: drug, dictionary: product, needed: true}";
    write_whole(draft(), text.replace(text.find(right), right.size(), "{field: drug}"));
    const auto checked = ferry({"adaptor", "check", draft()});
    EXPECT_EQ(checked.status, 3);
    EXPECT_THAT(checked.out, HasSubstr("DrugIssue.prodcodeid: drug is a code"));
    write_whole(draft(), "source: [\n");
    expect_refusal(ferry({"adaptor", "check", draft()}), 3, {"draft.yaml:", "YAML"});
    expect_refusal(ferry({"adaptor", "check", folder_ / "absent.yaml"}), 3, {"absent.yaml"});
    expect_refusal(ferry({"adaptor", "paint", draft()}), 2, {"'paint'", "draft and check"});
}

} // namespace
} // namespace ferry::program

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>

#include "base/files.hpp"
#include "program/small_migration.hpp"
#include "support/tiny_aurum.hpp"

/// A source that the program does not know, read by a description that comes with it.
namespace ferry::program {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

constexpr int patients = 12;

class DescribedSource : public testing::Test {
protected:
    DescribedSource()
    {
        counts_ = support::write_tiny_aurum(extract(), patients);
        std::filesystem::copy_file(std::string{FERRY_DESCRIPTIONS} + "/cprd-aurum.yaml",
                                   description());
    }

    std::string workspace() const { return folder_ / "w.db"; }
    std::string extract() const { return folder_ / "aurum"; }
    std::string description() const { return folder_ / "supplier.yaml"; }

    Ended begin() const
    {
        return ferry({"new", workspace(), "--source", description(), "--target",
                      "sqlite:" + (folder_ / "t.db"), "--by", "A Shah"});
    }
    Ended pass(const Words& more = {}) const
    {
        Words words{"pass", workspace(), "--extract", extract(), "--by", "A Shah", "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return ferry(words);
    }
    void change_description(std::string_view from, std::string_view to) const
    {
        std::string text = read_whole(description());
        const auto at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        write_whole(description(), text.replace(at, from.size(), to));
    }

    /// The patient's items of a type, as they stand in the target.
    std::vector<Json> items(int patient, const std::string& type) const
    {
        const Json record = ferry({"record", workspace(), support::aurum_patient(patient), "--side",
                                   "target", "--json"})
                                .json();
        std::vector<Json> found;
        std::ranges::copy_if(record.at("items"), std::back_inserter(found),
                             [&](const Json& item) { return item.at("type") == type; });
        return found;
    }

    WorkFolder folder_;
    support::AurumCounts counts_;
};

TEST_F(DescribedSource, IsCarriedAsAWholeWithoutAnyCodeOfItsOwn)
{
    ASSERT_EQ(begin().status, 0);
    const auto carried = pass();
    EXPECT_EQ(carried.status, 0) << carried.err << carried.out;
    const Json report = carried.json();
    EXPECT_EQ(report.at("patients"), patients);
    EXPECT_TRUE(report.at("balanced").get<bool>());
    EXPECT_EQ(report.at("held"), 0);
    EXPECT_EQ(report.at("questions"), 0);
    EXPECT_EQ(report.at("reconciled").at("agree"), report.at("reconciled").at("items"));
    EXPECT_EQ(ferry({"reconcile", workspace()}).status, 0);
    const Json balance = ferry({"balance", workspace(), "--json"}).json();
    std::map<std::string, std::int64_t> extracted;
    for (const Json& type : balance.at("by")) {
        extracted[type.at("key")] = type.at("extracted");
    }
    EXPECT_EQ(extracted.at("patient"), patients);
    EXPECT_EQ(extracted.at("consultation"), counts_.consultations);
    EXPECT_EQ(extracted.at("issue"), counts_.issues);
    EXPECT_EQ(extracted.at("problem"), counts_.problems * 2) << "the observation and the problem";
    EXPECT_EQ(extracted.at("referral"), counts_.referrals * 2);
    EXPECT_EQ(extracted.at("allergy"), patients);
    EXPECT_EQ(extracted.at("immunisation"), patients);
    EXPECT_EQ(extracted.at("family_history"), patients);
    EXPECT_EQ(extracted.at("observation"), patients);
}

TEST_F(DescribedSource, SaysInTheTargetWhatItsFilesSay)
{
    ASSERT_EQ(begin().status, 0);
    ASSERT_EQ(pass().status, 0);
    const auto pressures = items(4, "observation");
    ASSERT_EQ(pressures.size(), 1U);
    EXPECT_EQ(pressures[0].at("value"), "140.50");
    EXPECT_EQ(pressures[0].at("unit"), "mm[Hg]");
    EXPECT_EQ(pressures[0].at("date"), "2009-05-05");
    EXPECT_EQ(pressures[0].at("id"), "9000000000004000002");
    const auto registrations = items(4, "registration");
    ASSERT_EQ(registrations.size(), 1U);
    EXPECT_EQ(registrations[0].at("registration_type"), "3") << "an id that no table explains";
    const auto allergies = items(4, "allergy");
    ASSERT_EQ(allergies.size(), 1U);
    EXPECT_EQ(allergies[0].at("codings").at(0).at("display"), "Allergy to \"nuts\"");
    const std::string whole = ferry({"record", workspace(), support::aurum_patient(3)}).out;
    EXPECT_THAT(whole, HasSubstr("2018-05"));
    EXPECT_THAT(whole, HasSubstr("1 TWICE A DAY"));
    EXPECT_THAT(whole, HasSubstr("Telephone"));
}

TEST_F(DescribedSource, HoldsRowsWhoseTypeNobodyKnowsOrNoTableExplains)
{
    const std::string words = extract() + "/obstype.txt";
    const std::string allergy = "1\tAllergy";
    const std::string text = read_whole(words);
    const auto at = text.find(allergy);
    ASSERT_NE(at, std::string::npos);
    ASSERT_EQ(begin().status, 0);
    for (const char* other : {"1\tAdverse reaction", "99\tAllergy"}) {
        std::string changed = text;
        write_whole(words, changed.replace(at, allergy.size(), other));
        EXPECT_EQ(pass().json().at("held"), patients) << "one allergy each";
        EXPECT_TRUE(items(4, "allergy").empty());
        EXPECT_THAT(ferry({"exceptions", workspace()}).out,
                    HasSubstr("bad_value:Observation.obstypeid"));
    }
}

TEST_F(DescribedSource, IsReadByTheDescriptionInTheWorkspaceWhenTheFileIsGone)
{
    ASSERT_EQ(begin().status, 0);
    ASSERT_EQ(pass().status, 0);
    std::filesystem::remove(description());
    EXPECT_TRUE(pass().json().at("unchanged").get<bool>());
    EXPECT_EQ(ferry({"reconcile", workspace()}).status, 0);
    const auto told = ferry({"explain", workspace(), "--item", "9000000000004000003"});
    EXPECT_EQ(told.status, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr("type-allergy"));
}

TEST_F(DescribedSource, IsNotReadByAChangedDescriptionUnlessSomebodySaysSo)
{
    ASSERT_EQ(begin().status, 0);
    ASSERT_EQ(pass().status, 0);
    change_description("value: value", "value: {field: text, label: Value}");
    const auto refused = pass();
    expect_refusal(refused, 3,
                   {"supplier.yaml", "held to since pass 1", "A Shah", "--new-description"});
    const auto taken = pass({"--new-description"});
    ASSERT_EQ(taken.status, 0) << taken.err;
    EXPECT_FALSE(taken.json().at("unchanged").get<bool>());
    const auto pressures = items(4, "observation");
    ASSERT_EQ(pressures.size(), 1U);
    EXPECT_EQ(pressures[0].at("text"), "Value: 140.50");
    EXPECT_TRUE(pass().json().at("unchanged").get<bool>());
}

TEST_F(DescribedSource, IsRefusedWhereItsDescriptionIsWrongWithLineAndColumn)
{
    change_description("holds: dictionary\n    key: [medcodeid]",
                       "holds: dictionaries\n    key: [medcodeid]");
    expect_refusal(begin(), 3,
                   {"supplier.yaml:53:12:", "unknown word 'dictionaries'", "expected one of"});
    EXPECT_FALSE(std::filesystem::exists(workspace()));
}

TEST_F(DescribedSource, IsRefusedWhileAnythingIsOpen)
{
    change_description("value: value", "value: {open: \"A number?\"}");
    expect_refusal(begin(), 3, {"supplier.yaml:", "Observation.value: A number?", "still open"});
}

TEST_F(DescribedSource, MustHaveANameOfItsOwn)
{
    change_description("source: cprd-aurum", "source: emis-csv");
    expect_refusal(begin(), 3, {"'emis-csv'", "a name of its own"});
}

TEST_F(DescribedSource, IsNoMatterOfASourceThatFerryKnows)
{
    ASSERT_EQ(ferry({"new", workspace(), "--source", "emis-csv", "--target",
                     "sqlite:" + (folder_ / "t.db")})
                  .status,
              0);
    expect_refusal(pass({"--description", description()}), 2, {"emis-csv", "no description"});
}

} // namespace
} // namespace ferry::program

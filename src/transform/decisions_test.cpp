#include "transform/decisions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::transform {
namespace {

using testing::HasSubstr;

DecisionBook book(std::initializer_list<std::pair<std::string, std::string>> decisions)
{
    DecisionBook made;
    for (const auto& [cause, choice] : decisions) {
        made.enter({.cause = cause, .choice = choice, .by = "A. Lead", .why = "agreed"});
    }
    return made;
}

TEST(DecisionBook, GivesTheLastChoiceMadeForACause)
{
    const DecisionBook decisions = book({
        {"a:1", "leave"},
        {"a:1", "text" }
    });
    EXPECT_EQ(decisions.choice("a:1"), "text");
    EXPECT_EQ(decisions.choice("a:2"), "");
    EXPECT_EQ(decisions.choice(""), "");
}

TEST(DecisionBook, CoversOnlyWhatThePersonWasTold)
{
    DecisionBook decisions;
    decisions.enter({.cause = "local_code:X", .choice = "leave", .words = {"viewed"}});
    const auto told = [](std::string what) {
        return Cause{.id = "local_code:X", .what = std::move(what)};
    };
    EXPECT_EQ(decisions.choice(told("viewed")), "leave");
    EXPECT_EQ(decisions.choice(told("Allergy to latex")), "");
    const std::string before = decisions.digest();
    decisions.enter({
        .cause = "local_code:X", .choice = "leave", .words = {"viewed", "other"}
    });
    EXPECT_NE(decisions.digest(), before) << "a pass has to apply it anew";
}

TEST(DecisionBook, HasADigestThatFollowsTheChoicesAndNothingElse)
{
    const DecisionBook one = book({
        {"a", "leave"},
        {"b", "text" }
    });
    const DecisionBook other_order = book({
        {"b", "text" },
        {"a", "fix"  },
        {"a", "leave"}
    });
    EXPECT_EQ(one.digest(), other_order.digest());
    EXPECT_NE(one.digest(), book({}).digest());
    EXPECT_NE(one.digest(), book({
                                     {"a", "leave"}
    })
                                .digest());
    EXPECT_NE(one.digest(), book({
                                     {"a", "text"},
                                     {"b", "text"}
    })
                                .digest());
    EXPECT_NE(book({
                       {"a", "bc"}
    })
                  .digest(),
              book({{"ab", "c"}}).digest());

    DecisionBook by_another;
    by_another.enter({.cause = "a", .choice = "leave", .by = "B. Other", .why = "", .at = "now"});
    EXPECT_EQ(by_another.digest(), book({
                                            {"a", "leave"}
    })
                                       .digest());
}

TEST(ChosenCode, IsRefusedWhereItCannotBeOne)
{
    EXPECT_NE(fault_of(*chosen_code("map:http://snomed.info/sct|44054006|Diabetes"),
                       cause_kind("unmapped_drug")),
              "");
    EXPECT_EQ(fault_of(*chosen_code("map:https://dmd.nhs.uk|325278007|Metformin"),
                       cause_kind("unmapped_drug")),
              "");
    EXPECT_NE(fault_of(*chosen_code("map:http://snomed.info/sct|196461000000101|lost"),
                       cause_kind("local_code")),
              "");
    const auto fault = [](std::string_view choice) {
        return fault_of(*chosen_code(choice), cause_kind("local_code"));
    };
    EXPECT_EQ(fault("map:http://snomed.info/sct|195967001|Asthma"), "");
    EXPECT_EQ(fault("map:http://read.info/readv2|H33..|Asthma"), "");
    EXPECT_EQ(fault("map:https://fhir.hl7.org.uk/Id/egton-codes|EMISNQRE87|Report"), "");
    EXPECT_THAT(fault("map:SYSTEM|CODE|TERM"), HasSubstr("'SYSTEM' is no code system"));
    EXPECT_THAT(fault("map:http://snomed.info/sct|195967002|Asthma"), HasSubstr("check digit"));
    EXPECT_THAT(fault("map:http://snomed.info/sct|301480014|a description"), HasSubstr("concept"));
    EXPECT_THAT(fault("map:https://dmd.nhs.uk|12|Paracetamol"), HasSubstr("'12' is no code"));
    EXPECT_THAT(fault("map:http://read.info/readv2|H33|Asthma"), HasSubstr("five characters"));
}

TEST(ChosenCode, IsReadOutOfAMapChoice)
{
    const auto code = chosen_code("map:http://snomed.info/sct|195967001|Asthma");
    ASSERT_TRUE(code);
    EXPECT_EQ(code->system, "http://snomed.info/sct");
    EXPECT_EQ(code->code, "195967001");
    EXPECT_EQ(code->display, "Asthma");
    EXPECT_FALSE(chosen_code("text"));
    EXPECT_FALSE(chosen_code("map:195967001"));
    EXPECT_FALSE(chosen_code(""));
}

} // namespace
} // namespace ferry::transform

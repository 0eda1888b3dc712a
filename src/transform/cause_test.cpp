#include "transform/cause.hpp"

#include <set>

#include <gtest/gtest.h>

namespace ferry::transform {
namespace {

TEST(CauseKinds, HaveEachAMeaningAndAWayOut)
{
    std::set<std::string_view> names;
    for (const CauseKind& kind : cause_kinds) {
        EXPECT_TRUE(names.insert(kind.name).second) << kind.name;
        EXPECT_FALSE(kind.meaning.empty()) << kind.name;
        EXPECT_FALSE(kind.choices.empty()) << kind.name;
        EXPECT_TRUE(kind.until_decided == Outcome::held || kind.until_decided == Outcome::degraded)
            << kind.name;
        EXPECT_EQ(&cause_kind(kind.name), &kind);
    }
}

struct ChoiceCase {
    std::string_view kind, choice;
    bool allowed;
};

class Choices : public testing::TestWithParam<ChoiceCase> {};

TEST_P(Choices, AreTakenOnlyWhereTheKindAllowsThem)
{
    const ChoiceCase& one = GetParam();
    EXPECT_EQ(is_choice(cause_kind(one.kind), one.choice), one.allowed)
        << one.kind << ' ' << one.choice;
}

INSTANTIATE_TEST_SUITE_P(All, Choices,
                         testing::Values(ChoiceCase{"local_code", "text", true},
                                         ChoiceCase{"local_code", "leave", true},
                                         ChoiceCase{"local_code", "fix", false},
                                         ChoiceCase{"local_code", "", false},
                                         ChoiceCase{"local_code", "Leave", false},
                                         ChoiceCase{"local_code", "map:urn:x|1|Term", true},
                                         ChoiceCase{"local_code", "map:urn:x|1|", false},
                                         ChoiceCase{"local_code", "map:urn:x|1", false},
                                         ChoiceCase{"local_code", "map:urn:x|1|a|b", false},
                                         ChoiceCase{"local_code", "map:SYSTEM", false},
                                         ChoiceCase{"bad_value", "without-value", true},
                                         ChoiceCase{"bad_value", "map:urn:x|1|Term", false},
                                         ChoiceCase{"duplicate_key", "last", true},
                                         ChoiceCase{"other_organisation", "carry", true},
                                         ChoiceCase{"unknown_column", "accept", true},
                                         ChoiceCase{"unknown_patient", "carry", false}));

TEST(CausesMet, AreEachKeptOnceInTheSameWords)
{
    Causes causes;
    const Cause& one = causes.of("local_code", "EMISNQRE87", "some words");
    const Cause& again = causes.of("local_code", "EMISNQRE87", "some words");
    const Cause& reworded = causes.of("local_code", "EMISNQRE87", "other words");
    const Cause& other = causes.of("local_code", "emisnqre87", "some words");
    EXPECT_EQ(&one, &again);
    EXPECT_NE(&one, &reworded);
    EXPECT_NE(&one, &other);
    EXPECT_EQ(one.id, "local_code:EMISNQRE87");
    EXPECT_EQ(one.what, "some words");
    EXPECT_EQ(reworded.id, one.id);
    EXPECT_EQ(reworded.what, "other words");
    EXPECT_EQ(one.kind->name, "local_code");
}

} // namespace
} // namespace ferry::transform

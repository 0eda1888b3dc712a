#include "sources/tabular/name_pattern.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::tabular {
namespace {

using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

TEST(NamePatterns, SayWhatStandsForEachPart)
{
    const auto pattern = NamePattern::of("{extent}_{A|B.1}_{practice}-{any}_{stamp}");
    ASSERT_TRUE(pattern.has_value());
    EXPECT_THAT(pattern->parts_of("FULL_B.1_Y00001-(a_service)-V1.0.0_2026-09-30"),
                UnorderedElementsAre(Pair("extent", "FULL"), Pair("practice", "Y00001"),
                                     Pair("stamp", "2026-09-30")));
    EXPECT_THAT(pattern->parts_of("full_a_y00001-x_1"),
                UnorderedElementsAre(Pair("extent", "full"), Pair("practice", "y00001"),
                                     Pair("stamp", "1")));
    for (const char* other :
         {"FULL_B21_Y00001-x_1", "FULL_C_Y00001-x_1", "FULL_A_Y00001_1", "", "FULL_A_Y00001-_1"}) {
        EXPECT_THAT(pattern->parts_of(other), IsEmpty()) << other;
    }
}

TEST(NamePatterns, TakeSignsOfExpressionsForThemselves)
{
    const auto pattern = NamePattern::of("({practice})+[x].{stamp}");
    ASSERT_TRUE(pattern.has_value());
    EXPECT_THAT(pattern->parts_of("(Y1)+[x].2"),
                UnorderedElementsAre(Pair("practice", "Y1"), Pair("stamp", "2")));
    EXPECT_THAT(pattern->parts_of("Y1x.2"), IsEmpty());
}

TEST(NamePatterns, AreNoneWhereAPartMeansNothingOrIsThereTwice)
{
    for (const char* text : {"{practise}_{table}", "{extent", "extent}", "{}", "{A|}", "{A||B}",
                             "{table}_{table}", "{extent_{table}}"}) {
        EXPECT_FALSE(NamePattern::of(text).has_value()) << text;
    }
}

} // namespace
} // namespace ferry::tabular

#include "record/nhs_number.hpp"

#include <gtest/gtest.h>

namespace ferry {
namespace {

TEST(IsNhsNumber, ChecksTheCheckDigit)
{
    for (const auto* right : {"9434765919", "4010232137", "9990000018"}) {
        EXPECT_TRUE(is_nhs_number(right)) << right;
    }
    for (const auto* wrong : {"9434765918", "9434756919", "1234567890"}) {
        EXPECT_FALSE(is_nhs_number(wrong)) << wrong;
    }
}

TEST(IsNhsNumber, KnowsNoNumberWhoseCheckDigitWouldBeTen)
{
    for (char last = '0'; last <= '9'; ++last) {
        EXPECT_FALSE(is_nhs_number(std::string{"100000001"} + last)) << last;
    }
}

TEST(IsNhsNumber, TakesTenDigitsAndNothingElse)
{
    for (const auto* wrong : {"", "943476591", "94347659190", "943476591A", "943 476 5919",
                              " 9434765919", "Test Harness"}) {
        EXPECT_FALSE(is_nhs_number(wrong)) << wrong;
    }
}

TEST(WithoutSpaces, TakesOnlySpacesOut)
{
    EXPECT_TRUE(is_nhs_number(without_spaces("943 476 5919")));
    EXPECT_EQ(without_spaces(" 943 476\t5919 "), "943476\t5919");
    EXPECT_EQ(without_spaces(""), "");
}

} // namespace
} // namespace ferry

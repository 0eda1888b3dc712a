#include "practice/check_digit.hpp"

#include <gtest/gtest.h>
#include <set>

#include "practice/test_sctid.hpp"

namespace ferry::practice {
namespace {

TEST(NhsNumber, IsOneOnlyWithTheRightCheckDigit)
{
    EXPECT_TRUE(is_nhs_number("9434765919")); // the example of the data dictionary
    EXPECT_FALSE(is_nhs_number("9434765918"));
    EXPECT_FALSE(is_nhs_number("943476591"));
    EXPECT_FALSE(is_nhs_number("943 476 5919"));
}

TEST(NhsNumber, IsDifferentForEachPatientAndOfTheRangeForTests)
{
    std::set<std::string> seen;
    for (const std::int64_t from : {std::int64_t{0}, std::int64_t{99'990}, nhs_numbers - 500}) {
        for (std::int64_t i = from; i < from + 500; ++i) {
            const std::string number = nhs_number(i, 7);
            EXPECT_TRUE(is_nhs_number(number)) << number;
            EXPECT_TRUE(number.starts_with("999")) << number;
            EXPECT_TRUE(seen.insert(number).second) << number;
        }
    }
}

TEST(SnomedId, KnowsPublicIdsAndRefusesAWrongDigit)
{
    for (const char* id : {"44054006", "38341003", "195967001", "271649006", "1000731000000107"}) {
        EXPECT_TRUE(is_sctid(id)) << id;
    }
    EXPECT_FALSE(is_sctid("44054007"));
    EXPECT_FALSE(is_sctid("44504006"));
}

TEST(SnomedId, OfAnExtensionEndsInItsCheckDigit)
{
    const std::string id = sctid(1234, "9990001", "10");
    EXPECT_EQ(id.substr(0, 13), "1234999000110");
    EXPECT_TRUE(is_sctid(id));
}

} // namespace
} // namespace ferry::practice

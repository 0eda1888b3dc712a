#include "base/require.hpp"

#include <gtest/gtest.h>

namespace ferry {
namespace {

TEST(Require, GoesOnWhereTheConditionHolds)
{
    require(true, "one is one");
}

TEST(RequireDeathTest, StopsAndNamesWhatBrokeAndTheLineThatRequiredIt)
{
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_DEATH(require(false, "a pass is open"), "bug: a pass is open .*require_test.cpp:[0-9]+");
}

} // namespace
} // namespace ferry

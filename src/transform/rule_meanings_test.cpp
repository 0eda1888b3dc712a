#include "transform/rule_meanings.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::transform {
namespace {

TEST(RuleMeanings, SayWhatEachRuleMeansOnce)
{
    std::set<std::string_view> names;
    for (const RuleMeaning& rule : rule_meanings()) {
        EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
        EXPECT_TRUE(rule.meaning.ends_with('.')) << rule.meaning;
    }
    EXPECT_THAT(names, testing::IsSupersetOf({"source-snomed-maps-none-inactive", "decision",
                                              "policy-audit-retained", "degraded-local_code",
                                              "bad_value"}));
}

} // namespace
} // namespace ferry::transform

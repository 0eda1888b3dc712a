#include "transform/mapper.hpp"

#include <gtest/gtest.h>

namespace ferry::transform {
namespace {

TEST(Rules, KeepTheirNumbers)
{
    Rules rules;
    const RuleNo one = rules.number("a");
    EXPECT_EQ(rules.number("b"), one + 1);
    EXPECT_EQ(rules.number("a"), one);
    EXPECT_EQ(rules.name(one), "a");
    EXPECT_EQ(rules.names(), (std::vector<std::string>{"a", "b"}));
}

TEST(Concepts, AreKeptOnceByWhatTheySay)
{
    Concepts concepts;
    const Concept& one = concepts.keep({.text = "Asthma", .rule = "source-snomed"});
    const Concept& again = concepts.keep({.text = "Asthma", .rule = "source-snomed"});
    const Concept& other = concepts.keep({.text = "asthma", .rule = "source-snomed"});
    EXPECT_EQ(&one, &again);
    EXPECT_NE(&one, &other);
    EXPECT_NE(one.key, 0);
    EXPECT_NE(one.key, other.key);
    EXPECT_EQ(concepts.all().size(), 2U);
}

} // namespace
} // namespace ferry::transform

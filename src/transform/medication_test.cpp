#include "transform/medication.hpp"

#include <gtest/gtest.h>

namespace ferry::transform {
namespace {

TEST(MedicationStatus, BringsNothingBackToLife)
{
    for (const bool acute : {false, true}) {
        for (const bool ended : {false, true}) {
            const auto status = status_of({.active = false, .ended = ended, .acute = acute});
            EXPECT_EQ(status.status, "past");
            EXPECT_EQ(status.outcome, Outcome::carried);
        }
        const auto contradiction = status_of({.active = true, .ended = true, .acute = acute});
        EXPECT_EQ(contradiction.status, "past");
        EXPECT_EQ(contradiction.outcome, Outcome::converted);
        EXPECT_EQ(contradiction.rule, "end-date-ends");
    }
}

TEST(MedicationStatus, LetsRepeatsWaitAndAcutesStand)
{
    const auto repeat = status_of({.active = true});
    EXPECT_EQ(repeat.status, "awaiting_reauthorisation");
    EXPECT_EQ(repeat.outcome, Outcome::converted);
    EXPECT_EQ(repeat.rule, "repeat-arrives-inactive");
    const auto acute = status_of({.active = true, .acute = true});
    EXPECT_EQ(acute.status, "current_acute");
    EXPECT_EQ(acute.outcome, Outcome::carried);
}

TEST(MedicationStatus, IsUnknownWhereTheSourceSaysNeither)
{
    for (const bool acute : {false, true}) {
        EXPECT_EQ(status_of({.acute = acute}).status, "");
        EXPECT_EQ(status_of({.ended = true, .acute = acute}).status, "past");
    }
}

TEST(IsAcute, TakesOnlyTheWordItself)
{
    EXPECT_TRUE(is_acute("Acute"));
    EXPECT_TRUE(is_acute("ACUTE"));
    for (const auto* word : {"", "Repeat", "Repeat Dispensing", "Automatic", "subacute"}) {
        EXPECT_FALSE(is_acute(word)) << word;
    }
}

} // namespace
} // namespace ferry::transform

#include "transform/alerts.hpp"

#include <gtest/gtest.h>

namespace ferry::transform {
namespace {

class Alerts : public testing::Test {
protected:
    /// Adds an allergy; no code where `meaning` is nullptr.
    void allergy(const Concept* meaning, std::string_view category)
    {
        Record& record = mapped_.record;
        const ItemNo item = record.add(ItemType::allergy);
        record.set_text(item, field_no(ItemType::allergy, "source_id"), "{A}");
        if (!category.empty()) {
            record.set_text(item, field_no(ItemType::allergy, "category"), category);
        }
        if (meaning != nullptr) {
            record.set_concept(item, field_no(ItemType::allergy, "code"), *meaning);
        }
    }

    std::vector<std::string> kinds()
    {
        add_alerts(mapped_);
        std::vector<std::string> all;
        const Record& record = mapped_.record;
        for (ItemNo item = 0; item < std::ssize(record.items()); ++item) {
            if (record.at(item).type == ItemType::alert) {
                all.emplace_back(record.value(item, field_no(ItemType::alert, "kind")).view());
            }
        }
        return all;
    }

    using Kinds = std::vector<std::string>;
    Mapped mapped_;
    const Concept degraded_{.text = "Penicillin allergy", .outcome = Outcome::degraded};
    const Concept carried_{.text = "Penicillin allergy", .outcome = Outcome::carried};
    const Concept converted_{.text = "Penicillin allergy", .outcome = Outcome::converted};
};

TEST_F(Alerts, TellOfEachDegradedDrugAllergy)
{
    allergy(&degraded_, "drug");
    allergy(&degraded_, "unstated");
    allergy(&degraded_, "");
    EXPECT_EQ(kinds(), Kinds(3, "degraded_drug_allergy"));
    const Value& about = mapped_.record.value(3, field_no(ItemType::alert, "about"));
    EXPECT_EQ(about.view(), "{A}");
    const Value& text = mapped_.record.value(3, field_no(ItemType::alert, "text"));
    EXPECT_EQ(text.view(), "Allergy without an active code: Penicillin allergy");
}

TEST_F(Alerts, TellOfADrugAllergyWithoutACode)
{
    allergy(nullptr, "drug");
    EXPECT_EQ(kinds(), Kinds{"degraded_drug_allergy"});
}

TEST_F(Alerts, AreNotMadeOfAllergiesThatCameAcross)
{
    allergy(&carried_, "drug");
    allergy(&converted_, "drug");
    EXPECT_EQ(kinds(), Kinds{});
}

TEST_F(Alerts, TellApartWhatTheSourceTakesForNoDrug)
{
    allergy(&degraded_, "other");
    EXPECT_EQ(kinds(), Kinds{"degraded_allergy"});
}

TEST_F(Alerts, TellThatItemsAreHeld)
{
    mapped_.record.add(ItemType::patient);
    mapped_.fates = {{.outcome = Outcome::held}, {.outcome = Outcome::left}};
    EXPECT_EQ(kinds(), Kinds{"held_items"});
    EXPECT_EQ(mapped_.record.value(1, field_no(ItemType::alert, "text")).view(),
              "1 source items wait for a decision and are not shown here.");
}

TEST_F(Alerts, TellThatAnAllergyIsHeld)
{
    mapped_.record.add(ItemType::patient);
    mapped_.fates = {
        {.outcome = Outcome::held, .type = ItemType::allergy}
    };
    EXPECT_EQ(kinds(), (Kinds{"held_allergy", "held_items"}));
}

TEST_F(Alerts, AreNotRaisedForARecordThatWaitsAsAWhole)
{
    mapped_.fates = {
        {.outcome = Outcome::held, .type = ItemType::allergy}
    };
    EXPECT_EQ(kinds(), Kinds{});
}

TEST_F(Alerts, AboutAConfidentialAllergyAreConfidential)
{
    allergy(&degraded_, "drug");
    mapped_.record.set_flag(0, field_no(ItemType::allergy, "confidential"), true);
    allergy(&degraded_, "unstated");
    EXPECT_EQ(kinds().size(), 2U);
    const FieldNo confidential = field_no(ItemType::alert, "confidential");
    EXPECT_EQ(mapped_.record.value(2, confidential).number, 1);
    EXPECT_FALSE(mapped_.record.value(3, confidential).present);
}

TEST_F(Alerts, StandBehindEveryOtherItem)
{
    allergy(&degraded_, "drug");
    mapped_.record.add(ItemType::observation);
    kinds();
    EXPECT_EQ(mapped_.record.at(0).type, ItemType::allergy);
    EXPECT_EQ(mapped_.record.at(1).type, ItemType::observation);
    EXPECT_EQ(mapped_.record.at(2).type, ItemType::alert);
}

} // namespace
} // namespace ferry::transform

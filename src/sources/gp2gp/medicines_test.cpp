#include <gtest/gtest.h>

#include "sources/gp2gp/test_messages.hpp"

namespace ferry::gp2gp {
namespace {

using support::ShownItem;

std::string supply(std::string_view kind, std::string_view id, std::string_view more)
{
    return component(fmt::format(
        "<{0}><id root=\"{1}\"/><code code=\"9bG0.00\" codeSystem=\"2.16.840.1.113883.2.1.6.2\" "
        "displayName=\"NHS prescription\"/>{2}<availabilityTime value=\"20100114\"/><quantity "
        "value=\"28\" unit=\"1\"><translation value=\"28\"><originalText>tablet</originalText>"
        "</translation></quantity><pertinentInformation><pertinentSupplyAnnotation><text>note"
        "</text></pertinentSupplyAnnotation></pertinentInformation></{0}>",
        kind, id, more));
}

std::string medicine(std::string_view id, std::string_view supplies)
{
    return component(fmt::format(
        "<MedicationStatement><id root=\"{}\"/><availabilityTime value=\"20100114\"/><consumable>"
        "<manufacturedProduct><manufacturedMaterial><code code=\"PARA1\" "
        "codeSystem=\"2.16.840.1.113883.2.1.6.9\" displayName=\"Paracetamol 500mg tablets\">"
        "<translation code=\"322236009\" codeSystem=\"2.16.840.1.113883.2.1.3.2.4.15\" "
        "displayName=\"Paracetamol 500mg tablets\"/></code></manufacturedMaterial>"
        "</manufacturedProduct></consumable>{}<pertinentInformation><pertinentMedicationDosage>"
        "<text>1-2 four times</text></pertinentMedicationDosage></pertinentInformation>"
        "</MedicationStatement>",
        id, supplies));
}

std::string prior(std::string_view element, std::string_view id)
{
    return fmt::format("<{0}><priorMedicationRef><id root=\"{1}\"/></priorMedicationRef></{0}>",
                       element, id);
}

constexpr std::string_view active_repeat =
    "<statusCode code=\"ACTIVE\"/><repeatNumber value=\"6\"/>";
constexpr std::string_view past_acute =
    "<statusCode code=\"COMPLETE\"/><repeatNumber value=\"0\"/>";

TEST(Medications, AreAuthorisations)
{
    const OneMessage message{medicine("M1", supply("ehrSupplyAuthorise", "A1", active_repeat))};
    EXPECT_EQ(message.run().breach(), "");
    const ShownItem made = message.item("A1");
    EXPECT_EQ(made.type, ItemType::medication);
    EXPECT_EQ(made.at("drug"), "322236009");
    EXPECT_EQ(made.at("dose"), "1-2 four times");
    EXPECT_EQ(made.at("quantity"), "28");
    EXPECT_EQ(made.at("quantity_unit"), "tablet");
    EXPECT_EQ(made.at("type"), "Repeat");
    EXPECT_EQ(made.at("issues_authorised"), "6");
    EXPECT_EQ(made.at("text"), "note");
    EXPECT_EQ(made.at("status"), "awaiting_reauthorisation") << "R120";
    EXPECT_EQ(message.fate("MedicationStatement", "M1").item, made.no);
}

TEST(Medications, ThatAreOverStayOver)
{
    const OneMessage message{medicine("M1", supply("ehrSupplyAuthorise", "A1", past_acute))};
    EXPECT_EQ(message.item("A1").at("status"), "past");
    EXPECT_EQ(message.item("A1").at("type"), "Acute");
}

TEST(Medications, AreEndedByADiscontinuationWhereverItStands)
{
    const OneMessage message{
        medicine("M2", supply("ehrSupplyDiscontinue", "D1", prior("reversalOf", "A1"))) +
        medicine("M1", supply("ehrSupplyAuthorise", "A1", active_repeat))};
    EXPECT_EQ(message.run().breach(), "");
    EXPECT_EQ(message.item("A1").at("end_date"), "2010-01-14");
    EXPECT_EQ(message.item("A1").at("status"), "past");
    EXPECT_EQ(message.fate("ehrSupplyDiscontinue", "D1").item, message.item("A1").no);
    EXPECT_EQ(message.fate("MedicationStatement", "M2").item, message.item("A1").no);
}

TEST(Medications, AreNotEndedByADiscontinuationOfAnother)
{
    const OneMessage message{
        medicine("M2", supply("ehrSupplyDiscontinue", "D1", prior("reversalOf", "GONE")))};
    EXPECT_EQ(message.run().breach(), "");
    EXPECT_EQ(message.fate("ehrSupplyDiscontinue", "D1").cause,
              "missing_base:ehrSupplyDiscontinue");
    EXPECT_EQ(message.fate("MedicationStatement", "M2").outcome, Outcome::held);
}

TEST(Medications, LapseWhereAnActiveOneHasAnEnd)
{
    const OneMessage message{medicine(
        "M1", supply("ehrSupplyAuthorise", "A1",
                     std::string{active_repeat} + "<effectiveTime><low value=\"20100101\"/><high "
                                                  "value=\"20300101\"/></effectiveTime>"))};
    EXPECT_EQ(message.item("A1").at("date"), "2010-01-01");
    EXPECT_EQ(message.item("A1").at("expiry_date"), "2030-01-01");
    EXPECT_EQ(message.item("A1").at("end_date"), "");
}

TEST(Issues, ArePrescriptionsOfTheirMedication)
{
    const OneMessage message{
        medicine("M1", supply("ehrSupplyAuthorise", "A1", active_repeat)) +
        medicine("M2", supply("ehrSupplyPrescribe", "P1", prior("inFulfillmentOf", "A1"))) +
        medicine("M3", supply("ehrSupplyPrescribe", "P2", prior("inFulfillmentOf", "A1"))) +
        medicine("M4", supply("ehrSupplyDispense", "P3", prior("inFulfillmentOf", "GONE")))};
    EXPECT_EQ(message.run().breach(), "");
    for (const char* id : {"P1", "P2"}) {
        EXPECT_EQ(message.item(id).type, ItemType::issue);
        EXPECT_EQ(message.item(id).at("medication"), "A1");
        EXPECT_EQ(message.item(id).at("dose"), "1-2 four times");
        EXPECT_EQ(message.item(id).at("method"), "NHS prescription");
        EXPECT_EQ(message.item(id).at("date"), "2010-01-14");
    }
    EXPECT_EQ(message.item("P3").at("method"), "Dispensed");
    EXPECT_EQ(message.item("P3").at("loose_links"), "medication=GONE");
    EXPECT_EQ(message.fate("ehrSupplyDispense", "P3").rule, "supply-dispense");
}

TEST(Medications, WithoutAProductAreHeld)
{
    const OneMessage message{component("<MedicationStatement><id root=\"M1\"/>" +
                                       supply("ehrSupplyAuthorise", "A1", active_repeat) +
                                       "</MedicationStatement>")};
    EXPECT_EQ(message.run().breach(), "");
    EXPECT_EQ(message.fate("ehrSupplyAuthorise", "A1").cause, "missing_code:MedicationStatement");
}

/// A failure before must not spoil what comes after.
TEST(Medications, StandAfterOneThatIsHeld)
{
    const OneMessage message{component("<MedicationStatement><id root=\"M1\"/>" +
                                       supply("ehrSupplyAuthorise", "A1", active_repeat) +
                                       "</MedicationStatement>") +
                             medicine("M2", supply("ehrSupplyAuthorise", "A2", past_acute))};
    EXPECT_EQ(message.run().breach(), "");
    EXPECT_EQ(message.item("A2").at("drug"), "322236009");
}

} // namespace
} // namespace ferry::gp2gp

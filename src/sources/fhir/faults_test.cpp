#include "sources/fhir/test_fhir.hpp"

/// Faults that adaptors for GP records have met in service (docs/faults.md), those that no
/// test of this folder is about otherwise.
namespace ferry::sources {
namespace {

constexpr std::string_view coded =
    "'code':{'coding':[{'system':'http://snomed.info/sct','code':'195967001','display':'Asthma'}]}";

class FhirFaults : public FhirTest {
protected:
    FhirFaults() { add("{'resourceType':'Practitioner','id':'s2','name':[{'family':'Writer'}]}"); }

    /// The surname of the member of staff that a field of an item names.
    std::string surname(const support::ShownItem& item, std::string_view field)
    {
        const auto& directory = run().directory();
        for (const auto& staff : support::items_of(directory.mapped->record, ItemType::staff)) {
            if (item.at(field) == std::to_string(item_key(directory.source.no, staff.no))) {
                return staff.at("surname");
            }
        }
        return {};
    }
};

TEST_F(FhirFaults, TellWhoSawThePatientFromWhoEnteredIt)
{
    add("Encounter", "e1",
        "'status':'finished','participant':[{'type':[{'coding':[{'code':'REC'}]}],'individual':"
        "{'reference':'Practitioner/s2'}},{'type':[{'coding':[{'code':'PPRF'}]}],'individual':"
        "{'reference':'Practitioner/s1'}}]");
    const auto contact = only(ItemType::consultation);
    EXPECT_EQ(surname(contact, "clinician"), "Doctor");
    EXPECT_EQ(surname(contact, "recorded_by"), "Writer");
}

TEST_F(FhirFaults, KeepWhoFiledACommentApartFromWhoHeldTheConsultation)
{
    add("Encounter", "e1",
        "'status':'finished','participant':[{'type':[{'coding':[{'code':'PPRF'}]}],'individual':"
        "{'reference':'Practitioner/s1'}}]");
    add("Observation", "n1",
        filled("@,'context':{'reference':'Encounter/e1'},'comment':'Filed','performer':"
               "[{'reference':'Practitioner/s2'}]",
               coded));
    EXPECT_EQ(surname(only(ItemType::observation), "clinician"), "Writer");
}

TEST_F(FhirFaults, GiveNoDateOfAnythingElseToAnEntryWithoutOne)
{
    add("Observation", "o1", filled("@,'issued':'2010-03-04T09:30:00+00:00'", coded));
    EXPECT_EQ(only(ItemType::observation).at("date"), "");
    EXPECT_EQ(only(ItemType::observation).at("recorded"), "2010-03-04T09:30:00");
}

TEST_F(FhirFaults, KeepTheOrderOfTheResultsOfAReport)
{
    for (const char* id : {"r3", "r1", "r2"}) {
        add("Observation", id, coded);
    }
    add("DiagnosticReport", "d1",
        filled("@,'status':'final','result':[{'reference':'Observation/r3'},{'reference':"
               "'Observation/r1'},{'reference':'Observation/r2'}]",
               coded));
    std::vector<std::string> order;
    for (const auto& item : items(ItemType::observation)) {
        EXPECT_EQ(item.at("parent"), "d1");
        order.push_back(item.at("source_id"));
    }
    EXPECT_EQ(order, (std::vector<std::string>{"r3", "r1", "r2"}));
}

TEST_F(FhirFaults, KeepIssuesOfOneAcutePlanWithTheirOwnDates)
{
    constexpr std::string_view drug =
        "'medicationCodeableConcept':{'coding':[{'system':'http://snomed.info/sct','code':"
        "'322236009','display':'Paracetamol 500mg tablets'}]}";
    add("MedicationRequest", "plan", filled("@,'intent':'plan','status':'completed'", drug));
    for (const auto& [id, day] : {
             std::pair{"i1", "2010-01-14"},
             std::pair{"i2", "2010-02-11"}
    }) {
        add("MedicationRequest", id,
            filled("@,'intent':'order','status':'completed','basedOn':[{'reference':"
                   "'MedicationRequest/plan'}],'dispenseRequest':{'validityPeriod':{'start':'@'}}",
                   drug, day));
    }
    EXPECT_EQ(items(ItemType::medication).size(), 1U);
    const auto issues = items(ItemType::issue);
    ASSERT_EQ(issues.size(), 2U);
    EXPECT_EQ(issues[0].at("date"), "2010-01-14");
    EXPECT_EQ(issues[1].at("date"), "2010-02-11");
    EXPECT_EQ(issues[1].at("medication"), "plan");
}

TEST_F(FhirFaults, KeepStaffWithoutANameAndJobsThatNobodyKnows)
{
    add("{'resourceType':'Practitioner','id':'s3'}");
    add("{'resourceType':'PractitionerRole','id':'r3','practitioner':{'reference':"
        "'Practitioner/s3'},'code':[{'coding':[{'code':'R0260:?'}]}]}");
    const auto staff = support::items_of(run().directory().mapped->record, ItemType::staff);
    ASSERT_EQ(staff.size(), 3U);
    EXPECT_EQ(staff[2].at("source_id"), "s3");
    EXPECT_EQ(staff[2].at("job_code"), "R0260:?");
}

} // namespace
} // namespace ferry::sources

#include "sources/fhir/test_fhir.hpp"

namespace ferry::sources {
namespace {

using enum ItemType;

class FhirMedicines : public FhirTest {
protected:
    FhirMedicines()
    {
        add("{'resourceType':'Medication','id':'m','code':{'coding':[{'system':"
            "'http://snomed.info/sct','code':'319775004','display':'Aspirin 75mg tablets'}]}}");
    }
    void plan(std::string_view id, std::string_view members)
    {
        add("MedicationRequest", id,
            filled("'intent':'plan','medicationReference':{'reference':'Medication/m'},@",
                   members));
    }
    static std::string type(std::string_view word)
    {
        return filled("'extension':[{'url':'Extension-CareConnect-GPC-PrescriptionType-1',"
                      "'valueCodeableConcept':{'coding':[{'code':'x','display':'@'}]}}]",
                      word);
    }
};

TEST_F(FhirMedicines, ArriveInactiveWhereTheyRepeat)
{
    plan("a", "'status':'active','dispenseRequest':{'validityPeriod':{'start':'2010-02-06',"
              "'end':'2011-02-06'},'quantity':{'value':28.0,'unit':'tablet'},"
              "'expectedSupplyDuration':{'value':28,'code':'d'}},"
              "'dosageInstruction':[{'text':'one a day','patientInstruction':'with food'}]," +
                  type("Repeat"));
    const auto item = only(medication);
    EXPECT_EQ(item.at("drug"), "319775004");
    EXPECT_EQ(item.at("status"), "awaiting_reauthorisation");
    EXPECT_EQ(item.at("type"), "Repeat");
    EXPECT_EQ(item.at("date"), "2010-02-06");
    EXPECT_EQ(item.at("expiry_date"), "2011-02-06");
    EXPECT_EQ(item.at("end_date"), "");
    EXPECT_EQ(item.at("quantity"), "28.0");
    EXPECT_EQ(item.at("quantity_unit"), "tablet");
    EXPECT_EQ(item.at("duration_days"), "28");
    EXPECT_EQ(item.at("dose"), "one a day");
    EXPECT_EQ(item.at("text"), "instruction to the patient: with food");
    EXPECT_EQ(outcome(), "converted repeat-arrives-inactive");
}

TEST_F(FhirMedicines, StayEndedOnceTheyWereStopped)
{
    plan("a", "'status':'stopped','dispenseRequest':{'validityPeriod':{'start':'2010-02-06',"
              "'end':'2010-03-01'}}," +
                  type("Repeat"));
    const auto item = only(medication);
    EXPECT_EQ(item.at("status"), "past");
    EXPECT_EQ(item.at("end_date"), "2010-03-01");
    EXPECT_EQ(item.at("active_in_source"), "false");
}

TEST_F(FhirMedicines, LeaveAnAcuteCurrent)
{
    plan("a", "'status':'active'," + type("Acute"));
    EXPECT_EQ(only(medication).at("status"), "current_acute");
}

TEST_F(FhirMedicines, LinkAnIssueToItsPlanAndLetTheStatementSpeakOfIt)
{
    plan("a", "'status':'completed','authoredOn':'2010-01-01T10:00:00+00:00'");
    add("MedicationRequest", "b",
        "'intent':'order','status':'completed','basedOn':[{'reference':'MedicationRequest/a'}],"
        "'medicationReference':{'reference':'Medication/m'},'dispenseRequest':{'validityPeriod':"
        "{'start':'2010-01-02','end':'2010-01-30'},'quantity':{'value':7},"
        "'expectedSupplyDuration':{'value':28,'code':'d'}},"
        "'requester':{'agent':{'reference':'Practitioner/s1'}}");
    add("MedicationStatement", "a-MS",
        "'status':'completed','basedOn':[{'reference':'MedicationRequest/a'}],'taken':'unk',"
        "'medicationReference':{'reference':'Medication/m'},'dosage':[{'text':'other dose'}],"
        "'note':[{'text':'a note'}]");
    const auto one = only(issue);
    EXPECT_EQ(one.at("medication"), "a");
    EXPECT_EQ(one.at("quantity"), "7");
    EXPECT_EQ(one.at("duration_days"), "28");
    EXPECT_EQ(one.at("date"), "2010-01-02");
    EXPECT_EQ(one.at("expiry_date"), "2010-01-30");
    const auto drug = only(medication);
    EXPECT_EQ(drug.at("text"), "a note");
    EXPECT_EQ(fate(3).item, fate(1).item) << "the statement went into its plan's item";
    EXPECT_EQ(fate(0).outcome, Outcome::left) << "the product stands in both";
}

TEST_F(FhirMedicines, MakeAMedicationOfAStatementWithoutItsPlan)
{
    add("MedicationStatement", "s",
        "'status':'active','medicationCodeableConcept':{'text':'Herbal tea'},"
        "'effectivePeriod':{'start':'2012'},'dosage':[{'text':'daily'}]");
    const auto item = only(medication);
    EXPECT_EQ(item.at("dose"), "daily");
    EXPECT_EQ(item.at("date"), "2012");
    EXPECT_EQ(item.at("text"), "Herbal tea");
    EXPECT_EQ(item.at("status"), "awaiting_reauthorisation");
}

TEST_F(FhirMedicines, WaitWhereTheProductIsNotThere)
{
    add("MedicationRequest", "b",
        "'intent':'plan','status':'active','medicationReference':{'reference':'Medication/none'}");
    EXPECT_EQ(outcome(), "held missing_base:MedicationRequest");
}

class FhirNoMedicine : public FhirMedicines,
                       public testing::WithParamInterface<std::string_view> {};

TEST_P(FhirNoMedicine, WaitsForAPerson)
{
    add("MedicationRequest", "b",
        filled("@,'medicationReference':{'reference':'Medication/m'}", GetParam()));
    EXPECT_EQ(fate().outcome, Outcome::held);
    EXPECT_TRUE(fate().cause.starts_with("bad_value:MedicationRequest.")) << fate().cause;
    EXPECT_TRUE(items(medication).empty() && items(issue).empty());
}

INSTANTIATE_TEST_SUITE_P(All, FhirNoMedicine,
                         testing::Values("'intent':'proposal','status':'active'",
                                         "'intent':'order','status':'draft'",
                                         "'intent':'plan','status':'sleeping'",
                                         "'intent':'order','status':'active','doNotPerform':true",
                                         "'status':'active'"));

} // namespace
} // namespace ferry::sources

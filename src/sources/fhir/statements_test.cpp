#include <gmock/gmock.h>

#include "sources/fhir/test_fhir.hpp"

/// What becomes of rows that go into the item of another: statements into their plans, lists into
/// their consultations.
namespace ferry::sources {
namespace {

using enum ItemType;

constexpr std::string_view aspirin =
    "{'coding':[{'system':'http://snomed.info/sct','code':'319775004','display':'Aspirin'}]}";
constexpr std::string_view warfarin =
    "{'coding':[{'system':'http://snomed.info/sct','code':'372756006','display':'Warfarin'}]}";
constexpr std::string_view secret = "'meta':{'security':[{'code':'NOPAT'}]}";

class FhirStatements : public FhirTest {
protected:
    void plan(std::string_view members)
    {
        add("MedicationRequest", "p",
            filled("'intent':'plan','medicationCodeableConcept':@,@", aspirin, members));
    }
    void statement(std::string_view members, std::string_view drug = aspirin)
    {
        add("MedicationStatement", "s",
            filled("'basedOn':[{'reference':'MedicationRequest/p'}],'medicationCodeableConcept':"
                   "@,@",
                   drug, members));
    }
    void expect_held(std::string_view cause)
    {
        EXPECT_EQ(outcome(0), filled("held @", cause));
        EXPECT_EQ(outcome(1), filled("held @", cause));
        EXPECT_TRUE(items(medication).empty());
    }
};

// -- Doses ------------------------------------------------------------------------------

TEST_F(FhirStatements, GiveThePlanTheDoseThatItHasNot)
{
    plan("'status':'active'");
    statement("'status':'active','dosage':[{'text':'ONE TABLET ONLY ON MONDAYS',"
              "'patientInstruction':'with food'}]");
    EXPECT_EQ(only(medication).at("dose"), "ONE TABLET ONLY ON MONDAYS");
    EXPECT_EQ(only(medication).at("text"), "instruction to the patient: with food");
}

TEST_F(FhirStatements, ShowBothDosesWhereTheyDiffer)
{
    plan("'status':'active','dosageInstruction':[{'text':'as directed'}]");
    statement("'status':'active','dosage':[{'text':'as directed'},{'text':'ONCE A WEEK ONLY',"
              "'patientInstruction':'never daily'}]");
    EXPECT_EQ(only(medication).at("dose"), "as directed");
    EXPECT_EQ(only(medication).at("text"),
              "dose as stated: as directed\nONCE A WEEK ONLY\n"
              "as stated, instruction to the patient of dose 2: never daily");
}

TEST_F(FhirStatements, SayADoseOnceWhereBothAgree)
{
    plan("'status':'active','dosageInstruction':[{'text':'daily','patientInstruction':'x'}]");
    statement("'status':'active','dosage':[{'text':'daily','patientInstruction':'x'}]");
    EXPECT_EQ(only(medication).at("dose"), "daily");
    EXPECT_EQ(only(medication).at("text"), "instruction to the patient: x");
}

TEST_F(FhirStatements, TellDosesInTheirSequence)
{
    plan("'status':'active','dosageInstruction':[{'sequence':10,'text':'then 1 daily'},"
         "{'sequence':2,'text':'4 daily for 3 days','doseQuantity':{'value':4,'unit':'tablet'}}]");
    EXPECT_EQ(only(medication).at("dose"), "4 daily for 3 days\nthen 1 daily");
    EXPECT_EQ(only(medication).at("text"), "sequence of dose 1: 2\n"
                                           "doseQuantity of dose 1: 4 tablet\n"
                                           "sequence of dose 2: 10");
}

TEST_F(FhirStatements, PutADoseWithoutATextAmongTheOthersInWords)
{
    plan("'status':'active','dosageInstruction':[{'text':'4 daily for 3 days'},"
         "{'doseQuantity':{'value':1,'unit':'tablet'}}]");
    EXPECT_EQ(only(medication).at("dose"), "4 daily for 3 days\ndoseQuantity 1 tablet");
}

// -- What a statement says besides ---------------------------------------------------------

TEST_F(FhirStatements, FillTheDatesThatThePlanHasNot)
{
    plan("'status':'stopped'");
    statement("'status':'stopped','effectivePeriod':{'start':'2018-01-01','end':'2018-02-02'},"
              "'dateAsserted':'2018-01-03'");
    const auto item = only(medication);
    EXPECT_EQ(item.at("date"), "2018-01-01");
    EXPECT_EQ(item.at("end_date"), "2018-02-02");
    EXPECT_EQ(item.at("recorded"), "2018-01-03");
    EXPECT_EQ(item.at("text"), "");
}

TEST_F(FhirStatements, TellDatesThatDifferFromThePlan)
{
    plan("'status':'stopped','authoredOn':'2018-01-02','dispenseRequest':{'validityPeriod':"
         "{'start':'2018-01-02','end':'2018-02-03'}}");
    statement("'status':'completed','effectivePeriod':{'start':'2018-01-01','end':'2018-02-02'},"
              "'dateAsserted':'2018-01-03','informationSource':{'display':'Mother'}");
    EXPECT_EQ(only(medication).at("end_date"), "2018-02-03");
    EXPECT_EQ(only(medication).at("text"),
              "status as stated: completed\ntaken from: 2018-01-01\ntaken until: 2018-02-02\n"
              "asserted: 2018-01-03\ntold by: Mother");
}

TEST_F(FhirStatements, GiveThePlanTheContactThatItHasNot)
{
    add("Encounter", "e", "'status':'finished'");
    add("MedicationRequest", "p",
        filled("'intent':'plan','status':'active','medicationCodeableConcept':@", aspirin));
    statement("'status':'active','context':{'reference':'Encounter/e'}");
    EXPECT_EQ(only(medication).at("consultation"), "e");
}

TEST_F(FhirStatements, HoldBothWhereOneHasEnded)
{
    plan("'status':'active','dosageInstruction':[{'text':'two daily'}]");
    statement("'status':'stopped','effectivePeriod':{'end':'2018-02-02'}");
    expect_held("bad_value:MedicationStatement.status");
}

TEST_F(FhirStatements, HoldBothWhereTheStatementDoesNotSayThatItIsTaken)
{
    plan("'status':'active'");
    statement("'status':'not-taken'");
    expect_held("bad_value:MedicationStatement.status");
}

TEST_F(FhirStatements, SayNothingOfThePlanWhereTheyWereEnteredInError)
{
    plan("'status':'active'");
    statement("'status':'entered-in-error','dosage':[{'text':'wrong'}]");
    EXPECT_EQ(outcome(1), "left policy-entered-in-error");
    EXPECT_EQ(only(medication).at("dose"), "");
}

TEST_F(FhirStatements, HoldBothWhereTheProductsDiffer)
{
    plan("'status':'active'");
    statement("'status':'active'", warfarin);
    expect_held("bad_value:MedicationStatement.medication");
}

TEST_F(FhirStatements, HoldBothWhereOneHasAModifier)
{
    plan("'status':'active'");
    statement("'status':'active','dosage':[{'text':'x','modifierExtension':[{'url':'u',"
              "'valueBoolean':true}]}]");
    expect_held("bad_value:MedicationStatement.dosage.modifierExtension");
}

TEST_F(FhirStatements, MakeThePlanAsConfidentialAsTheyAre)
{
    plan("'status':'active'");
    statement(filled("'status':'active',@", secret));
    EXPECT_EQ(only(medication).at("confidential"), "true");
}

TEST_F(FhirStatements, StandByThemselvesWhereTheySpeakOfAnOrder)
{
    add("MedicationRequest", "p",
        filled("'intent':'order','status':'active','medicationCodeableConcept':@", aspirin));
    statement("'status':'active','dosage':[{'text':'daily'}]");
    EXPECT_EQ(items(issue).size(), 1U);
    EXPECT_EQ(only(medication).at("dose"), "daily");
    EXPECT_EQ(only(medication).at("text"), "based on: MedicationRequest/p");
}

// -- Products and orders ------------------------------------------------------------------------

TEST_F(FhirStatements, HoldAProductWithAModifierOrEnteredInError)
{
    for (const std::string_view member :
         {"'modifierExtension':[{'url':'u','valueBoolean':true}]", "'status':'entered-in-error'"}) {
        add("MedicationRequest", std::to_string(member.size()),
            filled("'intent':'plan','status':'active','medicationReference':{'reference':'#a'},"
                   "'contained':[{'resourceType':'Medication','id':'a','code':@,@}]",
                   aspirin, member));
    }
    const auto& fates = run().patient(patient_id).mapped->fates;
    ASSERT_EQ(fates.size(), 5U);
    EXPECT_EQ(shown(run().shown(fates[1])), "held bad_value:Medication.modifierExtension");
    EXPECT_EQ(shown(run().shown(fates[3])), "held bad_value:Medication.status");
}

TEST_F(FhirStatements, HoldWhatNamesTwoProducts)
{
    plan(filled("'status':'active','medicationReference':{'reference':'#a'},'contained':[{"
                "'resourceType':'Medication','id':'a','code':@}]",
                warfarin));
    EXPECT_EQ(outcome(), "held bad_value:MedicationRequest.medication");
}

TEST_F(FhirStatements, SayWhyAnOrderWasStopped)
{
    add("MedicationRequest", "p",
        filled("'intent':'order','status':'stopped','medicationCodeableConcept':@,'extension':[{"
               "'url':'Extension-CareConnect-GPC-MedicationStatusReason-1','extension':[{'url':"
               "'statusReason','valueCodeableConcept':{'text':'Anaphylaxis'}},{'url':"
               "'statusChangeDate','valueDateTime':'2020-02-02'}]}]",
               aspirin));
    EXPECT_EQ(only(issue).at("text"),
              "status: stopped\nstatus changed: 2020-02-02\nstopped because: Anaphylaxis");
}

// -- Confidentiality and modifiers elsewhere ----------------------------------------------------

TEST_F(FhirStatements, MakeAConsultationAsConfidentialAsItsLists)
{
    add("Encounter", "e", "'status':'finished'");
    add("List", "l",
        filled("'code':{'coding':[{'code':'325851000000107'}]},'encounter':{'reference':"
               "'Encounter/e'},'note':[{'text':'a note'}],@",
               secret));
    EXPECT_EQ(only(consultation).at("confidential"), "true");
    EXPECT_EQ(only(consultation).at("text"), "a note");
}

TEST_F(FhirStatements, MakeAnEntryAsConfidentialAsItsHeading)
{
    add("Observation", "o", "'code':{'text':'x'}");
    add("List", "l",
        filled("'code':{'coding':[{'code':'24781000000107'}]},'title':'Safeguarding','entry':[{"
               "'item':{'reference':'Observation/o'}}],@",
               secret));
    EXPECT_EQ(only(observation).at("section"), "Safeguarding");
    EXPECT_EQ(only(observation).at("confidential"), "true");
}

TEST_F(FhirStatements, MakeEveryPartAsConfidentialAsTheWhole)
{
    add("Observation", "o",
        filled("'code':{'text':'x'},'component':[{'code':{'text':'y'},'valueQuantity':{'value':1}"
               "}],@",
               secret));
    const auto all = items(observation);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].at("confidential"), "true");
    EXPECT_EQ(all[1].at("confidential"), "true");
}

TEST_F(FhirStatements, LookAtEveryLabelOfADocument)
{
    for (const char* label : {"'coding':[{'code':'V'}]", "'coding':[{'code':'N'},{'code':'R'}]",
                              "'text':'for the GP only'"}) {
        add("DocumentReference", filled("d@", std::to_string(std::string_view{label}.size())),
            filled("'meta':{'security':[{'code':'N'}]},'securityLabel':[{@}],'description':'x'",
                   label));
    }
    add("DocumentReference", "open",
        "'meta':{'security':[{'code':'N'}]},'securityLabel':[{'coding':[{'code':'N'}]}]");
    std::vector<std::string> marks;
    for (const auto& item : items(document)) {
        marks.push_back(item.at("confidential"));
    }
    EXPECT_THAT(marks, testing::ElementsAre("true", "true", "true", ""));
}

TEST_F(FhirStatements, NeverReadPastAModifierBelowTheTop)
{
    add("Observation", "o",
        "'code':{'text':'x'},'component':[{'code':{'text':'y'},'modifierExtension':[{'url':'u',"
        "'valueBoolean':true}]}]");
    EXPECT_EQ(outcome(), "held bad_value:Observation.component.modifierExtension");
    add("Observation", "p",
        "'code':{'text':'x'},'component':[{'code':{'text':'y'},'modifierExt\\u0065nsion':[{'url':"
        "'u'}]}]");
    EXPECT_EQ(outcome(), "held bad_value:Observation.component.modifierExtension");
}

TEST_F(FhirStatements, HoldWhatWasNotDone)
{
    add("Procedure", "p", "'notDone':true,'status':'completed','code':{'text':'appendectomy'}");
    EXPECT_EQ(outcome(), "held bad_value:Procedure.notDone");
    add("FamilyMemberHistory", "f", "'notDone':true,'condition':[{'code':{'text':'IHD'}}]");
    EXPECT_EQ(outcome(), "held bad_value:FamilyMemberHistory.notDone");
    add("Immunization", "i", "'isSubpotent':true,'vaccineCode':{'text':'MMR'}");
    EXPECT_EQ(outcome(), "held bad_value:Immunization.isSubpotent");
    add("Procedure", "q",
        "'notDone':false,'notDoneReason':{'text':'x'},'code':{'text':'appendectomy'}");
    EXPECT_EQ(only(observation).at("qualifiers"), "not done because: x");
    EXPECT_TRUE(run().manifest().questions.empty());
}

} // namespace
} // namespace ferry::sources

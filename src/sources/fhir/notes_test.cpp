#include "sources/fhir/test_fhir.hpp"

namespace ferry::sources {
namespace {

using enum ItemType;

constexpr std::string_view asthma =
    "'code':{'coding':[{'system':'http://snomed.info/sct','code':'195967001',"
    "'display':'Asthma'}]}";

class FhirNotes : public FhirTest {
protected:
    void observation(std::string_view members)
    {
        add("Observation", "x1", fmt::format("{},{}", asthma, members));
    }
};

// -- Observations ---------------------------------------------------------------------------

TEST_F(FhirNotes, KeepEveryDigitComparatorAndUnit)
{
    observation("'status':'final','valueQuantity':{'value':1.50,'comparator':'<','unit':'m{U}/L'},"
                "'effectiveDateTime':'2010-06-30T00:00:00+01:00','issued':'2010-07-01',"
                "'performer':[{'reference':'Practitioner/s1'}],'comment':'seen'");
    const auto item = only(ItemType::observation);
    EXPECT_EQ(item.at("value"), "1.50");
    EXPECT_EQ(item.at("comparator"), "<");
    EXPECT_EQ(item.at("unit"), "m{U}/L");
    EXPECT_EQ(item.at("date"), "2010-06-30T00:00:00") << "midnight in summer is the same day";
    EXPECT_EQ(item.at("recorded"), "2010-07-01");
    EXPECT_EQ(item.at("text"), "seen");
    EXPECT_EQ(item.at("code"), "195967001");
    EXPECT_EQ(item.at("source_id"), "x1");
    EXPECT_EQ(outcome(), "carried observation");
}

TEST_F(FhirNotes, HoldAValueThatIsNoNumber)
{
    observation("'valueQuantity':{'value':'high'}");
    EXPECT_EQ(outcome(), "held bad_value:Observation.value");
    EXPECT_TRUE(items(ItemType::observation).empty());
}

TEST_F(FhirNotes, HoldADateThatDoesNotExist)
{
    observation("'effectiveDateTime':'2010-02-30'");
    EXPECT_EQ(outcome(), "held bad_value:observation.date");
}

TEST_F(FhirNotes, KeepBothEndsOfARangeAndSayTheRestInWords)
{
    observation(
        "'valueQuantity':{'value':5,'unit':'g/L'},'referenceRange':["
        "{'low':{'value':3.50,'unit':'g/L'},'high':{'value':11,'comparator':'<'},"
        "'text':'fasting'},{'low':{'value':1}}],"
        "'interpretation':{'coding':[{'system':'http://hl7.org/fhir/v2/0078','code':'H'}]}");
    const auto item = only(ItemType::observation);
    EXPECT_EQ(item.at("range_low"), "3.50");
    EXPECT_EQ(item.at("range_high"), "11");
    EXPECT_EQ(item.at("abnormal"), "true");
    EXPECT_EQ(item.at("abnormal_reason"), "H");
    EXPECT_EQ(item.at("qualifiers"), "reference range high: <11; reference range: fasting; "
                                     "reference range: low 1");
}

TEST_F(FhirNotes, PutOtherKindsOfValuesInWords)
{
    observation("'valueCodeableConcept':{'text':'Positive'},'bodySite':{'text':'left arm'},"
                "'status':'amended'");
    EXPECT_EQ(only(ItemType::observation).at("qualifiers"),
              "status: amended; body site: left arm; value: Positive");
}

TEST_F(FhirNotes, MakeABloodPressureOfItsTwoComponents)
{
    add("Observation", "bp",
        "'code':{'coding':[{'system':'http://snomed.info/sct','code':'75367002','display':'BP'}]},"
        "'component':["
        "{'code':{'coding':[{'system':'http://loinc.org','code':'8480-6','display':'Systolic'}]},"
        "'valueQuantity':{'value':120.0,'unit':'mm[Hg]'}},"
        "{'code':{'coding':[{'system':'http://loinc.org','code':'8462-4','display':'Diastolic'}]},"
        "'valueQuantity':{'value':80,'unit':'kPa'}},"
        "{'code':{'text':'Posture'},'valueString':'sitting'}]");
    const auto item = only(blood_pressure);
    EXPECT_EQ(item.at("systolic"), "120.0");
    EXPECT_EQ(item.at("diastolic"), "80");
    EXPECT_EQ(item.at("unit"), "mm[Hg]");
    EXPECT_EQ(item.at("qualifiers"), "unit of diastolic: kPa");
    const auto part = only(ItemType::observation);
    EXPECT_EQ(part.at("parent"), "bp");
    EXPECT_EQ(part.at("original_term"), "Posture");
    EXPECT_EQ(part.at("qualifiers"), "value: sitting");
}

TEST_F(FhirNotes, NeverPairTwoValuesOfOneKind)
{
    add("Observation", "bp",
        "'code':{'text':'BP'},'component':["
        "{'code':{'coding':[{'system':'x','code':'8480-6','display':'S'}]},"
        "'valueQuantity':{'value':1}},"
        "{'code':{'coding':[{'system':'x','code':'8480-6','display':'S'}]},"
        "'valueQuantity':{'value':2}}]");
    EXPECT_TRUE(items(blood_pressure).empty());
    EXPECT_EQ(items(ItemType::observation).size(), 3U);
}

TEST_F(FhirNotes, StandUnderTheirPanelInStu3AndR4)
{
    add("Observation", "panel",
        "'code':{'text':'FBC'},'related':[{'type':'has-member','target':{'reference':"
        "'Observation/a'}},{'type':'derived-from','target':{'reference':'Observation/b'}}],"
        "'hasMember':[{'reference':'Observation/c'}]");
    for (const std::string_view id : {"a", "b", "c"}) {
        add("Observation", id, asthma);
    }
    const auto all = items(ItemType::observation);
    EXPECT_EQ(all.at(1).at("parent"), "panel");
    EXPECT_EQ(all.at(2).at("parent"), "");
    EXPECT_EQ(all.at(3).at("parent"), "panel");
}

TEST_F(FhirNotes, HoldAnEntryThatSaysNothing)
{
    add("Observation", "x", "'status':'final'");
    EXPECT_EQ(outcome(), "held missing_code:Observation");
}

TEST_F(FhirNotes, CarryTextWithoutACodeAsText)
{
    add("Observation", "x", "'code':{'text':'Seen at home'}");
    const auto item = only(ItemType::observation);
    EXPECT_EQ(item.at("original_term"), "Seen at home");
    EXPECT_EQ(outcome(), "degraded text-without-code");
}

TEST_F(FhirNotes, CarryAWordOfTheClinicianWithoutACode)
{
    add("Observation", "x", "'comment':'seen at home'");
    EXPECT_EQ(only(ItemType::observation).at("text"), "seen at home");
    EXPECT_EQ(outcome(), "degraded text-without-code");
}

// -- Codes ----------------------------------------------------------------------------------

TEST_F(FhirNotes, AreNotDegradedTwice)
{
    add("Observation", "x",
        "'code':{'coding':[{'system':'http://snomed.info/sct','code':'196411000000103',"
        "'display':'Transfer-degraded record entry'}],'text':'Own words'}");
    const auto item = only(ItemType::observation);
    ASSERT_EQ(item.codes.at("code")->codings.size(), 1U);
    EXPECT_EQ(item.codes.at("code")->text, "Own words");
    EXPECT_EQ(outcome(), "degraded degraded-before");
}

TEST_F(FhirNotes, KeepEveryCodingAndTheWordsThatWereChosen)
{
    add("Observation", "x",
        "'code':{'coding':[{'system':'http://read.info/readv2','code':'44e..','display':'Read',"
        "'userSelected':true},{'extension':[{'url':'Extension-coding-sctdescid','extension':["
        "{'url':'descriptionId','valueId':'301480018'},"
        "{'url':'descriptionDisplay','valueString':'Synonym'}]}],"
        "'system':'http://snomed.info/sct','code':'195967001','display':'Asthma'}]}");
    const auto& meaning = *only(ItemType::observation).codes.at("code");
    ASSERT_EQ(meaning.codings.size(), 2U);
    EXPECT_EQ(meaning.codings[0].code, "195967001");
    EXPECT_EQ(meaning.codings[0].description, "301480018");
    EXPECT_EQ(meaning.codings[1].code, "44e..") << "case and full stops are part of the code";
    EXPECT_EQ(meaning.text, "Read");
}

TEST_F(FhirNotes, NeverTakeADescriptionForAConcept)
{
    add("Observation", "x",
        "'code':{'coding':[{'system':'http://snomed.info/sct','code':'301485011',"
        "'display':'Asthma'}]}");
    EXPECT_EQ(fate().outcome, Outcome::degraded);
    EXPECT_EQ(only(ItemType::observation).codes.at("code")->codings[0].code, "196411000000103");
}

// -- Problems -------------------------------------------------------------------------------

TEST_F(FhirNotes, MakeAProblemAndLinkWhatBelongsToIt)
{
    add("Condition", "c1",
        filled("@,'clinicalStatus':'inactive','onsetDateTime':'2001-05',"
               "'abatementDateTime':'2003','note':[{'text':'first'},{'text':'second'}],"
               "'category':[{'coding':[{'code':'problem-list-item'}]}],'extension':["
               "{'url':'Extension-CareConnect-ProblemSignificance-1','valueCode':'major'},"
               "{'url':'Extension-CareConnect-ActualProblem-1','valueReference':"
               "{'reference':'Observation/a'}},"
               "{'url':'Extension-CareConnect-RelatedClinicalContent-1','valueReference':"
               "{'reference':'Observation/b'}},"
               "{'url':'Extension-CareConnect-RelatedProblemHeader-1','extension':["
               "{'url':'type','valueCode':'parent'},{'url':'target','valueReference':"
               "{'reference':'Condition/c2'}}]}]",
               asthma));
    add("Condition", "c2",
        filled("@,'extension':[{'url':'Extension-CareConnect-RelatedClinicalContent-1',"
               "'valueReference':{'reference':'Observation/b'}}]",
               asthma));
    add("Observation", "a", asthma);
    add("Observation", "b", asthma);
    const auto problems = items(problem);
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(problems[0].at("status"), "inactive");
    EXPECT_EQ(problems[0].at("significance"), "major");
    EXPECT_EQ(problems[0].at("date"), "2001-05");
    EXPECT_EQ(problems[0].at("end_date"), "2003");
    EXPECT_EQ(problems[0].at("comment"), "first\nsecond");
    EXPECT_EQ(problems[0].at("parent_problem"), "c2");
    const auto notes = items(ItemType::observation);
    EXPECT_EQ(notes[0].at("problem"), "c1");
    EXPECT_EQ(notes[1].at("problem"), "c1");
    EXPECT_EQ(notes[1].at("further_problems"), "c2");
}

TEST_F(FhirNotes, TakeADiagnosisOfAnEncounterForAnObservation)
{
    add("Condition", "c",
        filled("@,'category':[{'coding':[{'code':'encounter-diagnosis'}]}]", asthma));
    EXPECT_EQ(outcome(), "carried condition-diagnosis");
    EXPECT_EQ(items(ItemType::observation).size(), 1U);
}

// -- Allergies ------------------------------------------------------------------------------

TEST_F(FhirNotes, SayWhetherAnAllergyIsToADrugAndWhetherItEnded)
{
    add("AllergyIntolerance", "a",
        filled("@,'category':['medication'],'clinicalStatus':{'coding':[{'code':"
               "'resolved'}]},'criticality':'high','extension':[{'url':"
               "'Extension-CareConnect-GPC-AllergyIntoleranceEnd-1','extension':[{'url':"
               "'endDate','valueDateTime':'2016-07-08'},{'url':'reasonEnded',"
               "'valueString':'wrong'}]}],'reaction':[{'manifestation':[{'text':'rash'}],"
               "'severity':'mild'}]",
               asthma));
    add("AllergyIntolerance", "b", filled("@,'category':['food']", asthma));
    add("AllergyIntolerance", "c", asthma);
    const auto all = items(ItemType::allergy);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].at("category"), "drug");
    EXPECT_EQ(all[0].at("status"), "resolved");
    EXPECT_EQ(all[0].at("end_date"), "2016-07-08");
    EXPECT_EQ(all[0].at("qualifiers"), "criticality: high; reason ended: wrong; "
                                       "reaction: manifestation rash, severity mild");
    EXPECT_EQ(all[1].at("category"), "other");
    EXPECT_EQ(all[1].at("qualifiers"), "category: food");
    EXPECT_EQ(all[2].at("category"), "unstated");
}

TEST_F(FhirNotes, RaiseAnAlertForADrugAllergyWithoutACode)
{
    add("AllergyIntolerance", "a",
        "'code':{'coding':[{'system':'urn:own','code':'7','display':'Own drug'}]},"
        "'category':['medication']");
    EXPECT_EQ(only(ItemType::allergy).codes.at("code")->codings[0].code, "196461000000101");
    EXPECT_EQ(only(alert).at("kind"), "degraded_drug_allergy");
}

TEST_F(FhirNotes, ReadAnAllergyThatAListContains)
{
    add("List", "l",
        filled("'code':{'coding':[{'code':'1103671000000101'}]},'contained':[{"
               "'resourceType':'AllergyIntolerance','id':'1',@,'clinicalStatus':'resolved',"
               "'patient':{'reference':'Patient/p1'}}],'entry':[{'item':{'reference':"
               "'#1'}}]",
               asthma));
    EXPECT_EQ(only(ItemType::allergy).at("status"), "resolved");
    EXPECT_EQ(run().rows(), 5) << "the list and the allergy are an item each";
}

// -- Immunisations --------------------------------------------------------------------------

TEST_F(FhirNotes, SayWhatWasGivenAndOfWhichBatch)
{
    add("Immunization", "i",
        "'status':'completed','notGiven':false,'date':'2010-06-30','extension':[{'url':"
        "'Extension-CareConnect-VaccinationProcedure-1','valueCodeableConcept':{'coding':[{"
        "'system':'http://snomed.info/sct','code':'38598009','display':'MMR'}]}}],"
        "'vaccineCode':{'coding':[{'code':'UNK'}]},'lotNumber':'B7','expirationDate':'2011-06-21',"
        "'site':{'text':'Left arm'},'manufacturer':{'reference':'Organization/o1'},"
        "'primarySource':false,'practitioner':[{'actor':{'reference':'Practitioner/s1'}}]");
    const auto item = only(immunisation);
    EXPECT_EQ(item.at("code"), "38598009");
    EXPECT_EQ(item.at("batch"), "B7");
    EXPECT_EQ(item.at("expiry"), "2011-06-21");
    EXPECT_EQ(item.at("site"), "Left arm");
    EXPECT_EQ(item.at("vaccine"), "");
    EXPECT_EQ(item.at("qualifiers"), "manufacturer: Test Practice; source: reported by another, "
                                     "not by who gave it");
}

class FhirNotGiven : public FhirNotes, public testing::WithParamInterface<std::string_view> {};

TEST_P(FhirNotGiven, IsNoImmunisation)
{
    add("Immunization", "i",
        filled("@,'vaccineCode':{'coding':[{'system':'http://snomed.info/sct',"
               "'code':'38598009','display':'MMR'}]}",
               GetParam()));
    EXPECT_TRUE(items(immunisation).empty());
    const auto item = only(ItemType::observation);
    EXPECT_EQ(item.codes.at("code")->codings[0].code, "196411000000103");
    EXPECT_EQ(item.at("text"), "Not given: MMR (http://snomed.info/sct|38598009)");
    EXPECT_EQ(fate().outcome, Outcome::degraded);
}

INSTANTIATE_TEST_SUITE_P(Stu3AndR4, FhirNotGiven,
                         testing::Values("'notGiven':true,'status':'completed'",
                                         "'status':'not-done'"));

// -- Others -----------------------------------------------------------------------------------

TEST_F(FhirNotes, MakeAnEntryOfEachIllnessInTheFamily)
{
    add("FamilyMemberHistory", "f",
        filled("'status':'completed','relationship':{'text':'mother'},'condition':["
               "{@,'onsetString':'50'},{@}]",
               asthma, asthma));
    const auto all = items(family_history);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].at("qualifiers"), "relationship: mother; onsetString: 50");
    EXPECT_EQ(all[1].at("qualifiers"), "relationship: mother");
    EXPECT_EQ(all[1].at("code"), "195967001");
}

} // namespace
} // namespace ferry::sources

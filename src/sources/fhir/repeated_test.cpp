#include <gmock/gmock.h>

#include "sources/fhir/test_fhir.hpp"
#include "sources/fhir/words.hpp"

/// Of what stands several times in a resource, nothing is dropped; nor what stands beside it.
namespace ferry::sources {
namespace {

using enum ItemType;
using testing::ElementsAre;

constexpr std::string_view coded = "'code':{'text':'Potassium'}";

class FhirRepeated : public FhirTest {
protected:
    support::ShownItem observed(std::string_view members)
    {
        add("Observation", "x", filled("@,@", coded, members));
        return only(observation);
    }
    void add_patient(std::string_view id, std::string_view members)
    {
        write_file(filled("@.json", id),
                   json_of(filled("{'resourceType':'Patient','id':'@','managingOrganization':"
                                  "{'reference':'Organization/o1'},@}",
                                  id, members)));
    }
};

// -- Marks of a laboratory ----------------------------------------------------------------

struct Marked {
    std::string_view marks;
    std::string_view abnormal;
    std::string_view reason;
    std::string_view told;
};

class FhirMarks : public FhirRepeated, public testing::WithParamInterface<Marked> {};

TEST_P(FhirMarks, NeverOverwriteEachOther)
{
    const auto& [marks, abnormal, reason, told] = GetParam();
    const auto item = observed(filled("'interpretation':@", marks));
    EXPECT_EQ(item.at("abnormal"), abnormal);
    EXPECT_EQ(item.at("abnormal_reason"), reason);
    EXPECT_EQ(item.at("qualifiers"), told);
}

INSTANTIATE_TEST_SUITE_P(
    All, FhirMarks,
    testing::Values(
        Marked{"[{'coding':[{'code':'HH'}]},{'coding':[{'code':'N'}]}]", "true", "HH, N", ""},
        Marked{"[{'coding':[{'code':'N'}]},{'coding':[{'code':'L'}]}]", "true", "N, L", ""},
        Marked{"[{'coding':[{'code':'N'},{'code':'A'}]}]", "true", "N, A", ""},
        Marked{"[{'coding':[{'code':'N'}]}]", "false", "N", ""},
        Marked{"[{'coding':[{'code':'N'}]},{'coding':[{'code':'crit'}]}]", "", "N, crit", ""},
        Marked{"[{'coding':[{'code':'H','display':'High'}],'text':'Critical - ring GP'}]", "true",
               "H", "interpretation: Critical - ring GP"},
        Marked{"{'coding':[{'code':'H','display':'High'}],'text':'High'}", "true", "H", ""},
        Marked{"[{'text':'odd'}]", "", "odd", ""}));

// -- Elements that stand several times --------------------------------------------------------

TEST_F(FhirRepeated, CarryEveryReasonAndServiceOfAReferral)
{
    add("ReferralRequest", "r",
        "'reasonCode':[{'coding':[{'system':'http://snomed.info/sct','code':'195967001','display':"
        "'Asthma'}]},{'text':'Breast cancer ?'}],'serviceRequested':[{'text':'Cardiology'},"
        "{'text':'Oncology 2WW'}]");
    const auto item = only(referral);
    EXPECT_EQ(item.at("code"), "195967001");
    EXPECT_EQ(item.at("qualifiers"), "reasonCode: Breast cancer ?");
    EXPECT_EQ(item.at("service_type"), "Cardiology; Oncology 2WW");
}

TEST_F(FhirRepeated, CarryEveryReasonAndProtocolOfAnImmunisation)
{
    add("Immunization", "i",
        "'vaccineCode':{'text':'MMR'},'statusReason':{'text':'sr'},'reasonCode':[{'text':'travel'}"
        ",{'text':'outbreak'}],'vaccinationProtocol':[{'doseSequence':2},{'doseSequence':5}]");
    const auto item = only(immunisation);
    EXPECT_EQ(item.at("reason"), "sr; travel; outbreak");
    EXPECT_EQ(item.at("part"), "doseSequence 2; doseSequence 5");
}

TEST_F(FhirRepeated, CarryEveryKindOfAConsultation)
{
    add("Encounter", "e", "'status':'finished','type':[{'text':'Surgery'},{'text':'Review'}]");
    EXPECT_EQ(only(consultation).at("type"), "Surgery; Review");
}

TEST_F(FhirRepeated, CarryEveryLanguageOfAPatient)
{
    add_patient("q", "'communication':[{'language':{'text':'Polish'}},{'language':{'text':'Welsh'}"
                     "}],'extension':[{'url':'Extension-CareConnect-NHSCommunication-1',"
                     "'extension':[{'url':'interpreterRequired','valueBoolean':true}]}]");
    const auto& record = run().patient("q").mapped->record;
    EXPECT_EQ(support::items_of(record, patient).at(0).at("language"),
              "language Polish; language Welsh; true");
}

// -- NHS numbers ----------------------------------------------------------------------------

constexpr std::string_view number = "{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'@'}";
constexpr std::string_view old_number =
    "{'use':'old','system':'https://fhir.nhs.uk/Id/nhs-number','value':'@'}";

TEST_F(FhirRepeated, TakeTheNhsNumberThatCountsNow)
{
    for (const bool old_first : {true, false}) {
        const std::string now = filled(number, "9726908671");
        const std::string old = filled(old_number, "9990000018");
        const std::string_view id = old_first ? "q1" : "q2";
        add_patient(id, filled("'identifier':[@,@]", old_first ? old : now, old_first ? now : old));
        const auto item = support::items_of(run().patient(id).mapped->record, patient).at(0);
        EXPECT_EQ(item.at("nhs_number"), "9726908671");
        EXPECT_EQ(item.at("text"), "old NHS number: 9990000018");
    }
}

TEST_F(FhirRepeated, HoldAPatientOfTwoNhsNumbers)
{
    add_patient("q", filled("'identifier':[@,@]", filled(number, "9726908671"),
                            filled(number, "9726908728")));
    EXPECT_EQ(shown(run().shown(run().patient("q").mapped->fates.at(0))),
              "held bad_value:Patient.identifier");
}

// -- What stands beside a value -----------------------------------------------------------------

TEST_F(FhirRepeated, TellAUnitWhoseCodeReadsOtherwise)
{
    const auto quantity = [](std::string_view unit, std::string_view code) {
        return filled("'valueQuantity':{'value':1.5,'unit':'@','code':'@','system':"
                      "'http://unitsofmeasure.org'}",
                      unit, code);
    };
    EXPECT_EQ(observed(quantity("mmol/L", "mg/dL")).at("qualifiers"), "unit as coded: mg/dL");
}

TEST_F(FhirRepeated, TellWhatExtensionsSayOfAValue)
{
    const auto item = observed(
        "'bodySite':{'text':'Left arm','extension':[{'url':'x/laterality','valueString':"
        "'not left but right'}]},'valueQuantity':{'value':1,'unit':'g','extension':[{'url':"
        "'x/uncertain','valueBoolean':true}]}");
    EXPECT_EQ(item.at("qualifiers"),
              "body site: Left arm, laterality not left but right; value, uncertain: true");
}

TEST_F(FhirRepeated, SayNothingOfAUnitWhoseCodeReadsTheSame)
{
    EXPECT_EQ(observed("'valueQuantity':{'value':1.5,'unit':'mmHg','code':'mm[Hg]','system':"
                       "'http://unitsofmeasure.org'}")
                  .at("qualifiers"),
              "");
}

TEST_F(FhirRepeated, TellWhoWroteANote)
{
    const auto item = observed("'note':[{'text':'Patient says','authorString':'Nurse Bloggs',"
                               "'time':'2011-11-11T10:00:00+00:00'}]");
    EXPECT_EQ(item.at("text"), "Patient says");
    EXPECT_EQ(item.at("qualifiers"), "note by: Nurse Bloggs, 2011-11-11T10:00:00+00:00");
}

TEST_F(FhirRepeated, TellWhatAnEntryReplacesAndIsDerivedFrom)
{
    add("Observation", "old", "'code':{'text':'First reading'}");
    add("Observation", "new",
        "'code':{'text':'x'},'related':[{'type':'replaces','target':{'reference':"
        "'Observation/old'}}],'derivedFrom':[{'reference':'Observation/gone'}]");
    EXPECT_EQ(items(observation).at(1).at("qualifiers"),
              "replaces: First reading (Observation/old); derived-from: Observation/gone");
}

TEST_F(FhirRepeated, TellANarrativeThatSaysMore)
{
    EXPECT_EQ(observed("'text':{'status':'additional','div':'<div xmlns=\\u0022x\\u0022>ALSO: "
                       "<b>low</b> mood &lt; 3</div>'}")
                  .at("qualifiers"),
              "narrative: ALSO: low mood < 3");
}

TEST_F(FhirRepeated, SayNothingOfANarrativeThatOnlyRepeats)
{
    EXPECT_EQ(observed("'text':{'status':'generated','div':'<div>x</div>'}").at("qualifiers"), "");
}

TEST_F(FhirRepeated, KeepTheComparatorAndTheUnitOfAQuantity)
{
    constexpr std::string_view request =
        "'intent':'plan','status':'active','medicationCodeableConcept':{'text':'Aspirin'},"
        "'dispenseRequest':{'quantity':{@}}";
    add("MedicationRequest", "a", filled(request, "'value':28.50,'comparator':'<','unit':'g'"));
    add("MedicationRequest", "b", filled(request, "'unit':'packs of 28'"));
    EXPECT_EQ(items(medication).at(0).at("quantity"), "<28.50");
    EXPECT_EQ(items(medication).at(0).at("quantity_unit"), "g");
    EXPECT_EQ(items(medication).at(1).at("text"), "Aspirin\nquantity: packs of 28");
}

TEST_F(FhirRepeated, HoldAnAppointmentOfSeveralPatients)
{
    constexpr std::string_view booked =
        "{'resourceType':'Appointment','id':'@','start':'2020-07-01','participant':[{'actor':{"
        "'reference':'Patient/p1'},'status':'declined'}@]}";
    add(filled(booked, "a", ""));
    EXPECT_EQ(only(appointment).at("text"), "the patient's answer: declined");
    add(filled(booked, "b", ",{'actor':{'reference':'Patient/p2'}}"));
    EXPECT_EQ(outcome(), "held bad_value:Appointment.participant");
}

} // namespace
} // namespace ferry::sources

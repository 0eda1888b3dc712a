#include "sources/fhir/test_fhir.hpp"

namespace ferry::sources {
namespace {

using enum ItemType;

constexpr std::string_view coded =
    "'code':{'coding':[{'system':'http://snomed.info/sct','code':'195967001',"
    "'display':'Asthma'}]}";

class FhirRecords : public FhirTest {
protected:
    void list(std::string_view id, std::string_view code, std::string_view title,
              std::string_view entry, std::string_view more = "'mode':'snapshot'")
    {
        add("List", id,
            filled("'status':'current','code':{'coding':[{'system':"
                   "'http://snomed.info/sct','code':'@'}]},'title':'@','encounter':"
                   "{'reference':'Encounter/e'},'entry':[{'item':{'reference':'@'}}],"
                   "@",
                   code, title, entry, more));
    }
};

// -- Consultations ----------------------------------------------------------------------------

TEST_F(FhirRecords, KeepTheHeadingsThatAnEntryStandsUnder)
{
    add("Encounter", "e",
        "'status':'finished','type':[{'text':'GP Surgery'}],'period':{'start':"
        "'2010-06-10T08:22:00+01:00','end':'2010-06-10T08:32:00+01:00'},'length':{'value':10,"
        "'code':'min'},'participant':[{'type':[{'coding':[{'code':'REC'}]}],'individual':"
        "{'reference':'Practitioner/s1'}}]");
    list("e-LST", "325851000000107", "GP Surgery", "List/t", "'note':[{'text':'a note'}]");
    list("t", "25851000000105", "Back", "List/h",
         "'extension':[{'url':'Extension-CareConnect-RelatedProblemHeader-1','extension':[{'url':"
         "'target','valueReference':{'reference':'Condition/c'}}]}]");
    list("h", "24781000000107", "History", "Observation/x");
    add("Observation", "x", coded);
    add("Condition", "c", coded);
    const auto contact = only(consultation);
    EXPECT_EQ(contact.at("date"), "2010-06-10T08:22:00");
    EXPECT_EQ(contact.at("end"), "2010-06-10T08:32:00");
    EXPECT_EQ(contact.at("duration_minutes"), "10");
    EXPECT_EQ(contact.at("type"), "GP Surgery");
    EXPECT_EQ(contact.at("complete"), "true");
    EXPECT_EQ(contact.at("text"), "a note");
    const auto note = only(ItemType::observation);
    EXPECT_EQ(note.at("section"), "Back / History");
    EXPECT_EQ(note.at("consultation"), "e") << "told by its lists alone";
    EXPECT_EQ(note.at("problem"), "c") << "the problem of its topic";
    for (const std::size_t row : {1U, 2U, 3U}) {
        EXPECT_EQ(fate(row).item, fate(0).item) << "lists go into the consultation";
    }
}

TEST_F(FhirRecords, WaitWhereAListSaysThatEntriesAreMissing)
{
    list("l", "886921000000105", "Allergies", "AllergyIntolerance/none",
         "'extension':[{'url':'Extension-CareConnect-GPC-ListWarningCode-1','valueCode':"
         "'confidential-items'}]");
    EXPECT_EQ(outcome(), "held withheld_in_source:confidential-items");
    decide("withheld_in_source:confidential-items", "leave");
    EXPECT_EQ(fate().outcome, Outcome::left);
}

TEST_F(FhirRecords, LeaveAListThatOnlyNamesItems)
{
    list("l", "886921000000105", "Allergies", "AllergyIntolerance/none");
    EXPECT_EQ(outcome(), "left policy-list-of-items");
}

TEST_F(FhirRecords, ReadAQuestionnaireAsQuestionsAndAnswers)
{
    add("QuestionnaireResponse", "q",
        "'status':'completed','authored':'2011-02-11','item':[{'linkId':'1','text':'Smoker?',"
        "'answer':[{'valueBoolean':false}],'item':[{'linkId':'1.1','answer':[{'valueString':"
        "'never'}]}]}]");
    const auto item = only(ItemType::observation);
    EXPECT_EQ(item.at("text"), "Smoker?: false\n1.1: never");
    EXPECT_EQ(item.at("date"), "2011-02-11");
    EXPECT_EQ(outcome(), "degraded text-without-code");
}

TEST_F(FhirRecords, PutTheAnswersOfATemplateUnderItsHeading)
{
    add("Observation", "t", coded);
    add("Observation", "x", coded);
    add("QuestionnaireResponse", "t-QRSP",
        "'status':'completed','parent':[{'reference':'Observation/t'}],'item':[{'linkId':'Q',"
        "'answer':[{'valueReference':{'reference':'Observation/x'}}]}]");
    const auto all = items(ItemType::observation);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].at("qualifiers"), "answers to: Q");
    EXPECT_EQ(all[1].at("parent"), "t");
    EXPECT_EQ(fate(2).item, all[0].no);
}

// -- Requests and reports -----------------------------------------------------------------------

TEST_F(FhirRecords, TellWhatIsDueFromWhatWasAskedForInStu3AndR4)
{
    add("ProcedureRequest", "p",
        filled("@,'intent':'plan','status':'active',"
               "'occurrenceDateTime':'2030-02'",
               coded));
    add("ProcedureRequest", "o", filled("@,'intent':'order','status':'active'", coded));
    add("ServiceRequest", "s",
        filled("@,'intent':'order','status':'active','category':[{"
               "'coding':[{'code':'3457005'}]}],'priority':'urgent'",
               coded));
    const auto due = only(diary_entry);
    EXPECT_EQ(due.at("date"), "2030-02");
    EXPECT_EQ(due.at("active"), "true");
    EXPECT_EQ(only(test_request).at("source_id"), "o");
    EXPECT_EQ(only(ItemType::referral).at("urgency"), "urgent");
}

TEST_F(FhirRecords, ReferAndKeepTheBookingNumber)
{
    add("ReferralRequest", "r",
        "'status':'unknown','intent':'order','priority':'routine','identifier':[{'system':"
        "'https://fhir.nhs.uk/Id/UBRN','value':'123'}],'reasonCode':[{'coding':[{'system':"
        "'http://snomed.info/sct','code':'308447003','display':'Physio'}]}],'description':'leg',"
        "'recipient':[{'display':'Dr Dave'},{'reference':'Organization/o1'}]");
    const auto item = only(ItemType::referral);
    EXPECT_EQ(item.at("ubrn"), "123");
    EXPECT_EQ(item.at("code"), "308447003");
    EXPECT_EQ(item.at("text"), "leg");
    EXPECT_EQ(item.at("qualifiers"), "to: Dr Dave");
    EXPECT_NE(item.at("target_organisation"), "");
}

TEST_F(FhirRecords, PutResultsAndSpecimensUnderTheirReport)
{
    add("DiagnosticReport", "d",
        filled("@,'status':'final','issued':'2019-04-03T12:00:00Z','conclusion':'normal',"
               "'specimen':[{'reference':'Specimen/s'}],'basedOn':[{'reference':"
               "'ProcedureRequest/o'}],'result':[{'reference':'Observation/x'}]",
               coded));
    add("Specimen", "s",
        "'type':{'text':'Venous blood'},'collection':{'collectedDateTime':"
        "'2019-04-01'}");
    add("ProcedureRequest", "o", filled("@,'intent':'order'", coded));
    add("Observation", "x", coded);
    const auto report = only(test_report);
    EXPECT_EQ(report.at("specimen"), "Venous blood");
    EXPECT_EQ(report.at("text"), "normal");
    EXPECT_EQ(report.at("request"), "o");
    EXPECT_EQ(report.at("date"), "2019-04-03T12:00:00");
    const auto all = items(ItemType::observation);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].at("date"), "2019-04-01");
    EXPECT_EQ(all[0].at("parent"), "d");
    EXPECT_EQ(all[1].at("parent"), "d");
}

TEST_F(FhirRecords, SayWhereTheFilesOfADocumentAre)
{
    add("DocumentReference", "d",
        "'status':'current','created':'2019-06-24','indexed':'2019-07-02','description':"
        "'Discharge Summary','type':{'coding':[{'system':'http://snomed.info/sct','code':"
        "'824331000000106','display':'Letter'}]},'content':[{'attachment':{'contentType':"
        "'application/pdf','url':'https://x.test/Binary/1','size':12}},{'attachment':{'url':"
        "'https://x.test/Binary/2'}}]");
    const auto all = items(document);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].at("title"), "Discharge Summary");
    EXPECT_EQ(all[0].at("file"), "https://x.test/Binary/1");
    EXPECT_EQ(all[0].at("content_type"), "application/pdf");
    EXPECT_EQ(all[0].at("text"), "size: 12");
    EXPECT_EQ(all[1].at("file"), "https://x.test/Binary/2");
}

TEST_F(FhirRecords, BringTheBytesThatADocumentNames)
{
    add("Binary", "b", "'contentType':'text/plain','data':'dGV4dA=='");
    add("DocumentReference", "d",
        "'content':[{'attachment':{'contentType':'text/plain','url':'Binary/b'}}]");
    add("DocumentReference", "e", "'content':[{'attachment':{'url':'https://x.test/Binary/b'}}]");
    const auto all = items(document);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].at("digest"), evidence_digest("text"));
    EXPECT_EQ(all[1].at("digest"), evidence_digest("text"));
    EXPECT_EQ(run().patient(patient_id).mapped->record.contents().at(evidence_digest("text")),
              "text");
    EXPECT_EQ(run().count(Outcome::held), 0);
    EXPECT_EQ(run().breach(), "");
    add("Binary", "loose", "'contentType':'text/plain','content':'dGV4dA=='");
    EXPECT_EQ(outcome(), "held missing_base:Binary");
}

TEST_F(FhirRecords, BringTheBytesThatStandInADocument)
{
    add("DocumentReference", "d",
        "'content':[{'attachment':{'data':'dGV4\\/A=='}},{'attachment':{'data':'dGV4dA=='}},"
        "{'attachment':{'url':'https://x.test/1'}}]");
    const auto all = items(document);
    ASSERT_EQ(all.size(), 3U);
    const std::string bytes[] = {"tex\xFC", "text"};
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(all[i].at("digest"), evidence_digest(bytes[i]));
        EXPECT_EQ(contents().at(all[i].at("digest")), bytes[i]);
    }
    EXPECT_EQ(all[2].at("digest"), "");
    EXPECT_EQ(contents().size(), 2U);
}

TEST_F(FhirRecords, HoldADocumentWhoseBytesCannotBeRead)
{
    add("DocumentReference", "d", "'content':[{'attachment':{'data':'A'}}]");
    EXPECT_EQ(outcome(), "held bad_value:DocumentReference.content.attachment.data");
    EXPECT_TRUE(contents().empty());
}

TEST_F(FhirRecords, HoldADocumentWhoseBytesAreNotAsManyAsItSays)
{
    add("DocumentReference", "d",
        "'content':[{'attachment':{'data':'dGV4dA==','size':4,'hash':'abc='}}]");
    EXPECT_EQ(only(ItemType::document).at("text"), "size: 4\nhash: abc=");
    add("DocumentReference", "e", "'content':[{'attachment':{'data':'dGV4dA==','size':5}}]");
    EXPECT_EQ(outcome(), "held bad_value:DocumentReference.content.attachment.size");
}

TEST_F(FhirRecords, KnowWithWhomAnAppointmentIsAndInWhichSession)
{
    add("{'resourceType':'Schedule','id':'sc','actor':[{'reference':'Practitioner/s1'}],"
        "'planningHorizon':{'start':'2016-08-15T09:00:00+01:00'}}");
    add("{'resourceType':'Slot','id':'sl','schedule':{'reference':'Schedule/sc'},'status':'busy',"
        "'start':'2016-08-15T11:30:00+01:00'}");
    add("{'resourceType':'Appointment','id':'a','contained':[{'resourceType':'Organization',"
        "'id':'1','name':'Booker'}],'extension':[{'url':"
        "'Extension-GPConnect-BookingOrganisation-1','valueReference':{'reference':'#1'}}],"
        "'status':'booked','start':'2016-08-15T11:30:00+01:00','end':'2016-08-15T11:40:00+01:00',"
        "'slot':[{'reference':'Slot/sl'}],'created':'2016-08-14','description':'cough',"
        "'participant':[{'actor':{'reference':'Patient/p1'}},{'actor':{'reference':"
        "'Practitioner/s1'}}]}");
    const auto item = only(ItemType::appointment);
    EXPECT_EQ(item.at("start"), "2016-08-15T11:30:00");
    EXPECT_EQ(item.at("end"), "2016-08-15T11:40:00");
    EXPECT_EQ(item.at("status"), "booked");
    EXPECT_EQ(item.at("external_practice"), "Booker");
    EXPECT_EQ(item.at("text"), "description: cough");
    EXPECT_NE(item.at("session"), "");
    EXPECT_NE(item.at("clinician"), "");
    const auto slots = support::items_of(run().directory().mapped->record, ItemType::appointment);
    ASSERT_EQ(slots.size(), 1U) << "the slot stays in the practice's book";
    EXPECT_EQ(slots[0].at("status"), "busy");
}

// -- People ---------------------------------------------------------------------------------------

TEST_F(FhirRecords, HoldWhoThePatientIs)
{
    write_file(
        "other.json",
        json_of(
            "{'resourceType':'Patient','id':'p2','managingOrganization':{'reference':"
            "'Organization/o1'},'active':true,'identifier':[{'system':"
            "'https://fhir.nhs.uk/Id/nhs-number','value':'9990000018'}],'gender':'female',"
            "'name':[{'use':'official','family':'New','given':['Ann','Bea'],'prefix':['Ms']},"
            "{'use':'old','family':'Old'},{'use':'nickname','given':['Annie']}],"
            "'telecom':[{'system':'phone','use':'home','value':'1'},{'system':'phone','use':'work',"
            "'value':'2'},{'system':'email','value':'a@x.test'}],'maritalStatus':{'text':'Married'}"
            ","
            "'address':[{'use':'home','line':['1 High Street'],'city':'Town','postalCode':'AB1 "
            "2CD'},"
            "{'use':'old','city':'Elsewhere'}],'deceasedDateTime':'2020-01-02','extension':[{'url':"
            "'Extension-CareConnect-GPC-RegistrationDetails-1','extension':[{'url':"
            "'registrationPeriod','valuePeriod':{'start':'2001-02-03'}},{'url':'registrationType',"
            "'valueCodeableConcept':{'coding':[{'code':'T','display':'Temporary'}]}}]}]}"));
    const auto all = support::items_of(run().patient("p2").mapped->record);
    ASSERT_EQ(all.size(), 5U);
    EXPECT_EQ(all[0].at("surname"), "New");
    EXPECT_EQ(all[0].at("given_names"), "Ann");
    EXPECT_EQ(all[0].at("middle_names"), "Bea");
    EXPECT_EQ(all[0].at("title"), "Ms");
    EXPECT_EQ(all[0].at("previous_surname"), "Old");
    EXPECT_EQ(all[0].at("preferred_name"), "Annie");
    EXPECT_EQ(all[0].at("nhs_number"), "9990000018");
    EXPECT_EQ(all[0].at("sex"), "female");
    EXPECT_EQ(all[0].at("marital_status"), "Married");
    EXPECT_EQ(all[0].at("death_date"), "2020-01-02");
    EXPECT_EQ(all[1].at("type"), "Temporary");
    EXPECT_EQ(all[1].at("start_date"), "2001-02-03");
    EXPECT_EQ(all[1].at("status"), "active");
    EXPECT_EQ(all[2].at("street"), "1 High Street");
    EXPECT_EQ(all[2].at("kind"), "home");
    EXPECT_EQ(all[3].at("kind"), "old");
    EXPECT_EQ(all[4].at("home_phone"), "1");
    EXPECT_EQ(all[4].at("email"), "a@x.test");
    EXPECT_EQ(all[4].at("other"), "work phone: 2");
}

TEST_F(FhirRecords, MakeOneMemberOfStaffOfAPersonAndTheirRole)
{
    add("{'resourceType':'PractitionerRole','id':'r1','practitioner':{'reference':"
        "'Practitioner/s1'},'organization':{'reference':'Organization/o1'},'code':[{'coding':["
        "{'code':'R0260','display':'GP'}]}]}");
    add("Observation", "x", filled("@,'performer':[{'reference':'PractitionerRole/r1'}]", coded));
    const auto all = support::items_of(run().directory().mapped->record, staff);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].at("surname"), "Doctor");
    EXPECT_EQ(all[0].at("job"), "GP");
    EXPECT_EQ(all[0].at("organisation"), "o1");
    EXPECT_EQ(only(ItemType::observation).at("loose_links"), "");
}

} // namespace
} // namespace ferry::sources

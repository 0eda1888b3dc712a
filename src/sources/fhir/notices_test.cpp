#include <gmock/gmock.h>

#include "sources/fhir/test_fhir.hpp"

namespace ferry::sources {
namespace {

using enum ItemType;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view dog = "'code':{'text':'Dangerous dog at this address'}";

class FhirNotices : public FhirTest {
protected:
    void add_by(std::string_view role, std::string_view type, std::string_view members)
    {
        add(filled("{'resourceType':'@','id':'x','@':{'reference':'Patient/p1'},@}", type, role,
                   members));
    }
    std::vector<std::string> questions()
    {
        std::vector<std::string> all;
        for (const auto& question : run().manifest().questions) {
            all.push_back(question.cause);
        }
        return all;
    }
    /// The alerts that a flag of the source made.
    std::vector<support::ShownItem> flags()
    {
        auto all = items(alert);
        std::erase_if(all, [](const auto& one) { return one.at("kind") != "flag_in_source"; });
        return all;
    }
};

// -- Flags --------------------------------------------------------------------------------

TEST_F(FhirNotices, ShowAnActiveFlagAsAnEntryAndAsAnAlert)
{
    add("Flag", "f",
        filled("'status':'active','category':[{'text':'Safety'}],@,'period':{'start':'2021-02-03'},"
               "'author':{'reference':'Practitioner/s1'}",
               dog));
    const auto entry = only(observation);
    EXPECT_EQ(entry.at("original_term"), "Dangerous dog at this address");
    EXPECT_EQ(entry.at("date"), "2021-02-03");
    EXPECT_EQ(entry.at("qualifiers"), "category: Safety");
    EXPECT_NE(entry.at("clinician"), "");
    ASSERT_EQ(flags().size(), 1U);
    EXPECT_EQ(flags().front().at("text"), "Dangerous dog at this address");
    EXPECT_EQ(flags().front().at("about"), "f");
}

TEST_F(FhirNotices, KeepAFlagThatNoLongerCountsInTheNotesOnly)
{
    add("Flag", "f", filled("'status':'inactive',@", dog));
    EXPECT_EQ(only(observation).at("qualifiers"), "status: inactive");
    EXPECT_TRUE(flags().empty());
}

TEST_F(FhirNotices, DoNotShowAConfidentialFlagToEverybody)
{
    add("Flag", "f", filled("'meta':{'security':[{'code':'R'}]},'status':'active',@", dog));
    EXPECT_EQ(only(observation).at("confidential"), "true");
    ASSERT_EQ(flags().size(), 1U);
    EXPECT_EQ(flags().front().at("text").find("dog"), std::string::npos);
}

// -- Related persons ------------------------------------------------------------------------

TEST_F(FhirNotices, NeverTakeTheNumberOfARelatedPersonForThePatients)
{
    add_by("patient", "RelatedPerson",
           "'active':true,'relationship':[{'text':'Next of kin'},{'text':'daughter'}],'name':[{"
           "'prefix':['Ms'],'given':['Ann'],'family':'Other'}],'telecom':[{'system':'phone','use':"
           "'mobile','value':'07700 900001'},{'system':'email','value':'ann@example.org'}],"
           "'gender':'female','address':[{'text':'1 Test Lane'}]");
    const auto made = only(contact);
    EXPECT_EQ(made.at("other"), "Next of kin, daughter: Ms Ann Other; mobile phone: 07700 900001; "
                                "email: ann@example.org");
    EXPECT_EQ(made.at("comments"), "address: 1 Test Lane; gender: female");
    EXPECT_EQ(made.at("mobile_phone"), "");
    EXPECT_EQ(made.at("email"), "");
    EXPECT_EQ(made.at("source_id"), "x");
    EXPECT_EQ(outcome(), "carried related-person");
}

TEST_F(FhirNotices, ReadARelatedPersonOfTheOlderVersionToo)
{
    add_by("patient", "RelatedPerson",
           "'active':false,'relationship':{'coding':[{'code':'GUARD','display':'Guardian'}]},"
           "'name':[{'text':'Mr Some One'}]");
    EXPECT_EQ(only(contact).at("other"), "Guardian: Mr Some One");
    EXPECT_EQ(only(contact).at("comments"), "in use: no");
}

// -- Consents -------------------------------------------------------------------------------

constexpr std::string_view sharing =
    "'scope':{'text':'Privacy'},'category':[{'text':'Record sharing'},{'text':'Summary'}],"
    "'dateTime':'2019-03-04T10:11:12Z'";

TEST_F(FhirNotices, SayWhatAConsentDecides)
{
    add_by("patient", "Consent",
           filled("'status':'active',@,'provision':{'type':'deny'}", sharing));
    const auto made = only(ItemType::consent);
    EXPECT_EQ(made.at("original_term"), "Record sharing");
    EXPECT_EQ(made.at("date"), "2019-03-04T10:11:12");
    EXPECT_EQ(made.at("decision"), "deny");
    EXPECT_EQ(made.at("qualifiers"), "scope: Privacy; category: Summary");
}

TEST_F(FhirNotices, TellTheLimitsOfAConsent)
{
    add_by("patient", "Consent",
           filled("'status':'active',@,'provision':{'type':'permit','provision':[{'type':'deny',"
                  "'purpose':[{'display':'Research'}]}]}",
                  sharing));
    EXPECT_EQ(only(ItemType::consent).at("decision"), "permit");
    EXPECT_THAT(only(ItemType::consent).at("qualifiers"), HasSubstr("type deny, purpose Research"));
}

TEST_F(FhirNotices, DoNotTakeARejectedConsentForAGivenOne)
{
    add_by("patient", "Consent",
           filled("'status':'rejected',@,'provision':{'type':'permit'}", sharing));
    const auto made = only(ItemType::consent);
    EXPECT_EQ(made.at("decision"), "rejected");
    EXPECT_THAT(made.at("qualifiers"), HasSubstr("provision: type permit"));
}

TEST_F(FhirNotices, HoldConsentsThatNobodyHasGivenYetOrWhoseFormStandsInThem)
{
    add_by("patient", "Consent", filled("'status':'draft',@", sharing));
    EXPECT_EQ(outcome(), "held bad_value:Consent.status");
    add("{'resourceType':'Consent','id':'y','status':'active','patient':{'reference':"
        "'Patient/p1'},'category':[{'text':'z'}],'sourceAttachment':{'title':'form','data':"
        "'AAAA'}}");
    EXPECT_EQ(outcome(), "held bad_value:Consent.sourceAttachment.data");
}

// -- Tasks ----------------------------------------------------------------------------------

TEST_F(FhirNotices, KeepATaskWithWhenItIsDueAndWhoHasIt)
{
    add_by("for", "Task",
           "'status':'requested','intent':'order','priority':'urgent','code':{'text':'Call'},"
           "'description':'Ring about the result','focus':{'display':'HbA1c'},'authoredOn':"
           "'2020-01-02','owner':{'reference':'Practitioner/s1'},'restriction':{'period':{'end':"
           "'2020-01-09'}},'note':[{'text':'twice tried'}]");
    const auto made = only(task);
    EXPECT_EQ(made.at("status"), "requested");
    EXPECT_EQ(made.at("date"), "2020-01-02");
    EXPECT_EQ(made.at("due"), "2020-01-09");
    EXPECT_NE(made.at("clinician"), "");
    EXPECT_EQ(made.at("text"), "Ring about the result\ntwice tried\ntask: Call\nabout: HbA1c\n"
                               "priority: urgent");
    EXPECT_EQ(outcome(), "carried task");
}

TEST_F(FhirNotices, SayWhoHasATaskWhereTheDirectoryDoesNotKnowHim)
{
    add_by("for", "Task",
           "'status':'completed','intent':'plan','owner':{'reference':'Practitioner/unknown'}");
    EXPECT_EQ(only(task).at("clinician"), "");
    EXPECT_EQ(only(task).at("text"), "intent: plan\nfor: Practitioner/unknown");
}

TEST_F(FhirNotices, HoldATaskThatIsOnlyProposed)
{
    add_by("for", "Task", "'status':'requested','intent':'proposal'");
    EXPECT_EQ(outcome(), "held bad_value:Task.intent");
}

// -- Media ----------------------------------------------------------------------------------

TEST_F(FhirNotices, ReadAPictureAsADocument)
{
    add("Media", "m",
        "'status':'completed','type':{'text':'Photograph'},'bodySite':{'text':'left leg'},"
        "'createdDateTime':'2018-07-06','operator':{'reference':'Practitioner/s1'},'content':{"
        "'contentType':'image/jpeg','url':'pictures/1.jpg','title':'Ulcer'}");
    const auto made = only(document);
    EXPECT_EQ(made.at("file"), "pictures/1.jpg");
    EXPECT_EQ(made.at("content_type"), "image/jpeg");
    EXPECT_EQ(made.at("title"), "Ulcer");
    EXPECT_EQ(made.at("date"), "2018-07-06");
    EXPECT_EQ(made.at("text"), "body site: left leg\ntype: Photograph");
}

TEST_F(FhirNotices, HoldAPictureThatCannotBeReadAndOneThatWasNeverMade)
{
    add("Media", "m", "'type':'photo','content':{'data':'AAA'}");
    EXPECT_EQ(outcome(), "held bad_value:Media.content.data");
    add("Media", "n", "'status':'not-done','content':{'url':'u'}");
    EXPECT_EQ(outcome(), "held bad_value:Media.status");
}

TEST_F(FhirNotices, LeaveNoElementOfTheirsUnnamed)
{
    add("Flag", "f", filled("'status':'active',@,'encounter':{'reference':'Encounter/e'}", dog));
    add_by("for", "Task", "'status':'ready','intent':'order','executionPeriod':{'start':'2020'}");
    add("Media", "m", "'type':'photo','width':3,'height':4,'content':{'url':'u'}");
    add_by("patient", "Consent",
           "'status':'active','category':[{'text':'c'}],'policy':[{'uri':'u'}],'except':[{'type':"
           "'deny'}]");
    EXPECT_THAT(questions(), ElementsAre());
    add("Flag", "g", filled("'status':'active',@,'mood':'low'", dog));
    EXPECT_THAT(questions(), ElementsAre("unknown_column:Flag.mood"));
}

} // namespace
} // namespace ferry::sources

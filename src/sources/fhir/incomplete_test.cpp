#include <gmock/gmock.h>

#include "sources/fhir/test_fhir.hpp"

/// Where a source says itself that something is missing, somebody hears of it.
namespace ferry::sources {
namespace {

using enum ItemType;
using testing::ElementsAre;

class FhirIncomplete : public FhirTest {
protected:
    void write_bundle(std::string_view name, std::string_view members)
    {
        constexpr std::string_view bundle = "{'resourceType':'Bundle','type':'searchset',@}";
        write_file(name, json_of(filled(bundle, members)));
    }
    std::vector<std::string> questions()
    {
        std::vector<std::string> all;
        for (const auto& question : run().manifest().questions) {
            all.push_back(fmt::format("{} {} {}", question.cause, question.count, question.sample));
        }
        return all;
    }
    void list(std::string_view members)
    {
        constexpr std::string_view allergies =
            "'title':'Allergies','code':{'coding':[{'code':'886921000000105'}]},@";
        add("List", "l", filled(allergies, members));
    }
};

// -- Bundles --------------------------------------------------------------------------------

TEST_F(FhirIncomplete, AskAboutABundleThatSaysThereIsMore)
{
    write_bundle("a.json", "'total':2,'entry':[{'resource':{'resourceType':'Organization','id':'x'"
                           "}},{'resource':{'resourceType':'Organization','id':'y'},'search':{"
                           "'mode':'include'}}]");
    EXPECT_THAT(questions(), ElementsAre("check_sum:Bundle.total 1 a.json"));
}

TEST_F(FhirIncomplete, AskNothingOfABundleThatIsWhole)
{
    write_bundle("a.json", "'total':1,'link':[{'relation':'self','url':'u'}],'entry':[{'resource':"
                           "{'resourceType':'Organization','id':'x'}}]");
    EXPECT_THAT(questions(), ElementsAre());
}

TEST_F(FhirIncomplete, AskAboutAPageThatIsNotThere)
{
    write_bundle("a.json", "'total':9,'link':[{'relation':'self','url':'u?1'},"
                           "{'relation':'next','url':'u?2'}]");
    EXPECT_THAT(questions(), ElementsAre("check_sum:Bundle.link 1 a.json"));
    write_bundle("b.json", "'total':9,'link':[{'relation':'self','url':'u?2'},"
                           "{'relation':'previous','url':'u?1'}]");
    EXPECT_THAT(questions(), ElementsAre());
}

// -- Outcomes -----------------------------------------------------------------------------------

TEST_F(FhirIncomplete, HoldAWarningOfTheServer)
{
    add("{'resourceType':'OperationOutcome','issue':[{'severity':'information','code':'x'},"
        "{'severity':'error','code':'incomplete','diagnostics':'12 allergies omitted','details':"
        "{'text':'Withheld'}}]}");
    EXPECT_EQ(outcome(), "held withheld_in_source:OperationOutcome");
    const auto& fates = run().patient(patient_id).mapped->fates;
    EXPECT_EQ(fates.back().cause->what,
              "the source's server warns: error, incomplete, 12 allergies omitted, Withheld");
}

TEST_F(FhirIncomplete, LeaveWhatTheServerSaysForInformation)
{
    add("{'resourceType':'OperationOutcome','issue':[{'severity':'information','code':'x'}]}");
    EXPECT_EQ(outcome(), "left policy-message-part");
}

// -- Lists --------------------------------------------------------------------------------------

TEST_F(FhirIncomplete, CarryInWordsWhatAListSays)
{
    list("'emptyReason':{'coding':[{'code':'nilknown'}],'text':'No known allergies'},'note':[{"
         "'text':'Asked on admission'}]");
    EXPECT_EQ(only(observation).at("text"), "Allergies\nNo known allergies\nAsked on admission");
}

TEST_F(FhirIncomplete, CarryInWordsTheNoteOfAListWithEntries)
{
    list("'entry':[{'item':{'reference':'AllergyIntolerance/a'}}],'note':[{'text':"
         "'3 allergies withheld'}]");
    EXPECT_EQ(only(observation).at("text"), "Allergies\n3 allergies withheld");
}

TEST_F(FhirIncomplete, HoldAListWhoseEntriesWereKeptBack)
{
    list("'emptyReason':{'coding':[{'code':'withheld'}]},'note':[{'text':'x'}]");
    EXPECT_EQ(outcome(), "held withheld_in_source:withheld");
}

TEST_F(FhirIncomplete, LeaveAListThatOnlySaysThatNothingIsOnIt)
{
    list("'emptyReason':{'coding':[{'code':'no-content-recorded','display':'No Content Recorded'}]"
         "},'note':[{'text':'Information not available.'}]");
    EXPECT_EQ(outcome(), "left policy-says-empty");
}

TEST_F(FhirIncomplete, NeverReadPastAModifierOfAList)
{
    list("'modifierExtension':[{'url':'u'}]");
    EXPECT_EQ(outcome(), "held bad_value:List.modifierExtension");
}

} // namespace
} // namespace ferry::sources

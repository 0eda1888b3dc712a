#include <gmock/gmock.h>

#include "base/error.hpp"
#include "sources/fhir/test_fhir.hpp"

namespace ferry::sources {
namespace {

using enum ItemType;

constexpr std::string_view coded =
    "'code':{'coding':[{'system':'http://snomed.info/sct','code':'195967001',"
    "'display':'Asthma'}]}";

class FhirFates : public FhirTest {
protected:
    void observation(std::string_view id, std::string_view members)
    {
        add("Observation", id, fmt::format("{},{}", coded, members));
    }
    std::vector<std::string> questions()
    {
        std::vector<std::string> causes;
        for (const auto& question : run().manifest().questions) {
            causes.push_back(
                fmt::format("{} {} {}", question.cause, question.count, question.sample));
        }
        return causes;
    }
};

// -- What is not read past ------------------------------------------------------------------------

TEST_F(FhirFates, LeaveWhatWasEnteredInError)
{
    observation("x", "'status':'entered-in-error'");
    EXPECT_EQ(outcome(), "left policy-entered-in-error");
    add("AllergyIntolerance", "a",
        filled("@,'verificationStatus':{'coding':[{'code':"
               "'entered-in-error'}]}",
               coded));
    EXPECT_EQ(outcome(), "left policy-entered-in-error");
}

TEST_F(FhirFates, HoldWhatSaysThatItIsNotSo)
{
    observation("x", "'status':'cancelled'");
    EXPECT_EQ(outcome(), "held bad_value:Observation.status");
    observation("y", "'status':'somehow'");
    EXPECT_EQ(outcome(), "held bad_value:Observation.status");
    add("Condition", "c", filled("@,'verificationStatus':'refuted'", coded));
    EXPECT_EQ(outcome(), "held bad_value:Condition.verificationStatus");
    add("Condition", "d", filled("@,'verificationStatus':{'text':'Refuted'}", coded));
    EXPECT_EQ(outcome(), "held bad_value:Condition.verificationStatus");
    add("Condition", "e", filled("@,'verificationStatus':{'text':'Entered in Error'}", coded));
    EXPECT_EQ(outcome(), "left policy-entered-in-error");
}

TEST_F(FhirFates, HoldWhatABundleSaysToDelete)
{
    add("{'resourceType':'Observation','id':'x','subject':{'reference':'Patient/p1'},"
        "'code':{'text':'t'}},'request':{'method':'DELETE','url':'Observation/x'}");
    EXPECT_EQ(outcome(), "held bad_value:Observation.request.method");
}

TEST_F(FhirFates, NeverReadPastAModifier)
{
    observation("x", "'modifierExtension':[{'url':'u','valueBoolean':true}]");
    EXPECT_EQ(outcome(), "held bad_value:Observation.modifierExtension");
}

TEST_F(FhirFates, CarryConfidentialityOrHoldTheItem)
{
    observation("x", "'meta':{'security':[{'code':'NOPAT'}]}");
    observation("y", "'meta':{'security':[{'code':'N'}]}");
    add("{'resourceType':'Appointment','id':'a','meta':{'security':[{'code':'R'}]},'start':"
        "'2016-08-15','participant':[{'actor':{'reference':'Patient/p1'}}]}");
    const auto all = items(ItemType::observation);
    EXPECT_EQ(all.at(0).at("confidential"), "true");
    EXPECT_EQ(all.at(1).at("confidential"), "");
    EXPECT_EQ(outcome(), "held bad_value:Appointment.meta.security");
}

TEST_F(FhirFates, AskAboutElementsThatNobodyKnows)
{
    observation("x", "'mood':'low','extension':[{'url':'u/Extension-New-2','valueCode':'z'}]");
    EXPECT_THAT(
        questions(),
        testing::ElementsAre("unknown_column:Observation.extension:New.valueCode 1 bundle.json:5",
                             "unknown_column:Observation.mood 1 bundle.json:5"));
    EXPECT_EQ(outcome(), "carried observation");
}

TEST_F(FhirFates, HoldKindsThatNobodyKnows)
{
    add("Starship", "x", "'name':'y'");
    EXPECT_EQ(outcome(), "held unknown_resource:Starship");
    add("CarePlan", "f", "'status':'active'");
    EXPECT_EQ(outcome(), "held unknown_resource:CarePlan");
    decide("unknown_resource:CarePlan", "leave");
    EXPECT_EQ(fate().outcome, Outcome::left);
}

TEST_F(FhirFates, LeaveTheAuditTrailAndThePartsOfMessages)
{
    add("{'resourceType':'Provenance','id':'x','target':[{'reference':'Observation/1'}]}");
    EXPECT_EQ(outcome(), "left policy-audit-retained");
    add("{'resourceType':'OperationOutcome','id':'x'}");
    EXPECT_EQ(outcome(), "left policy-message-part");
}

// -- Several of one id
// -----------------------------------------------------------------------------

TEST_F(FhirFates, TakeARepeatedResourceOnce)
{
    observation("x", "'meta':{'versionId':'1'}");
    observation("x", "'meta':{'versionId':'2'}");
    EXPECT_EQ(outcome(), "left policy-repeated-row");
    EXPECT_EQ(items(ItemType::observation).size(), 1U);
}

TEST_F(FhirFates, TakeTheLaterOfTwoVersions)
{
    observation("x", "'meta':{'lastUpdated':'2020-01-02'},'comment':'new'");
    observation("x", "'meta':{'lastUpdated':'2020-01-01'},'comment':'old'");
    EXPECT_EQ(outcome(), "left policy-superseded-row");
    EXPECT_EQ(only(ItemType::observation).at("text"), "new");
}

TEST_F(FhirFates, HoldBothOfTwoThatDifferUntilAPersonDecides)
{
    observation("x", "'comment':'one'");
    observation("x", "'comment':'two'");
    EXPECT_EQ(outcome(0), "held duplicate_key:Observation");
    EXPECT_EQ(outcome(1), "held duplicate_key:Observation");
    decide("duplicate_key:Observation", "last");
    EXPECT_EQ(only(ItemType::observation).at("text"), "two");
}

// -- Whose it is
// --------------------------------------------------------------------------------------

TEST_F(FhirFates, HoldWhatNamesNoPatientWeKnow)
{
    add("{'resourceType':'Observation','id':'x','subject':{'reference':'Patient/p9'}}");
    EXPECT_EQ(outcome(), "held unknown_patient:Observation");
    add("{'resourceType':'Observation','id':'y'}");
    EXPECT_EQ(outcome(), "held unknown_patient:Observation");
}

TEST_F(FhirFates, FindThePatientByAFullAddressToo)
{
    add("{'resourceType':'Observation','id':'x','subject':{'reference':"
        "'https://x.test/STU3/Patient/p1'},'code':{'text':'t'}}");
    EXPECT_EQ(items(ItemType::observation).size(), 1U);
}

TEST_F(FhirFates, HoldARecordWhosePatientIsHeld)
{
    add("{'resourceType':'Patient','id':'p1','managingOrganization':{'reference':"
        "'Organization/o1'},'birthDate':'1961-05-01'}");
    observation("x", "'status':'final'");
    EXPECT_EQ(outcome(), "held duplicate_key:Patient");
}

TEST_F(FhirFates, HoldTheRecordOfAnotherPractice)
{
    write_file("other.json", json_of("{'resourceType':'Patient','id':'p2','managingOrganization':"
                                     "{'reference':'Organization/o2'}}"));
    write_file("third.json", json_of("{'resourceType':'Patient','id':'p3','managingOrganization':"
                                     "{'reference':'Organization/o1'}}"));
    EXPECT_EQ(run().shown(run().patient("p2").mapped->fates[0]).cause, "other_organisation:o2");
    EXPECT_EQ(run().patient("p3").mapped->fates[0].outcome, Outcome::carried);
}

TEST_F(FhirFates, RefuseAnExtractOfAnotherPractice)
{
    options_.practice = "Y99999";
    EXPECT_THROW(run(), InputError);
    options_.practice = "Y00001";
    EXPECT_EQ(run().patient("p1").mapped->fates[0].outcome, Outcome::carried);
}

// -- Files
// ---------------------------------------------------------------------------------------------

TEST_F(FhirFates, ReadResourcesThatStandOneALine)
{
    write_file("Observation.ndjson",
               json_of("{'resourceType':'Observation','id':'n1','subject':{'reference':"
                       "'Patient/n'},'code':{'text':'t'},'valueQuantity':{'value':0.10}}\r\n\n"
                       "{'resourceType':'Observation','id':'n2','sub\n"));
    write_file("Patient.ndjson", json_of("{'resourceType':'Patient','id':'n'}"));
    const auto& made = run().patient("n");
    const auto all = support::items_of(made.mapped->record, ItemType::observation);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].at("value"), "0.10");
    EXPECT_EQ(run().count(Outcome::held), 1) << "the line that is cut off";
}

TEST_F(FhirFates, HoldALineThatIsCutOff)
{
    write_file("a.ndjson", "{\"resourceType\":\"Observation\",\"id\":\"n2\",\"sub");
    const auto& nobody = *run().cases().at(1);
    ASSERT_EQ(nobody.source.no, unattached_case);
    EXPECT_EQ(shown(run().shown(nobody.mapped->fates.at(0))), "held damaged_row:resource");
}

TEST_F(FhirFates, HoldAFileThatIsCutOffAsAWhole)
{
    write_file("cut.json", "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{}},");
    const auto& nobody = *run().cases().at(1);
    EXPECT_EQ(shown(run().shown(nobody.mapped->fates.at(0))), "held damaged_row:resource");
}

/// A bundle of another patient, with the practice in the bytes of the first bundle.
std::string bundle_of(int patient, std::string_view more = {})
{
    return json_of(filled(
        "{'resourceType':'Bundle','entry':["
        "{'resource':{'resourceType':'Practitioner','id':'s1','name':[{'family':'Doctor'}]}},"
        "{'resource':{'resourceType':'Patient','id':'q@','managingOrganization':"
        "{'reference':'Organization/o1'}}}@]}",
        std::to_string(patient), more));
}

TEST_F(FhirFates, TellStaffOnceWhoStandInEveryBundle)
{
    for (int i = 10; i < 50; ++i) {
        write_file(fmt::format("{}.json", i), bundle_of(i));
    }
    const auto& directory = run().directory();
    EXPECT_EQ(directory.source.rows.size(), 2U);
    EXPECT_EQ(support::items_of(directory.mapped->record, ItemType::staff).size(), 1U);
    const auto& again = *run().cases().at(1);
    EXPECT_EQ(again.source.no, directory_case);
    EXPECT_EQ(again.source.part, 1);
    EXPECT_EQ(again.source.rows.size(), 40U);
    for (const transform::RowFate& fate : again.mapped->fates) {
        EXPECT_EQ(shown(run().shown(fate)), "left policy-repeated-row");
        EXPECT_EQ(fate.type, ItemType::staff);
    }
}

TEST_F(FhirFates, JoinWhatStandsInFilesFarApartAndHoldTheOneThatIsBad)
{
    for (int i = 10; i < 50; ++i) {
        write_file(fmt::format("{}.json", i), bundle_of(i));
    }
    write_file("30.json", std::string_view{bundle_of(30)}.substr(0, 150));
    write_file("99.json", bundle_of(99, ",{'resource':{'resourceType':'Observation','id':'far',"
                                        "'subject':{'reference':'Patient/q10'},"
                                        "'code':{'text':'t'}}}"));
    const Record& record = run().patient("q10").mapped->record;
    EXPECT_EQ(support::items_of(record, ItemType::observation).size(), 1U);
    EXPECT_EQ(run().count(Outcome::held), 1) << "the bundle that is cut off";
}

TEST_F(FhirFates, AskAboutFilesThatHoldNoResource)
{
    write_file("read.me", "x");
    write_file("own.json", "{}");
    EXPECT_THAT(questions(), testing::ElementsAre("unknown_file:own.json 1 own.json",
                                                  "unknown_file:read.me 1 read.me"));
}

TEST_F(FhirFates, TellTheVersionsApart)
{
    EXPECT_EQ(run().manifest().layout, "stu3");
    add("ServiceRequest", "s", coded);
    EXPECT_EQ(run().manifest().layout, "r4");
}

TEST_F(FhirFates, GiveAClearAnswerWhereverABundleIsCut)
{
    observation("x", "'status':'final','valueQuantity':{'value':1.50}");
    add("List", "l", "'contained':[{'resourceType':'AllergyIntolerance','id':'1'}]");
    const std::string whole = bundle();
    const auto file = folder_ / "bundle.json";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        write_whole(file, std::string_view{whole}.substr(0, size));
        try {
            support::Run{
                support::Source{.open = fhir::open_extract, .mapper = fhir::make_mapper},
                folder_.path()
            };
            ADD_FAILURE() << "cut at byte " << size << " and read as if it were whole";
        } catch (const InputError& refused) {
            EXPECT_THAT(refused.what(), testing::StartsWith(file.string() + ":")) << size;
        }
    }
}

TEST_F(FhirFates, LoseAtMostTheLineThatIsCut)
{
    const std::string line = json_of("{'resourceType':'Patient','id':'n'}\n");
    const std::string lines = line + json_of("{'resourceType':'Observation','id':'x','subject':"
                                             "{'reference':'Patient/n'},'code':{'text':'t'}}\n");
    for (std::size_t size = line.size(); size < lines.size(); ++size) {
        write_file("a.ndjson", std::string_view{lines}.substr(0, size));
        EXPECT_EQ(run().rows(), size == line.size() ? 4 : 5) << size;
        EXPECT_EQ(run().patient("n").mapped->fates[0].outcome, Outcome::carried);
    }
}

class FhirRefusals : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(FhirRefusals, SayWhatIsWrong)
{
    const support::Folder folder;
    const auto [name, text] = GetParam();
    write_whole(folder / name, text);
    try {
        fhir::open_extract({.extract = folder.path(), .spill_folder = folder / "spill"});
        FAIL() << "not refused";
    } catch (const InputError& refused) {
        EXPECT_THAT(refused.what(), testing::HasSubstr(folder.path().string()));
        EXPECT_THAT(refused.what(), testing::HasSubstr("expected"));
    }
}

INSTANTIATE_TEST_SUITE_P(
    All, FhirRefusals,
    testing::Values(std::pair{"a.json", "{\"resourceType\":\"Bundle\",\"entry\":["},
                    std::pair{"a.json", "{\"resourceType\":\"Patient\",\"id\":\"1\",\"id\":\"2\"}"},
                    std::pair{"a.json", "{\"resourceType\":\"Patient\",\"id\":\"\xE9\"}"},
                    std::pair{"a.json", "[]"}, std::pair{"a.json", "{}"},
                    std::pair{"a.ndjson", "no JSON\n"}, std::pair{"a.ndjson", "\n\n"},
                    std::pair{"a.txt", "x"}));

} // namespace
} // namespace ferry::sources

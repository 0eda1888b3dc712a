#include "sources/fhir/identity.hpp"
#include "sources/fhir/test_fhir.hpp"

/// Several resources of one id.
namespace ferry::sources {
namespace {

using enum ItemType;

constexpr std::string_view warfarin =
    "'code':{'coding':[{'system':'http://snomed.info/sct','code':'372756006','display':"
    "'Warfarin'}]}";
constexpr std::string_view amoxicillin =
    "'code':{'coding':[{'system':'http://snomed.info/sct','code':'27658006','display':"
    "'Amoxicillin'}]}";

class FhirDoubles : public FhirTest {
protected:
    /// A bundle of one patient of the id 1, with an allergy.
    void write_patient(std::string_view file, std::string_view members, std::string_view allergy)
    {
        write_file(
            file,
            json_of(filled("{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Patient'"
                           ",'id':'1','managingOrganization':{'reference':'Organization/o1'},@}},"
                           "{'resource':{'resourceType':'AllergyIntolerance','id':'@','patient':"
                           "{'reference':'Patient/1'},'code':{'text':'@'}}}]}",
                           members, allergy, allergy)));
    }
    std::vector<std::string> fates_of(std::string_view patient)
    {
        std::vector<std::string> all;
        for (const transform::RowFate& fate : run().patient(patient).mapped->fates) {
            all.push_back(shown(run().shown(fate)));
        }
        return all;
    }
    void request(std::string_view members)
    {
        add("MedicationRequest", "r", filled("'intent':'plan','status':'active',@", members));
    }
};

// -- Two people -----------------------------------------------------------------------------

std::string person(std::string_view number, std::string_view family, std::string_view saved)
{
    return filled("'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'@'}],"
                  "'name':[{'family':'@'}],'meta':{'lastUpdated':'@'}",
                  number, family, saved);
}

TEST_F(FhirDoubles, NeverJoinTwoPeopleOfOneId)
{
    write_patient("1.json", person("9726908671", "Smith", "2021-01-01T00:00:00Z"), "penicillin");
    write_patient("2.json", person("9726908728", "Jones", "2022-01-01T00:00:00Z"), "latex");
    const std::vector<std::string> held(4, "held duplicate_key:Patient");
    EXPECT_EQ(fates_of("1"), held);
    decide("duplicate_key:Patient", "last");
    EXPECT_EQ(fates_of("1"), held) << "no decision joins two people";
}

TEST_F(FhirDoubles, NeverJoinPeopleOfAnotherBirthDateAndSurname)
{
    constexpr std::string_view members =
        "'birthDate':'@','name':[{'family':'@'}],'meta':{'lastUpdated':'@'}";
    write_patient("1.json", filled(members, "1950-01-01", "Smith", "2021-01-01T00:00:00Z"), "a");
    write_patient("2.json", filled(members, "1960-01-01", "Jones", "2022-01-01T00:00:00Z"), "b");
    EXPECT_EQ(fates_of("1"), std::vector<std::string>(4, "held duplicate_key:Patient"));
}

TEST_F(FhirDoubles, TakeTheLaterVersionOfOnePerson)
{
    write_patient("1.json", person("972 690 8671", "Smith", "2021-01-01T00:00:00Z"), "penicillin");
    write_patient("2.json", person("9726908671", "Jones", "2022-01-01T00:00:00Z"), "latex");
    const auto& record = run().patient("1").mapped->record;
    const auto people = support::items_of(record, patient);
    ASSERT_EQ(people.size(), 1U);
    EXPECT_EQ(people[0].at("surname"), "Jones");
    EXPECT_EQ(support::items_of(record, allergy).size(), 2U);
}

TEST_F(FhirDoubles, HoldAThirdVersionOfWhatIsInDoubt)
{
    constexpr std::string_view text = "'code':{'text':'@'},'meta':{'lastUpdated':'@'}";
    add("Observation", "x", filled(text, "one", "2021-01-01T00:00:00Z"));
    add("Observation", "x", filled(text, "two", "2021-01-01T00:00:00Z"));
    add("Observation", "x", filled(text, "three", "2022-01-01T00:00:00Z"));
    for (const std::size_t place : {0U, 1U, 2U}) {
        EXPECT_EQ(outcome(place), "held duplicate_key:Observation");
    }
    EXPECT_TRUE(items(observation).empty());
}

// -- Products -------------------------------------------------------------------------------

TEST_F(FhirDoubles, HoldAProductOfWhichThereAreTwoAndWhatIsOfIt)
{
    add(filled("{'resourceType':'Medication','id':'m1',@}", warfarin));
    request("'medicationReference':{'reference':'Medication/m1'}");
    add(filled("{'resourceType':'Medication','id':'m1',@}", amoxicillin));
    EXPECT_EQ(outcome(0), "held duplicate_key:Medication");
    EXPECT_EQ(outcome(1), "held missing_base:MedicationRequest");
    EXPECT_EQ(outcome(2), "held duplicate_key:Medication");
    decide("duplicate_key:Medication", "last");
    EXPECT_EQ(only(medication).at("drug"), "27658006");
}

TEST_F(FhirDoubles, HoldContainedProductsOfOneId)
{
    request(filled("'medicationReference':{'reference':'#a'},'contained':[{'resourceType':"
                   "'Medication','id':'a',@},{'resourceType':'Medication','id':'a',@}]",
                   warfarin, amoxicillin));
    EXPECT_EQ(outcome(), "held missing_base:MedicationRequest");
    const auto& made = *run().patient(patient_id).mapped;
    EXPECT_EQ(shown(run().shown(made.fates.back())), "held duplicate_key:Medication");
}

TEST_F(FhirDoubles, HoldAProductOfWhichThereAreTwoInLines)
{
    write_file("x.ndjson", json_of(filled("{'resourceType':'Medication','id':'m1',@}\n"
                                          "{'resourceType':'Medication','id':'m1',@}\n",
                                          warfarin, amoxicillin)));
    request("'medicationReference':{'reference':'Medication/m1'}");
    EXPECT_EQ(outcome(), "held missing_base:MedicationRequest");
    EXPECT_TRUE(items(medication).empty());
}

TEST_F(FhirDoubles, TakeAProductThatStandsTwiceInTheSameWords)
{
    add(filled("{'resourceType':'Medication','id':'m1',@}", warfarin));
    add(filled("{'resourceType':'Medication','id':'m1',@}", warfarin));
    request("'medicationReference':{'reference':'Medication/m1'}");
    EXPECT_EQ(only(medication).at("drug"), "372756006");
}

// -- Which is later ---------------------------------------------------------------------------

struct Saved {
    std::string_view one;
    std::string_view other;
    std::optional<bool> one_is_later;
};

class FhirLater : public testing::TestWithParam<Saved> {};

TEST_P(FhirLater, IsToldByTheInstantNotByItsDigits)
{
    const auto& [one, other, expected] = GetParam();
    EXPECT_EQ(fhir::is_later(one, other), expected);
    const auto turned = expected ? std::optional{!*expected} : std::nullopt;
    EXPECT_EQ(fhir::is_later(other, one), turned);
}

INSTANTIATE_TEST_SUITE_P(
    All, FhirLater,
    testing::Values(Saved{"2020-01-01T12:00:00+01:00", "2020-01-01T11:30:00Z", false},
                    Saved{"2020-01-01T12:00:00+01:00", "2020-01-01T11:00:00Z", std::nullopt},
                    Saved{"2020-01-01T00:00:00-05:00", "2020-01-01T04:59:59Z", true},
                    Saved{"2020-01-01T11:00:00.5Z", "2020-01-01T11:00:00.50Z", std::nullopt},
                    Saved{"2020-01-01T11:00:00.10Z", "2020-01-01T11:00:00.09Z", true},
                    Saved{"2020-01-01T11:00:00.1Z", "2020-01-01T11:00:00Z", true},
                    Saved{"2020-01-02", "2020-01-01", true},
                    Saved{"2020-01-02", "2020-01-01T11:00:00Z", std::nullopt},
                    Saved{"2020-01-02T11:00:00", "2020-01-01T11:00:00", std::nullopt},
                    Saved{"2020-13-02T11:00:00Z", "2020-01-01T11:00:00Z", std::nullopt},
                    Saved{"", "2020-01-01T11:00:00Z", std::nullopt}));

} // namespace
} // namespace ferry::sources

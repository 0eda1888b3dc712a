#include <array>

#include <gtest/gtest.h>

#include "profile/profile.hpp"

namespace ferry::profile {
namespace {

const Person linda{.source_id = "{1}",
                   .nhs_number = "9434765919",
                   .surname = "Cooper",
                   .given_name = "Linda",
                   .birth_date = "1960-05-01",
                   .sex = "F"};

Person like(const Person& person, std::string id)
{
    Person other = person;
    other.source_id = std::move(id);
    other.nhs_number = "";
    return other;
}

/// The only finding between the two; "" if there is none.
std::string_view between(const Person& one, const Person& other)
{
    const auto found = profile_persons(std::array{one, other});
    EXPECT_LE(found.size(), 1U);
    if (found.empty()) {
        return "";
    }
    EXPECT_EQ(found[0].count, 1);
    EXPECT_EQ(found[0].items, (std::vector<std::string>{one.source_id, other.source_id}));
    return found[0].kind;
}

TEST(ProfilePersons, FindsASharedNhsNumber)
{
    Person other{.source_id = "{2}", .nhs_number = linda.nhs_number, .surname = "Else"};
    EXPECT_EQ(between(linda, other), "duplicate_nhs_number");
    other.nhs_number = "";
    EXPECT_EQ(between(Person{.source_id = "{3}"}, other), "");
}

TEST(ProfilePersons, FindsDayAndMonthOfBirthExchanged)
{
    Person other = like(linda, "{2}");
    other.birth_date = "1960-01-05";
    EXPECT_EQ(between(linda, other), "duplicate_person_birth_date");
    other.given_name = "Linda Mary";
    EXPECT_EQ(between(linda, other), "");
    other.given_name = "LINDA";
    EXPECT_EQ(between(linda, other), "duplicate_person_birth_date");
}

TEST(ProfilePersons, FindsTheSameDayOfAnotherMonthAndNoOtherSlip)
{
    Person other = like(linda, "{2}");
    other.birth_date = "1960-06-01";
    EXPECT_EQ(between(linda, other), "duplicate_person_birth_date");
    other.birth_date = "1961-05-01";
    EXPECT_EQ(between(linda, other), "");
    other.birth_date = "1960";
    EXPECT_EQ(between(linda, other), "");
    other.birth_date = "1960-01-05";
    other.nhs_number = "4010232137"; // two numbers are two persons
    EXPECT_EQ(between(linda, other), "");
}

TEST(ProfileCodes, FindsCodesThatDifferInCaseOnly)
{
    const Concept upper{.codings = {{.system = "urn:read", .code = "44E.."}}};
    const Concept small{.codings = {{.system = "urn:read", .code = "44e.."}}};
    const Concept other{.codings = {{.system = "urn:else", .code = "44E.."}}};
    const auto finding = profile_codes(std::array{&upper, &small, &other});
    EXPECT_EQ(finding.kind, "codes_alike_but_for_case");
    EXPECT_EQ(finding.count, 2);
    EXPECT_EQ(finding.items, (std::vector<std::string>{"44E..", "44e.."}));
    EXPECT_EQ(profile_codes(std::array{&upper, &other}).count, 0);
}

TEST(ProfilePersons, FindsAMisspeltSurname)
{
    for (const auto* surname : {"Coper", "Coopre", "Copoer", "Cooperr", "cooper"}) {
        Person other = like(linda, "{2}");
        other.surname = surname;
        EXPECT_EQ(between(linda, other), "duplicate_person_misspelt_name") << surname;
    }
}

TEST(ProfilePersons, TellsPersonsApart)
{
    Person other = like(linda, "{2}");
    other.surname = "Carter";
    EXPECT_EQ(between(linda, other), "");
    other = like(linda, "{2}");
    other.surname = "Copper";
    other.birth_date = "1961-05-01";
    EXPECT_EQ(between(linda, other), "");
    other = like(linda, "{2}");
    other.surname = "Copper";
    other.sex = "M";
    EXPECT_EQ(between(linda, other), "");
}

TEST(ProfilePersons, SaysNothingOfOneOrNoPerson)
{
    EXPECT_TRUE(profile_persons({}).empty());
    EXPECT_TRUE(profile_persons(std::array{linda}).empty());
}

TEST(PersonOf, ReadsThePatientItem)
{
    Record record;
    record.add(ItemType::observation);
    EXPECT_FALSE(person_of(record));
    const ItemNo item = record.add(ItemType::patient);
    record.set_text(item, field_no(ItemType::patient, "surname"), "Cooper");
    record.set_text(item, field_no(ItemType::patient, "nhs_number"), "9434765919");
    const auto person = person_of(record);
    ASSERT_TRUE(person);
    EXPECT_EQ(person->surname, "Cooper");
    EXPECT_EQ(person->nhs_number, "9434765919");
    EXPECT_EQ(person->sex, "");
}

} // namespace
} // namespace ferry::profile

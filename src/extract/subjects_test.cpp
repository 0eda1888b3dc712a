#include "extract/subjects.hpp"

#include <gtest/gtest.h>

namespace ferry::extract {
namespace {

/// Gives descending numbers, as a workspace may that saw the patients before.
class Descending final : public CaseNumbers {
public:
    CaseNo number_of(const Subject& subject) override
    {
        asked.push_back(subject);
        return 100 - std::ssize(asked);
    }
    std::vector<Subject> asked;
};

TEST(Subjects, AreFoundByOrganisationAndPatientTogether)
{
    Subjects subjects;
    subjects.add("O1", "P1");
    subjects.add("O2", "P1");
    subjects.add("O1", "P1");
    EXPECT_EQ(subjects.size(), 2U);
    EXPECT_TRUE(subjects.find("O1", "P1"));
    EXPECT_NE(subjects.find("O1", "P1"), subjects.find("O2", "P1"));
    EXPECT_FALSE(subjects.find("O3", "P1"));
    EXPECT_FALSE(subjects.find("", ""));
}

TEST(Subjects, StandInTheOrderOfTheirCaseNumbers)
{
    Subjects subjects;
    subjects.add("O", "A");
    subjects.add("O", "B");
    Descending numbers;
    subjects.number(numbers);
    subjects.sort();
    ASSERT_EQ(numbers.asked.size(), 2U);
    EXPECT_EQ(subjects.at(0).patient, "B");
    EXPECT_EQ(subjects.case_at(0), 98);
    EXPECT_EQ(subjects.find("O", "A"), 1U);
    EXPECT_EQ(subjects.case_at(1), 99);
}

TEST(Subjects, TellIdsApartThatRunTogetherToTheSameLetters)
{
    Subjects subjects;
    subjects.add("O1", "2");
    EXPECT_FALSE(subjects.find("O", "12"));
}

} // namespace
} // namespace ferry::extract

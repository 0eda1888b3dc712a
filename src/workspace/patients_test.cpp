#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workspace/test_books.hpp"

namespace ferry::workspace {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using PatientsTest = BooksTest;

TEST_F(PatientsTest, AreCountedApartFromThePractice)
{
    carry_two_patients();
    CaseStore store{workspace()};
    const sql::Transaction transaction{workspace().database()};
    put(store, 1, directory_case, {{}});
    put(store, 1, unattached_case, {{}});
    EXPECT_EQ(store.patient_count(), 2);
    EXPECT_EQ(store.count(), 4);
}

TEST_F(PatientsTest, StandInTheOrderOfTheirCases)
{
    carry_two_patients();
    std::vector<std::string> ids;
    for (const profile::Person& person : CaseStore{workspace()}.persons()) {
        ids.push_back(person.source_id + " " + person.nhs_number);
    }
    EXPECT_THAT(ids, ElementsAre("{P3} 9990000003", "{P4} 9990000004"));
}

TEST_F(PatientsTest, OfTwoOrganisationsMayHaveOneId)
{
    carry_two_patients();
    CaseStore store{workspace()};
    const sql::Transaction transaction{workspace().database()};
    EXPECT_THAT(store.ids_in_two_organisations(), IsEmpty());
    const CaseNo other = store.number_of({.organisation = "{Q}", .patient = "{P3}"});
    EXPECT_THAT(store.ids_in_two_organisations(), IsEmpty()) << "nothing is stored of them";
    put(store, 1, other, {{}});
    EXPECT_THAT(store.ids_in_two_organisations(), ElementsAre("{P3}"));
}

TEST_F(PatientsTest, HaveFindingsBetweenThemInPlaceOfThoseBefore)
{
    CaseStore store{workspace()};
    const sql::Transaction transaction{workspace().database()};
    store.set_findings_between({
        {.kind = "duplicate_nhs_number",     .count = 2, .items = {"a", "b"}},
        {.kind = "codes_alike_but_for_case", .count = 1, .items = {"c"}     }
    });
    ASSERT_EQ(findings(workspace()).size(), 2U);
    store.set_findings_between({
        {.kind = "duplicate_nhs_number", .count = 3, .items = {"a", "b", "d"}}
    });
    const auto left = findings(workspace());
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].kind, "duplicate_nhs_number");
    EXPECT_EQ(left[0].count, 3);
    EXPECT_THAT(left[0].items, ElementsAre("a", "b", "d"));
}

TEST_F(PatientsTest, HaveTheMarksOfTheirRecords)
{
    carry_two_patients();
    workspace().database().run("UPDATE raw_case SET items = 1 WHERE case_no = 4");
    std::vector<std::pair<CaseNo, std::string>> marks;
    CaseStore{workspace()}.each_mark([&](CaseNo case_no, std::string_view mark) {
        marks.emplace_back(case_no, mark);
        return true;
    });
    EXPECT_THAT(marks, ElementsAre(testing::Pair(CaseNo{4}, "digest")));
}

} // namespace
} // namespace ferry::workspace

#include <gmock/gmock.h>

#include "draft/folder_facts.hpp"
#include "draft/meaning.hpp"

namespace ferry::draft {
namespace {

using testing::ElementsAre;

TEST(TableNames, AreWhatFilesDoNotShare)
{
    EXPECT_THAT(table_names({"x_set1_extract_patient_001", "x_set1_extract_observation_001",
                             "x_set1_extract_observation_002", "x_set1_extract_drug_issue_001"}),
                ElementsAre("patient", "observation", "observation", "drug_issue"));
    EXPECT_THAT(table_names({"patients", "observations"}), ElementsAre("patients", "observations"));
    EXPECT_THAT(table_names({"202606_codes", "20260101-123000"}), ElementsAre("codes", "20260101"));
}

TEST(TableNames, StayWholeWhereTheyWouldBeTheSame)
{
    EXPECT_THAT(table_names({"a_old_staff", "a_new_staff", "a_staff"}),
                ElementsAre("old_staff", "new_staff", "staff"));
}

TEST(YamlWord, QuotesWhatIsNoPlainName)
{
    EXPECT_EQ(yaml_word("obs_id2"), "obs_id2");
    EXPECT_EQ(yaml_word("Date of birth"), "\"Date of birth\"");
    EXPECT_EQ(yaml_word("a\"b\\"), R"("a\"b\\")");
    EXPECT_EQ(yaml_word(""), "\"\"");
    EXPECT_EQ(yaml_word("null"), "\"null\"");
}

TEST(FieldByName, ProposesOnlyFieldsThatTheItemHas)
{
    NamedColumn dated{.name = "EnterDate"};
    dated.facts.take("17/03/2010");
    EXPECT_EQ(field_by_name(ItemType::observation, "observation", dated), "recorded");
    EXPECT_EQ(field_by_name(ItemType::staff, "staff", dated), "");
    NamedColumn of_table{.name = "obsdate"};
    of_table.facts.take("17/03/2010");
    EXPECT_EQ(field_by_name(ItemType::observation, "obs", of_table), "date");
    EXPECT_EQ(field_by_name(ItemType::patient, "patient", {.name = "Town"}), "address.town");
    EXPECT_EQ(field_by_name(ItemType::patient, "patient", {.name = "Colour"}), "");
}

} // namespace
} // namespace ferry::draft

#include "sources/tabular/binding.hpp"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::tabular {
namespace {

using testing::ElementsAre;

const Description& described()
{
    static const Description description = parse_description(R"(source: test-csv
title: Test
dialect: {separator: ","}
layouts: ["1", "2"]
tables:
  - name: Care_Note
    holds: patient
    item: observation
    columns:
      Id: source_id
      Patient: {is: patient}
      Text: {field: text, also: [Txet]}
      Value: {field: value, since: "2"}
  - name: Care_Note_Audit
    holds: audit
    columns: {Id: {left: "Kept."}}
)",
                                                             "test.yaml");
    return description;
}

BoundTable bind(std::vector<std::string> header)
{
    return bind_header(&described().tables.front(), header);
}

TEST(BindHeader, FindsColumnsInAnyOrderAndCase)
{
    const BoundTable bound = bind({"TEXT", "patient", "Id"});
    EXPECT_EQ(bound.position("Id"), 2);
    EXPECT_EQ(bound.position("Text"), 0);
    EXPECT_EQ(bound.position(Role::patient), 1);
    EXPECT_EQ(bound.position("Value"), -1);
    EXPECT_EQ(bound.position("Nobody"), -1);
    EXPECT_EQ(bound.position(Role::deleted), -1);
    EXPECT_EQ(bound.width, 3U);
    EXPECT_TRUE(bound.unknown.empty());
}

TEST(BindHeader, TakesAKnownMisspelling)
{
    EXPECT_EQ(bind({"Id", "txet"}).position("Text"), 1);
}

TEST(BindHeader, NamesColumnsThatNobodyKnows)
{
    const BoundTable bound = bind({"Id", "Preferred", ""});
    EXPECT_THAT(bound.unknown, ElementsAre("Preferred", ""));
    EXPECT_THAT(bound.unknown_positions, ElementsAre(1, 2));
}

TEST(BindHeader, TakesTheFirstOfTwoEqualColumnsAndNamesTheOther)
{
    const BoundTable bound = bind({"Id", "Text", "id", "Txet"});
    EXPECT_EQ(bound.position("Id"), 0);
    EXPECT_EQ(bound.position("Text"), 1);
    EXPECT_THAT(bound.unknown, ElementsAre("id (again)", "Txet (again)"));
}

TEST(BindHeader, BindsNothingWithoutATable)
{
    const std::vector<std::string> header{"Id"};
    const BoundTable bound = bind_header(nullptr, header);
    EXPECT_EQ(bound.width, 1U);
    EXPECT_TRUE(bound.positions.empty());
}

TEST(LayoutOf, IsTheOneWhoseColumnsFitBest)
{
    EXPECT_EQ(layout_of(described(), std::array{bind({"Id", "Patient", "Text"})}), 0);
    EXPECT_EQ(layout_of(described(), std::array{bind({"Id", "Patient", "Text", "Value"})}), 1);
}

TEST(MissingColumns, AreThoseTheLayoutHasAndTheFileLacks)
{
    const BoundTable bound = bind({"Id", "Patient"});
    const auto names = [&](LayoutNo layout) {
        std::vector<std::string> all;
        for (const Column* column : missing_columns(bound, layout)) {
            all.push_back(column->name);
        }
        return all;
    };
    EXPECT_THAT(names(0), ElementsAre("Text"));
    EXPECT_THAT(names(1), ElementsAre("Text", "Value"));
}

TEST(TableInName, IsTheLongestTableNameThatStandsWhole)
{
    const auto table = [](std::string_view name) { return table_in_name(described(), name); };
    EXPECT_EQ(table("101-110_Care_Note_20260930020000_2A9B.csv"), "Care_Note");
    EXPECT_EQ(table("bulk_95047_care_note_audit_2023.csv"), "Care_Note_Audit");
    EXPECT_EQ(table("Care_Note.csv"), "Care_Note");
    EXPECT_EQ(table("Care_Notes.csv"), "");
    EXPECT_EQ(table("MyCare_Note.csv"), "");
    EXPECT_EQ(table("readme.txt"), "");
    EXPECT_EQ(table(""), "");
}

} // namespace
} // namespace ferry::tabular

#include <algorithm>
#include <map>

#include <gmock/gmock.h>

#include "base/text.hpp"
#include "sources/emis/test_emis.hpp"
#include "sources/emis/test_published_columns.hpp"
#include "sources/tabular/binding.hpp"
#include "sources/tabular/open.hpp"

namespace ferry::sources {
namespace {

using tabular::Column;
using tabular::Role;

std::vector<std::string> columns_of(const PublishedTable& table)
{
    std::vector<std::string> names;
    for (const std::string_view name : split(table.columns, ',')) {
        names.emplace_back(name);
    }
    return names;
}

tabular::BoundTable bound(const PublishedTable& table)
{
    return tabular::bind_header(emis_csv().table(table.name), columns_of(table));
}

class PublishedLayout : public testing::TestWithParam<PublishedTable> {};

TEST_P(PublishedLayout, HasNoColumnThatIsNotDescribed)
{
    const PublishedTable& table = GetParam();
    ASSERT_NE(emis_csv().table(table.name), nullptr);
    EXPECT_THAT(bound(table).unknown, testing::IsEmpty());
}

TEST_P(PublishedLayout, HasEveryColumnThatTheDescriptionExpects)
{
    const PublishedTable& table = GetParam();
    const auto layout = std::ranges::find(emis_csv().layouts, table.layout);
    ASSERT_NE(layout, emis_csv().layouts.end());
    std::vector<std::string> missing;
    for (const Column* column : tabular::missing_columns(
             bound(table), static_cast<tabular::LayoutNo>(layout - emis_csv().layouts.begin()))) {
        missing.push_back(column->name);
    }
    EXPECT_THAT(missing, testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(All, PublishedLayout, testing::ValuesIn(published_tables),
                         [](const auto& one) {
                             std::string name =
                                 std::string{one.param.name} + "_" + std::string{one.param.layout};
                             std::ranges::replace_if(
                                 name, [](char c) { return c == '.' || c == '-'; }, '_');
                             return name;
                         });

TEST(EmisDescription, GivesAReasonForEveryColumnItDoesNotRead)
{
    for (const tabular::Table& table : emis_csv().tables) {
        for (const Column& column : table.columns) {
            const bool read = !column.field.empty() || column.role != Role::left;
            EXPECT_TRUE(read || !column.reason.empty()) << table.name << '.' << column.name;
        }
    }
}

TEST(EmisDescription, NamesOnlyColumnsThatAreThere)
{
    for (const tabular::Table& table : emis_csv().tables) {
        const auto known = [&](const std::string& name) {
            return name.empty() || table.column(name) != nullptr;
        };
        EXPECT_TRUE(known(table.deleted)) << table.name;
        EXPECT_TRUE(std::ranges::all_of(table.key, known)) << table.name;
        EXPECT_TRUE(std::ranges::all_of(table.columns, known, &Column::precision)) << table.name;
        EXPECT_TRUE(std::ranges::all_of(table.columns, known, &Column::time)) << table.name;
    }
}

TEST(EmisDescription, NamesOnlyDictionariesKindsAndFieldsThatAreThere)
{
    for (const tabular::Table& table : emis_csv().tables) {
        EXPECT_TRUE(table.kinds.empty() || emis_csv().kinds.contains(table.kinds)) << table.name;
        const tabular::Table* of = table.item ? &table : emis_csv().table(table.extends);
        for (const Column& column : table.columns) {
            const auto place = table.name + "." + column.name;
            EXPECT_TRUE(column.dictionary.empty() || emis_csv().dictionary(column.dictionary))
                << place;
            const bool filled = !column.field.empty() && !column.part && of != nullptr && of->item;
            EXPECT_TRUE(!filled || find_field(*of->item, column.field) != no_field) << place;
        }
    }
}

/// Which layout is read out of the headers of a whole extract.
std::string layout_read(std::string_view layout)
{
    const support::Folder folder;
    support::tiny_emis(emis_csv(), layout).write(folder.path());
    return tabular::survey(emis_csv(), {.extract = folder.path()}).manifest.layout;
}

TEST(EmisLayouts, AreToldApartByTheirHeaders)
{
    for (const auto* layout : {"5.0", "5.1", "5.3", "5.4", "7.1", "8.0", "8.2", "8-live"}) {
        const bool same = layout_read(layout) == std::string{"emis-csv "} + layout;
        const bool as_one = std::string_view{layout} == "5.3"; // the same columns as 5.1
        EXPECT_TRUE(same || as_one) << layout << " was taken for " << layout_read(layout);
    }
}

TEST(EmisLayouts, AreReadWithTheHeadersOfOldExtractsMisspelt)
{
    const support::Folder folder;
    auto extract = support::tiny_emis(emis_csv(), "5.0");
    auto header = extract.header(observations);
    std::ranges::replace(header, std::string{"ClinicianUserInRoleGuid"},
                         std::string{"ClinicanUserInRoleGuid"});
    extract.set_header(observations, header);
    extract.write(folder.path());
    const auto survey = tabular::survey(emis_csv(), {.extract = folder.path()});
    EXPECT_EQ(survey.manifest.layout, "emis-csv 5.0");
    EXPECT_TRUE(survey.manifest.questions.empty());
}

} // namespace
} // namespace ferry::sources

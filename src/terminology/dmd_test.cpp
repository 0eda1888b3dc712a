#include "terminology/dmd.hpp"

#include <gmock/gmock.h>

#include "terminology/test_rows.hpp"

namespace ferry::terminology {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr ConceptId old_id{39711000001103};
constexpr ConceptId new_id{39712000001101};
constexpr ConceptId newer_id{39713000001102};

DmdRow product(ConceptId id, std::string_view name, ConceptId previous = {}, bool invalid = false)
{
    return {.id = id,
            .level = DmdLevel::product,
            .invalid = invalid,
            .previous = previous,
            .name = name};
}

DmdTable table_of(std::initializer_list<DmdRow> rows)
{
    DmdTable table;
    for (const DmdRow& row : rows) {
        table.add(row);
    }
    table.close();
    return table;
}

TEST(Dmd, FollowsAChangedIdToTheOneEntryThatHasItNow)
{
    const DmdTable table = table_of({product(new_id, "Metformin 500mg tablets", old_id)});
    const ProductAnswer answer = table.find(old_id);
    EXPECT_EQ(answer.state, ProductState::changed);
    EXPECT_EQ(answer.now, new_id);
    EXPECT_EQ(answer.name, "Metformin 500mg tablets");
    EXPECT_EQ(table.find(new_id).state, ProductState::valid);
    EXPECT_EQ(table.find(newer_id).state, ProductState::absent);
}

TEST(Dmd, FollowsAChangeOverSeveralReleasesButNotInACircle)
{
    const DmdTable twice =
        table_of({product(new_id, "A", old_id, true), product(newer_id, "A", new_id)});
    EXPECT_EQ(twice.find(old_id).now, newer_id);
    EXPECT_EQ(twice.find(new_id).state, ProductState::changed) << "invalid, and has a new id";

    const DmdTable circle =
        table_of({product(new_id, "A", old_id, true), product(old_id, "A", new_id, true)});
    EXPECT_EQ(circle.find(old_id).state, ProductState::invalid);
}

TEST(Dmd, KnowsNothingWithoutARelease)
{
    EXPECT_EQ(table_of({}).find(old_id).state, ProductState::no_release);
}

TEST(Dmd, ChoosesNotBetweenTwoEntriesThatHadOneId)
{
    const DmdTable table = table_of({product(new_id, "A", old_id), product(newer_id, "B", old_id)});
    EXPECT_EQ(table.find(old_id).state, ProductState::several);
    EXPECT_FALSE(table.find(old_id).now);
}

TEST(Dmd, SaysWhatIsInvalidAndNeverLeadsToIt)
{
    const DmdTable table = table_of({product(old_id, "A", {}, true)});
    EXPECT_EQ(table.find(old_id).state, ProductState::invalid);
    EXPECT_EQ(table.find(old_id).name, "A");
    const DmdTable dead_end = table_of({product(new_id, "A", old_id, true)});
    EXPECT_EQ(dead_end.find(old_id).state, ProductState::absent);
}

TEST(Dmd, FindsTwoDifferentEntriesWithOneId)
{
    EXPECT_EQ(table_of({product(old_id, "A"), product(old_id, "A")}).conflict(), std::nullopt);
    EXPECT_EQ(table_of({product(old_id, "A"), product(old_id, "B")}).conflict(), old_id);
}

constexpr std::string_view products = "f_vmp2_3010419.xml";

std::string file_of(std::string_view cells)
{
    return "<VIRTUAL_MED_PRODUCTS><VMPS>\n<VMP>" + std::string{cells} +
           "</VMP></VMPS></VIRTUAL_MED_PRODUCTS>";
}

class DmdFileTest : public CodeMapsTest {};

TEST_F(DmdFileTest, IsReadByItsElements)
{
    write(products, file_of("<VPID>39712000001101</VPID><VPIDDT>2019-01-02</VPIDDT>"
                            "<VPIDPREV>39711000001103</VPIDPREV><NM>Metformin</NM>"));
    write("f_lookup2_3010419.xml",
          "<LOOKUP><UNIT_OF_MEASURE><INFO><CD>258682000</CD><CDPREV>39713000001102</CDPREV>"
          "<DESC>gram</DESC></INFO></UNIT_OF_MEASURE><BASIS_OF_NAME><INFO><CD>0001</CD><DESC> "
          "</DESC></INFO></BASIS_OF_NAME></LOOKUP>");
    const CodeMaps maps = load();
    EXPECT_EQ(maps.product(old_id).now, new_id);
    EXPECT_EQ(maps.product(newer_id).name, "gram");
    ASSERT_EQ(maps.catalogue().size(), 2U);
    EXPECT_EQ(maps.catalogue()[0].version, "2019-04-01");
    EXPECT_EQ(maps.catalogue()[1].rows, 2);
    EXPECT_EQ(maps.catalogue()[1].active, 2);
}

TEST_F(DmdFileTest, IsRefusedWhereACellCannotBeRead)
{
    const auto refused = [&](std::string_view cells, std::string_view cell) {
        EXPECT_THAT(refusal_of(products, file_of(cells)),
                    AllOf(HasSubstr(":2:"), HasSubstr(std::string{cell} + " of VMP"),
                          HasSubstr("expected")))
            << cells;
    };
    refused("<NM>A</NM>", "VPID");
    refused("<VPID>0123456</VPID><NM>A</NM>", "VPID");
    refused("<VPID>12x</VPID><NM>A</NM>", "VPID");
    refused("<VPID>1234567890123456789</VPID><NM>A</NM>", "VPID");
    refused("<VPID>39712000001101</VPID><VPIDPREV>none</VPIDPREV><NM>A</NM>", "VPIDPREV");
    refused("<VPID>39712000001101</VPID><INVALID>yes</INVALID><NM>A</NM>", "INVALID");
    refused("<VPID>39712000001101</VPID>", "NM");
}

TEST_F(DmdFileTest, IsRefusedWhereOneIdNamesTwoProducts)
{
    const std::string one = "<VPID>39712000001101</VPID><NM>A</NM>";
    EXPECT_THAT(
        refusal_of(products, file_of(one + "</VMP><VMP><VPID>39712000001101</VPID><NM>B</NM>")),
        HasSubstr("two different things 39712000001101"));
}

} // namespace
} // namespace ferry::terminology

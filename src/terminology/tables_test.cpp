#include <array>

#include <gmock/gmock.h>

#include "terminology/descriptions.hpp"
#include "terminology/drug_table.hpp"
#include "terminology/map_table.hpp"

namespace ferry::terminology {
namespace {

constexpr ConceptId asthma{195967001};
constexpr ConceptId pain{22253000};

template <typename Table>
Fingerprint128 sum_of(const Table& table)
{
    Fingerprint128 sum;
    table.add_to(sum, 1);
    return sum;
}

TEST(CodeKey, TellsApartEveryCaseTermAndFullStop)
{
    const std::array<std::optional<CodeKey>, 7> keys{
        code_key("44E..", "00"), code_key("44e..", "00"), code_key("44E..", "11"),
        code_key("44E..", ""),   code_key("44E.0", "00"), code_key("44E..", "Y0aBc"),
        code_key("44E..", "0")};
    for (std::size_t i = 0; i < keys.size(); ++i) {
        ASSERT_TRUE(keys[i]) << i;
        for (std::size_t j = 0; j < i; ++j) {
            EXPECT_NE(*keys[i], *keys[j]) << i << " and " << j;
        }
    }
    EXPECT_EQ(code_key("44E..", "00"), keys[0]);
}

TEST(CodeKey, IsNoneWhereNoMapCanHoldTheCode)
{
    EXPECT_FALSE(code_key("44E", "00"));
    EXPECT_FALSE(code_key("44E...", "00"));
    EXPECT_FALSE(code_key("", ""));
    EXPECT_FALSE(code_key("44E.-", "00"));
    EXPECT_FALSE(code_key("44E. ", "00"));
    EXPECT_FALSE(code_key("44E..", "000000"));
    EXPECT_FALSE(code_key("44E..", "0 "));
    EXPECT_FALSE(code_key("44E\xC3\xA9", "00"));
}

TEST(MapTable, JoinsRowsThatAgreeOnTheTarget)
{
    struct Case {
        std::array<MapTarget, 2> rows;
        bool assured;
        DescriptionId description;
    };
    const Case cases[] = {
        {{{{asthma, {1001016}, false}, {asthma, {1002011}, true}}},  true,  {1002011}},
        {{{{asthma, {1001016}, true}, {asthma, {1002011}, true}}},   true,  {}       },
        {{{{asthma, {}, true}, {asthma, {1002011}, true}}},          true,  {1002011}},
        {{{{asthma, {}, true}, {asthma, {1002011}, false}}},         true,  {}       },
        {{{{asthma, {1001016}, false}, {asthma, {1001016}, false}}}, false, {1001016}},
    };
    for (const auto& [rows, assured, description] : cases) {
        MapTable table;
        table.add(7, rows[0]);
        table.add(7, rows[1]);
        table.close();
        ASSERT_EQ(table.find(7).size(), 1U);
        EXPECT_EQ(table.find(7)[0].assured, assured);
        EXPECT_EQ(table.find(7)[0].description_id, description);
    }
}

TEST(MapTable, GivesEveryDistinctTargetOfAKeyAndNoOther)
{
    MapTable table;
    table.add(8, {.concept_id = pain, .description_id = {}, .assured = true});
    table.add(7, {.concept_id = asthma, .description_id = {}, .assured = true});
    table.add(7, {.concept_id = pain, .description_id = {}, .assured = false});
    table.close();
    ASSERT_EQ(table.find(7).size(), 2U);
    EXPECT_EQ(table.find(7)[0].concept_id, pain);
    EXPECT_EQ(table.find(7)[1].concept_id, asthma);
    EXPECT_EQ(table.find(8).size(), 1U);
    EXPECT_TRUE(table.find(6).empty());
    EXPECT_TRUE(table.find(9).empty());
}

TEST(MapTable, HasOneFingerprintInWhateverOrderItWasFilled)
{
    const MapTarget first{.concept_id = asthma, .description_id = {}, .assured = true};
    const MapTarget second{.concept_id = pain, .description_id = {}, .assured = true};
    const auto filled = [](CodeKey a, MapTarget to_a, CodeKey b, MapTarget to_b) {
        MapTable table;
        table.add(a, to_a);
        table.add(b, to_b);
        table.close();
        return sum_of(table);
    };
    EXPECT_EQ(filled(1, first, 2, second), filled(2, second, 1, first));
    EXPECT_NE(filled(1, first, 2, second), filled(1, second, 2, first));
}

DescriptionRow wording(std::uint64_t id, std::string_view term)
{
    return {.id = {id},
            .concept_id = asthma,
            .effective_time = 20200401,
            .active = true,
            .fully_specified = term.ends_with(')'),
            .term = term};
}

TEST(Descriptions, FindTheWordingThatIsExactlyATerm)
{
    Descriptions table;
    table.add(wording(1002011, "Asthma"));
    table.add(wording(1001016, "Bronchial asthma"));
    table.close();
    ASSERT_NE(table.worded(asthma, "Asthma"), nullptr);
    EXPECT_EQ(table.worded(asthma, "Asthma")->id, DescriptionId{1002011});
    EXPECT_EQ(table.worded(asthma, "asthma"), nullptr);
    EXPECT_EQ(table.worded(asthma, "Asthma "), nullptr);
    EXPECT_EQ(table.worded(pain, "Asthma"), nullptr);
}

TEST(Descriptions, ShowTheWishedWordingElseTheFullNameElseTheFirst)
{
    Descriptions table;
    table.add(wording(1001016, "Asthma"));
    table.close();
    EXPECT_EQ(table.text(*table.shown(asthma, {})), "Asthma");
    EXPECT_EQ(table.shown(pain, {}), nullptr);

    Descriptions full;
    full.add(wording(1001016, "Asthma"));
    full.add(wording(1002011, "Bronchial asthma"));
    full.add(wording(1003018, "Asthma (disorder)"));
    full.close();
    EXPECT_EQ(full.text(*full.shown(asthma, {1002011})), "Bronchial asthma");
    EXPECT_EQ(full.text(*full.shown(asthma, {})), "Asthma (disorder)");
    EXPECT_EQ(full.text(*full.shown(asthma, {1004012})), "Asthma (disorder)");
}

TEST(Descriptions, CountOnlyTheNewestRowAndOnlyIfActive)
{
    DescriptionRow old_row = wording(1001016, "Asthma");
    DescriptionRow withdrawn = old_row;
    withdrawn.effective_time = 20200402;
    withdrawn.active = false;
    for (const bool newest_first : {true, false}) {
        Descriptions table;
        table.add(newest_first ? withdrawn : old_row);
        table.add(newest_first ? old_row : withdrawn);
        table.close();
        EXPECT_TRUE(table.of(asthma).empty()) << newest_first;
    }
    withdrawn.effective_time = old_row.effective_time; // they contradict each other
    Descriptions table;
    table.add(old_row);
    table.add(withdrawn);
    table.close();
    EXPECT_TRUE(table.of(asthma).empty());
    EXPECT_EQ(sum_of(table), Fingerprint128{});
}

TEST(DrugTable, KeepsSystemsApartAndListsAPairOnce)
{
    const DrugProduct tablets{.id = {325278007}, .name = "Metformin 500mg tablets"};
    const DrugProduct capsules{.id = {319996000}, .name = "Something 10mg capsules"};
    DrugTable table;
    table.add(System::emis_drug, "META1787", tablets);
    table.add(System::emis_drug, "META1787", tablets);
    table.add(System::multilex, "02782000", tablets);
    table.add(System::multilex, "02782000", capsules);
    table.close();
    ASSERT_EQ(table.find(System::emis_drug, "META1787").size(), 1U);
    EXPECT_EQ(table.find(System::emis_drug, "META1787")[0].name, tablets.name);
    EXPECT_EQ(table.find(System::multilex, "02782000").size(), 2U);
    EXPECT_TRUE(table.find(System::multilex, "META1787").empty());
    EXPECT_TRUE(table.find(System::emis_drug, "meta1787").empty());
}

} // namespace
} // namespace ferry::terminology

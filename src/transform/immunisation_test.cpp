#include "transform/immunisation.hpp"

#include <array>

#include <gtest/gtest.h>

#include "transform/fake_maps.hpp"

namespace ferry::transform {
namespace {

using terminology::ConceptId;
using terminology::Subsumption;

constexpr ConceptId flu{86198006};     // on the stated list
constexpr ConceptId asthma{195967001}; // on no list
constexpr ConceptId procedure = immunisation_roots[0];

std::string_view rule_of(ConceptId id, const FakeMaps& maps)
{
    return told_immunisation(id, maps).rule;
}

TEST(Immunisation, IsToldByTheHierarchyWhereItHasTheConcept)
{
    FakeMaps maps;
    maps.kinds[{asthma, procedure}] = Subsumption::yes;
    maps.kinds[{flu, procedure}] = Subsumption::no;
    EXPECT_EQ(rule_of(asthma, maps), "immunisation-by-hierarchy");
    EXPECT_TRUE(told_immunisation(asthma, maps).is_immunisation);
    EXPECT_EQ(rule_of(flu, maps), "observation-by-hierarchy") << "it goes before the list";
    EXPECT_FALSE(told_immunisation(flu, maps).is_immunisation);
}

TEST(Immunisation, IsToldByAStatedListWhereNoReleaseTells)
{
    const FakeMaps maps;
    EXPECT_EQ(rule_of(flu, maps), "immunisation-by-stated-list");
    EXPECT_EQ(rule_of(procedure, maps), "immunisation-by-stated-list");
    EXPECT_EQ(rule_of(asthma, maps), "observation-not-stated");
    EXPECT_FALSE(told_immunisation(asthma, maps).is_immunisation);
}

TEST(Immunisation, IsToldOfAnInactiveConceptIfAllThatItsHistoryNamesAre)
{
    const std::array successors{terminology::Successor{.id = {33879002}},
                                terminology::Successor{.id = {12866006}}};
    FakeMaps maps;
    maps.histories[asthma] = {.known = true, .active = false, .successors = successors};
    EXPECT_EQ(rule_of(asthma, maps), "observation-not-stated");
    maps.kinds[{successors[0].id, procedure}] = Subsumption::yes;
    EXPECT_EQ(rule_of(asthma, maps), "observation-not-stated") << "one of two";
    maps.kinds[{successors[1].id, procedure}] = Subsumption::yes;
    EXPECT_EQ(rule_of(asthma, maps), "immunisation-by-history");
}

TEST(Immunisation, ListsNameConceptsOnceAndWithTheRightCheckDigit)
{
    std::vector<ConceptId> all{immunisation_roots.begin(), immunisation_roots.end()};
    for (const auto& row : stated_immunisations) {
        all.push_back(row.id);
    }
    for (const ConceptId id : all) {
        EXPECT_TRUE(terminology::parse_concept_id(id.text())) << id.value;
        EXPECT_EQ(std::ranges::count(all, id), 1) << id.value;
    }
}

} // namespace
} // namespace ferry::transform

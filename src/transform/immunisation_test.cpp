#include "transform/immunisation.hpp"

#include <array>

#include <gtest/gtest.h>

#include "transform/test_maps.hpp"

namespace ferry::transform {
namespace {

using terminology::ConceptId;
using terminology::Subsumption;

constexpr ConceptId flu{86198006};     // on the stated list
constexpr ConceptId asthma{195967001}; // on no list
constexpr ConceptId procedure = immunisation_roots[0];

Coding snomed(ConceptId id)
{
    return {.system = std::string{facts(terminology::System::snomed).uri}, .code = id.text()};
}

Coding read2(std::string_view code)
{
    return {.system = std::string{facts(terminology::System::read2).uri},
            .code = std::string{code}};
}

std::string_view rule_of(const std::vector<Coding>& codings, const FakeMaps& maps)
{
    const ToldImmunisation told = told_immunisation(codings, maps);
    EXPECT_EQ(told.is_immunisation, told.rule.starts_with("immunisation-"));
    return told.rule;
}

std::string_view rule_of(ConceptId id, const FakeMaps& maps)
{
    return rule_of({snomed(id)}, maps);
}

TEST(Immunisation, IsToldByTheHierarchyWhereItHasTheConcept)
{
    FakeMaps maps;
    maps.kinds[{asthma, procedure}] = Subsumption::yes;
    maps.kinds[{flu, procedure}] = Subsumption::no;
    EXPECT_EQ(rule_of(asthma, maps), "immunisation-by-hierarchy");
    EXPECT_EQ(rule_of(flu, maps), "observation-by-hierarchy") << "it goes before the list";
}

TEST(Immunisation, IsToldByAStatedListWhereNoReleaseTells)
{
    const FakeMaps maps;
    EXPECT_EQ(rule_of(flu, maps), "immunisation-by-stated-list");
    EXPECT_EQ(rule_of(procedure, maps), "immunisation-by-stated-list");
    EXPECT_EQ(rule_of(asthma, maps), "observation-not-stated");
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

TEST(Immunisation, IsToldOfAReadCodeByItsMapAndElseByItsChapter)
{
    FakeMaps maps;
    EXPECT_EQ(rule_of({read2("65E..00")}, maps), "immunisation-by-stated-list");
    EXPECT_EQ(rule_of({read2("65V..00")}, maps), "observation-not-stated") << "a notification";
    EXPECT_EQ(rule_of({read2("H33..00")}, maps), "observation-not-stated");
    EXPECT_EQ(rule_of(
                  {
                      {.system = "urn:own", .code = "65E.."}
    },
                  maps),
              "observation-not-stated");
    maps.answers["H33.."] = {
        .verdict = terminology::Verdict::assured, .concept_id = asthma, .rule = "read2-map"};
    maps.answers["65E.."] = maps.answers["H33.."];
    EXPECT_EQ(rule_of({read2("65E..00")}, maps), "immunisation-by-stated-list") << "no hierarchy";
    maps.kinds[{asthma, procedure}] = Subsumption::yes;
    EXPECT_EQ(rule_of({read2("H33..00")}, maps), "immunisation-by-hierarchy");
    maps.kinds[{asthma, procedure}] = Subsumption::no;
    EXPECT_EQ(rule_of({read2("65E..00")}, maps), "observation-by-hierarchy");
    maps.answers["65E.."].verdict = terminology::Verdict::unassured;
    EXPECT_EQ(rule_of({read2("65E..00")}, maps), "immunisation-by-stated-list");
}

TEST(Immunisation, IsNotToldByTheCodeOfAnEarlierDegrading)
{
    FakeMaps maps;
    const ConceptId degraded = terminology::degrade_codes.back().code;
    maps.kinds[{degraded, procedure}] = Subsumption::no;
    EXPECT_EQ(rule_of({snomed(degraded), snomed(flu)}, maps), "immunisation-by-stated-list");
    maps.kinds[{flu, procedure}] = Subsumption::yes;
    EXPECT_EQ(rule_of({snomed(degraded), snomed(flu)}, maps), "immunisation-by-hierarchy");
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

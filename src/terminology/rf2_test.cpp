#include <gmock/gmock.h>

#include "terminology/map_tables.hpp"
#include "terminology/test_rows.hpp"

namespace ferry::terminology {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr ConceptId asthma{195967001};
constexpr ConceptId disorder{64572001};
constexpr ConceptId root{138875005};
constexpr ConceptId old_asthma{29857009};

constexpr std::string_view concept_header =
    "id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId\n";
constexpr std::string_view relationship_header =
    "id\teffectiveTime\tactive\tmoduleId\tsourceId\tdestinationId\trelationshipGroup\ttypeId\t"
    "characteristicTypeId\tmodifierId\n";
constexpr std::string_view language_header =
    "id\teffectiveTime\tactive\tmoduleId\trefsetId\treferencedComponentId\tacceptabilityId\n";
constexpr std::string_view association_header =
    "id\teffectiveTime\tactive\tmoduleId\trefsetId\treferencedComponentId\ttargetComponentId\n";
constexpr std::string_view module_header =
    "id\teffectiveTime\tactive\tmoduleId\trefsetId\treferencedComponentId\tsourceEffectiveTime\t"
    "targetEffectiveTime\n";

constexpr std::string_view concepts = "sct2_Concept_Snapshot_INT_20200131.txt";
constexpr std::string_view relationships = "sct2_Relationship_Snapshot_INT_20200131.txt";
constexpr std::string_view language = "der2_cRefset_LanguageSnapshot-en_GB_20200401.txt";
constexpr std::string_view associations = "der2_cRefset_AssociationSnapshot_INT_20200131.txt";
constexpr std::string_view modules = "der2_ssRefset_ModuleDependencySnapshot_INT_20200131.txt";

std::string concept_row(ConceptId id, std::string_view day, bool active)
{
    return fmt::format("{}\t{}\t{:d}\t0\t0\n", id.value, day, active);
}

std::string is_a_row(std::string_view id, ConceptId child, ConceptId parent, bool active = true)
{
    return fmt::format("{}\t20200131\t{:d}\t0\t{}\t{}\t0\t116680003\t0\t0\n", id, active,
                       child.value, parent.value);
}

class Rf2Test : public CodeMapsTest {
protected:
    void write_file(std::string_view name, std::string_view header, std::string_view rows) const
    {
        write(name, std::string{header} + std::string{rows});
    }
};

TEST_F(Rf2Test, TellsActiveConceptsFromInactiveOnesByTheNewestRow)
{
    write_file(concepts, concept_header,
               concept_row(asthma, "20020131", true) + concept_row(old_asthma, "20020131", true));
    write_file("sct2_Concept_Snapshot_GB1000000_20200401.txt", concept_header,
               concept_row(old_asthma, "20200401", false));
    const CodeMaps maps = load();
    EXPECT_TRUE(maps.history(asthma).active);
    EXPECT_TRUE(maps.history(old_asthma).known);
    EXPECT_FALSE(maps.history(old_asthma).active);
    EXPECT_FALSE(maps.history(root).known);
}

TEST_F(Rf2Test, TellsWhatIsAKindOfWhatOverAnyNumberOfSteps)
{
    write_file(relationships, relationship_header,
               is_a_row("100022", asthma, disorder) + is_a_row("101021", disorder, root) +
                   is_a_row("102025", old_asthma, disorder, false));
    const CodeMaps maps = load();
    EXPECT_EQ(maps.is_a(asthma, root), Subsumption::yes);
    EXPECT_EQ(maps.is_a(asthma, asthma), Subsumption::yes);
    EXPECT_EQ(maps.is_a(root, root), Subsumption::yes);
    EXPECT_EQ(maps.is_a(disorder, asthma), Subsumption::no);
    EXPECT_EQ(maps.is_a(old_asthma, root), Subsumption::unknown) << "its row was withdrawn";
    const MapTables none;
    EXPECT_EQ(none.hierarchy.is_a(asthma, asthma), Subsumption::unknown) << "nothing is loaded";
}

TEST_F(Rf2Test, EndsWhereRowsLeadInACircle)
{
    write_file(relationships, relationship_header,
               is_a_row("100022", asthma, disorder) + is_a_row("101021", disorder, asthma));
    EXPECT_EQ(load().is_a(asthma, root), Subsumption::no);
}

TEST_F(Rf2Test, PassesOverOtherAttributesOfAConcept)
{
    write_file(relationships, relationship_header,
               "100022\t20200131\t1\t0\t195967001\t64572001\t0\t363698007\t0\t0\n");
    const CodeMaps maps = load();
    EXPECT_EQ(maps.is_a(asthma, disorder), Subsumption::unknown);
    EXPECT_EQ(maps.catalogue().front().rows, 1);
}

TEST_F(Rf2Test, ShowsTheWordingThatTheFirstUkReferenceSetPrefers)
{
    write_file(descriptions_file, description_header,
               description_row("1001016", "195967001", "Asthma (disorder)") +
                   description_row("1002011", "195967001", "Asthma") +
                   description_row("1003018", "195967001", "Bronchial asthma"));
    const auto row = [](std::string_view set, std::string_view id, std::string_view how) {
        return fmt::format("x\t20200401\t1\t0\t{}\t{}\t{}\n", set, id, how);
    };
    constexpr std::string_view preferred = "900000000000548007";
    constexpr std::string_view gb = "900000000000508004";
    constexpr std::string_view us = "900000000000509007";
    constexpr std::string_view nhs = "999001261000000100";
    write_file(language, language_header,
               row(us, "1002011", preferred) + row(gb, "1002011", preferred));
    EXPECT_EQ(load().display(asthma), "Asthma");
    write_file(language, language_header,
               row(gb, "1002011", preferred) + row(nhs, "1003018", preferred) +
                   row(nhs, "1001016", "900000000000549004"));
    EXPECT_EQ(load().display(asthma), "Bronchial asthma");
    EXPECT_THAT(refusal([&] {
                    write_file(language, language_header, row(gb, "1002011", "1"));
                    load();
                }),
                HasSubstr("acceptabilityId"));
}

TEST_F(Rf2Test, ShowsWhatAnInactiveConceptLeadsTo)
{
    write_file(associations, association_header,
               "a\t20200131\t1\t0\t900000000000526001\t29857009\t195967001\n"
               "b\t20200131\t1\t0\t900000000000523009\t29857009\t64572001\n"
               "c\t20200131\t0\t0\t900000000000527005\t29857009\t138875005\n"
               "d\t20200131\t1\t0\t900000000000531004\t1001016\t195967001\n");
    write_file("xres2_HistorySubstitutionTable_Concepts_GB1000000_20200401.txt",
               "OLDCONCEPTID\tNEWCONCEPTID\tISAMBIGUOUS\n", "29857009\t195967001\t0\n");
    const CodeMaps maps = load();
    EXPECT_THAT(maps.history(old_asthma).successors,
                ElementsAre(Successor{asthma, Succession::replaced_by},
                            Successor{disorder, Succession::possibly_equivalent_to},
                            Successor{asthma, Succession::substitution}));
    EXPECT_TRUE(maps.history(asthma).successors.empty());
}

TEST_F(Rf2Test, StatesTheVersionOfEachModuleAndWhatDoesNotFitTogether)
{
    write_file(modules, module_header,
               "a\t20200401\t1\t999000011000000103\t900000000000534007\t900000000000207008\t"
               "20200401\t20200131\n");
    write_file("der2_ssRefset_ModuleDependencySnapshot_GB_20190731.txt", module_header,
               "b\t20190731\t1\t900000000000207008\t900000000000534007\t900000000000012004\t"
               "20190731\t20190731\n");
    const CodeMaps maps = load();
    ASSERT_EQ(maps.modules().versions().size(), 2U);
    EXPECT_EQ(maps.modules().versions()[0].as_of, 20190731U);
    EXPECT_THAT(maps.modules().unmet(),
                ElementsAre(HasSubstr("needs module 900000000000207008 as of 2020-01-31; it is "
                                      "loaded as of 2019-07-31")));
}

TEST_F(Rf2Test, ReadsClustersAndPrimaryCareReferenceSets)
{
    write("20200401_PCD_Refset_Content_V2.txt",
          "Cluster_ID\tCluster_Description\tSNOMED_code\tSNOMED_code_description\tPCD_Refset_ID\t"
          "Service_and_Ruleset\nAST_COD\tAsthma codes\t195967001\tAsthma\t^1\tQOF\n"
          "AST_COD\tAsthma codes\t195967001\tAsthma\t^1\tFLU\n");
    write("der2_cRefset_PrimaryCareSnapshot_GB1000000_20200401.txt",
          "id\teffectiveTime\tactive\tmoduleId\trefsetId\treferencedComponentId\n"
          "a\t20200401\t1\t0\t999004211000000100\t29857009\n"
          "b\t20200401\t0\t0\t999004211000000100\t195967001\n");
    const CodeMaps maps = load();
    ASSERT_EQ(maps.clusters().all().size(), 2U);
    EXPECT_EQ(maps.clusters().all()[1].title, "Asthma codes");
    EXPECT_TRUE(maps.clusters().contains("AST_COD", asthma));
    EXPECT_FALSE(maps.clusters().contains("AST_COD", old_asthma));
    EXPECT_THAT(maps.clusters().of("999004211000000100"), ElementsAre(old_asthma));
    EXPECT_TRUE(maps.clusters().of("ast_cod").empty());
}

TEST_F(Rf2Test, RefusesRowsThatCannotBeRead)
{
    EXPECT_THAT(
        refusal_of(concepts, std::string{concept_header} + "195967002\t20200131\t1\t0\t0\n"),
        HasSubstr(":2: column id"));
    std::filesystem::remove(directory() / concepts);
    EXPECT_THAT(refusal_of(relationships, std::string{relationship_header} +
                                              is_a_row("195967001", asthma, disorder)),
                HasSubstr("relationship id"));
    std::filesystem::remove(directory() / relationships);
    EXPECT_THAT(
        refusal_of(associations, std::string{association_header} +
                                     "a\t20200131\t1\t0\t900000000000527005\t29857009\t1001016\n"),
        HasSubstr("targetComponentId"));
    std::filesystem::remove(directory() / associations);
    EXPECT_THAT(refusal_of(modules, std::string{module_header} + "a\t2020\n"),
                HasSubstr("the row has 2 cells"));
}

} // namespace
} // namespace ferry::terminology

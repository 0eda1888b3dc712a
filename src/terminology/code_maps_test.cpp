#include "terminology/code_maps.hpp"

#include <gmock/gmock.h>

#include "terminology/test_rows.hpp"

namespace ferry::terminology {
namespace {

using testing::IsEmpty;

constexpr ConceptId asthma{195967001};
constexpr ConceptId chest_pain{29857009};
constexpr ConceptId systolic_finding{163030003};
constexpr ConceptId systolic_observable{72313002};

TEST_F(CodeMapsTest, MapAnAssuredRow)
{
    write(read2_file, read2_rows({"H33.. 00 195967001 assured 1001016"}));
    const CodeMaps maps = load();
    const MapAnswer answer = maps.to_snomed(read2("H33.."));
    EXPECT_EQ(answer.verdict, Verdict::assured);
    EXPECT_TRUE(is_usable(answer.verdict));
    EXPECT_EQ(answer.concept_id, asthma);
    EXPECT_EQ(answer.description_id, DescriptionId{1001016});
    EXPECT_EQ(answer.rule, "read2-map");
    EXPECT_EQ(answer.display, "");
}

TEST_F(CodeMapsTest, KnowNothingOfOtherCodesAndSystems)
{
    write(read2_file, read2_rows({"H33.. 00 195967001 assured"}));
    const CodeMaps maps = load();
    for (const std::string_view code : {"H34..", "h33..", "H33", "H33.", "", "asthma"}) {
        const MapAnswer answer = maps.to_snomed(read2(code));
        EXPECT_EQ(answer.verdict, Verdict::none) << code;
        EXPECT_EQ(answer.rule, "") << code;
        EXPECT_FALSE(answer.concept_id) << code;
    }
    for (const SystemFacts& row : systems) {
        MapQuestion question = read2("H33..");
        question.from = row.system;
        EXPECT_EQ(maps.to_snomed(question).verdict == Verdict::assured, row.system == System::read2)
            << row.name;
    }
}

TEST_F(CodeMapsTest, KeepCodesApartThatDifferInCaseOnly)
{
    write(read2_file, read2_rows({"44E.. 00 195967001 assured", "44e.. 00 29857009 assured"}));
    const CodeMaps maps = load();
    EXPECT_EQ(maps.to_snomed(read2("44E..")).concept_id, asthma);
    EXPECT_EQ(maps.to_snomed(read2("44e..")).concept_id, chest_pain);
}

TEST_F(CodeMapsTest, UseTheExactTermFirstAndElseThePreferredOne)
{
    write(read2_file, read2_rows({"H33.. 00 195967001 assured", "H33.. 11 29857009 assured"}));
    const CodeMaps maps = load();
    EXPECT_EQ(maps.to_snomed(read2("H33..", "11")).concept_id, chest_pain);
    EXPECT_EQ(maps.to_snomed(read2("H33..", "11")).rule, "read2-map");
    for (const std::string_view term : {"12", ""}) {
        const MapAnswer answer = maps.to_snomed(read2("H33..", term));
        EXPECT_EQ(answer.concept_id, asthma);
        EXPECT_EQ(answer.rule, "read2-map-preferred-term");
    }
}

TEST_F(CodeMapsTest, NeverUseAnotherSynonymsRow)
{
    write(read2_file, read2_rows({"H33.. 11 29857009 assured"}));
    EXPECT_EQ(load().to_snomed(read2("H33..", "12")).verdict, Verdict::none);
    EXPECT_EQ(load().to_snomed(read2("H33..", "00")).verdict, Verdict::none);
}

TEST_F(CodeMapsTest, NeverCountWithdrawnRows)
{
    write(read2_file, read2_rows({"H33.. 00 195967001 assured", "H33.. 00 29857009 withdrawn",
                                  "H33.. 11 29857009 withdrawn", "G20.. 00 29857009 withdrawn"}));
    const CodeMaps maps = load();
    EXPECT_EQ(maps.to_snomed(read2("H33..")).verdict, Verdict::assured);
    EXPECT_EQ(maps.to_snomed(read2("H33..", "11")).rule, "read2-map-preferred-term");
    EXPECT_EQ(maps.to_snomed(read2("G20..")).verdict, Verdict::none);
}

TEST_F(CodeMapsTest, CountRowsWithOneTargetAsOne)
{
    write(read2_file,
          read2_rows({"H33.. 00 195967001 unassured", "H33.. 00 195967001 assured 1001016",
                      "H33.. 00 195967001 assured 1001016"}));
    const CodeMaps maps = load();
    const MapAnswer answer = maps.to_snomed(read2("H33.."));
    EXPECT_EQ(answer.verdict, Verdict::assured);
    EXPECT_EQ(answer.description_id, DescriptionId{1001016});
    EXPECT_EQ(answer.targets.size(), 1U);
}

TEST_F(CodeMapsTest, NeverPickOneOfSeveralTargetsNotEvenTheOnlyAssuredOne)
{
    write(read2_file, read2_rows({"H33.. 00 195967001 assured", "H33.. 00 29857009 unassured"}));
    write(descriptions_file,
          std::string{description_header} + description_row("1001016", "195967001", "Asthma"));
    const CodeMaps maps = load();
    MapQuestion question = read2("H33..");
    question.original_term = "Asthma";
    const MapAnswer answer = maps.to_snomed(question);
    EXPECT_EQ(answer.verdict, Verdict::several);
    EXPECT_FALSE(is_usable(answer.verdict));
    EXPECT_FALSE(answer.concept_id);
    EXPECT_FALSE(answer.description_id);
    EXPECT_EQ(answer.rule, "read2-map");
    ASSERT_EQ(answer.targets.size(), 2U);
    EXPECT_EQ(answer.targets[0].concept_id, chest_pain);
    EXPECT_EQ(answer.targets[1].concept_id, asthma);
}

TEST_F(CodeMapsTest, UseAnUnassuredRowOnlyIfAWordingIsTheOriginalTerm)
{
    write(read2_file, read2_rows({"H33.. 00 195967001 unassured 1002011"}));
    write(descriptions_file, std::string{description_header} +
                                 description_row("1001016", "195967001", "Asthma") +
                                 description_row("1002011", "195967001", "Bronchial asthma") +
                                 description_row("1003018", "195967001", "Wheezing", "0") +
                                 description_row("1004012", "29857009", "Chest pain"));
    const CodeMaps maps = load();
    struct Case {
        std::string_view term;
        Verdict verdict;
        DescriptionId description;
        std::string_view display;
    };
    const Case cases[] = {
        {"Asthma",           Verdict::same_term, {1001016}, "Asthma"          },
        {" Asthma\t",        Verdict::same_term, {1001016}, "Asthma"          },
        {"Bronchial asthma", Verdict::same_term, {1002011}, "Bronchial asthma"},
        {"asthma",           Verdict::unassured, {1002011}, "Bronchial asthma"},
        {"Asthma NOS",       Verdict::unassured, {1002011}, "Bronchial asthma"},
        {"Wheezing",         Verdict::unassured, {1002011}, "Bronchial asthma"},
        {"Chest pain",       Verdict::unassured, {1002011}, "Bronchial asthma"},
        {"",                 Verdict::unassured, {1002011}, "Bronchial asthma"},
    };
    for (const auto& [term, verdict, description, display] : cases) {
        MapQuestion question = read2("H33..");
        question.original_term = term;
        const MapAnswer answer = maps.to_snomed(question);
        EXPECT_EQ(answer.verdict, verdict) << term;
        EXPECT_EQ(answer.concept_id, asthma) << term;
        EXPECT_EQ(answer.description_id, description) << term;
        EXPECT_EQ(answer.display, display) << term;
    }
}

TEST_F(CodeMapsTest, UseTheAlternateExactlyWhereTheEntryHasAValue)
{
    write(read2_file, read2_rows({"2469. 00 163030003 assured"}));
    write(read2_alternates, "READCODE\tTERMCODE\tCONCEPTID\tDESCRIPTIONID\tUSE\n"
                            "2469.\t00\t72313002\t\tY\n"
                            "246A.\t00\t29857009\t\tN\n");
    const CodeMaps maps = load();
    EXPECT_EQ(maps.to_snomed(read2("2469.")).concept_id, systolic_finding);
    const MapAnswer valued = maps.to_snomed(with_value(read2("2469.")));
    EXPECT_EQ(valued.concept_id, systolic_observable);
    EXPECT_EQ(valued.verdict, Verdict::assured);
    EXPECT_EQ(valued.rule, "alternate-for-value");
    EXPECT_EQ(maps.to_snomed(with_value(read2("246A."))).verdict, Verdict::none) << "USE is not Y";
    const MapAnswer synonym = maps.to_snomed(with_value(read2("2469.", "11")));
    EXPECT_EQ(synonym.concept_id, systolic_observable);
    EXPECT_EQ(synonym.rule, "alternate-for-value-preferred-term");
}

TEST_F(CodeMapsTest, UseASynonymsOwnRowBeforeThePreferredTermsAlternate)
{
    write(read2_file, read2_rows({"2469. 00 163030003 assured", "2469. 11 29857009 assured"}));
    write(read2_alternates, "READCODE\tTERMCODE\tCONCEPTID\tDESCRIPTIONID\tUSE\n"
                            "2469.\t00\t72313002\t\tY\n");
    const MapAnswer answer = load().to_snomed(with_value(read2("2469.", "11")));
    EXPECT_EQ(answer.rule, "read2-map");
}

TEST_F(CodeMapsTest, LetAnAlternateDecideBetweenSeveralAndNeverPickBetweenAlternates)
{
    write(read2_file, read2_rows({"2469. 00 163030003 assured", "2469. 00 29857009 assured"}));
    const std::string header = "READCODE\tTERMCODE\tCONCEPTID\tDESCRIPTIONID\tUSE\n";
    write(read2_alternates, header + "2469.\t00\t72313002\t\tY\n");
    EXPECT_EQ(load().to_snomed(read2("2469.")).verdict, Verdict::several);
    EXPECT_EQ(load().to_snomed(with_value(read2("2469."))).verdict, Verdict::assured);
    write(read2_alternates, header + "2469.\t00\t72313002\t\tY\n2469.\t00\t29857009\t\tY\n");
    EXPECT_EQ(load().to_snomed(with_value(read2("2469."))).verdict, Verdict::several);
}

TEST_F(CodeMapsTest, MapCtv3ByTermIdAndElseByThePreferredTerm)
{
    write(ctv3_file, std::string{ctv3_header} + ctv3_row("H33.. Y0002 P", "195967001") +
                         ctv3_row("H33.. Y0003 S", "29857009") +
                         ctv3_row("X40J4 Y0004 S", "29857009"));
    const CodeMaps maps = load();
    struct Case {
        std::string_view code;
        std::string_view term;
        ConceptId target;
        std::string_view rule;
    };
    const Case cases[] = {
        {"H33..", "Y0002", asthma,     "ctv3-map"               },
        {"H33..", "Y0003", chest_pain, "ctv3-map"               },
        {"H33..", "Y9999", asthma,     "ctv3-map-preferred-term"},
        {"H33..", "",      asthma,     "ctv3-map-preferred-term"},
        {"X40J4", "Y0004", chest_pain, "ctv3-map"               },
        {"X40J4", "",      {},         ""                       },
    };
    for (const auto& [code, term, target, rule] : cases) {
        const MapAnswer answer = maps.to_snomed(
            {.from = System::ctv3, .code = code, .term_code = term, .original_term = {}});
        EXPECT_EQ(answer.concept_id, target) << code << " " << term;
        EXPECT_EQ(answer.rule, rule) << code << " " << term;
    }
    EXPECT_EQ(maps.to_snomed(read2("H33..")).verdict, Verdict::none);
}

TEST_F(CodeMapsTest, SayNothingOfARuleWhereNothingWasFound)
{
    EXPECT_EQ(load().to_snomed(read2("H33..")).rule, "");
    EXPECT_THAT(load().to_snomed(read2("H33..")).targets, IsEmpty());
}

TEST_F(CodeMapsTest, HoldTwoPreferredTermsOfOneCtv3CodeAsSeveral)
{
    write(ctv3_file, std::string{ctv3_header} + ctv3_row("H33.. Y0002 P", "195967001") +
                         ctv3_row("H33.. Y0003 P", "29857009"));
    const MapAnswer answer = load().to_snomed(
        {.from = System::ctv3, .code = "H33..", .term_code = {}, .original_term = {}});
    EXPECT_EQ(answer.verdict, Verdict::several);
}

TEST_F(CodeMapsTest, UseCtv3AlternatesForCodesWithoutATermId)
{
    write(ctv3_file, std::string{ctv3_header} + ctv3_row("2469. Y0062 P", "163030003") +
                         ctv3_row("2469. Y0063 S", "163030003"));
    write(ctv3_alternates, "CTV3_CONCEPTID\tCTV3_TERMID\tCONCEPTID\tDESCRIPTIONID\tUSE\n"
                           "2469.\tY0062\t72313002\t\tY\n"
                           "2469.\tY0063\t29857009\t\tY\n");
    const CodeMaps maps = load();
    const MapQuestion question{
        .from = System::ctv3, .code = "2469.", .term_code = {}, .original_term = {}};
    EXPECT_EQ(maps.to_snomed(question).concept_id, systolic_finding);
    const MapAnswer valued = maps.to_snomed(with_value(question));
    EXPECT_EQ(valued.concept_id, systolic_observable) << "Y0063 is no preferred term";
    EXPECT_EQ(valued.rule, "alternate-for-value-preferred-term");
}

TEST_F(CodeMapsTest, SayThatADrugIsADrug)
{
    write(ctv3_file, std::string{ctv3_header} + ctv3_row("a001. Y0010 P", "_DRUG") +
                         ctv3_row("b012. Y0020 P", "_DRUG") +
                         ctv3_row("b012. Y0020 P", "29857009"));
    const CodeMaps maps = load();
    MapQuestion question{
        .from = System::ctv3, .code = "a001.", .term_code = "Y0010", .original_term = {}};
    const MapAnswer drug = maps.to_snomed(question);
    EXPECT_EQ(drug.verdict, Verdict::drug);
    EXPECT_FALSE(is_usable(drug.verdict));
    EXPECT_FALSE(drug.concept_id);
    EXPECT_EQ(drug.rule, "ctv3-map");
    question.code = "b012.";
    question.term_code = "Y0020";
    EXPECT_EQ(maps.to_snomed(question).verdict, Verdict::several);
}

TEST_F(CodeMapsTest, NameTheirVerdicts)
{
    EXPECT_EQ(name_of(Verdict::assured), "assured");
    EXPECT_EQ(name_of(Verdict::same_term), "same_term");
    EXPECT_EQ(name_of(Verdict::unassured), "unassured");
    EXPECT_EQ(name_of(Verdict::several), "several");
    EXPECT_EQ(name_of(Verdict::none), "none");
    EXPECT_EQ(name_of(Verdict::drug), "drug");
}

TEST_F(CodeMapsTest, FindTheDmdProductOfASuppliersDrugCode)
{
    write("dmd_products.txt", with_crlf("PRODUCTID\tNM\tEMIS_CODEID\tEMIS_LEGACY\tMULTILEX\tBNF\n"
                                        "325278007\tMetformin 500mg tablets\t170001000033112\t"
                                        "META1787\t02782000\t1\n"
                                        "319996000\tSimvastatin 10mg tablets\t171231000033117\t"
                                        "\t02782000\t2\n"));
    const CodeMaps maps = load();
    for (const std::string_view code : {"170001000033112", "META1787"}) {
        const DmdAnswer answer = maps.drug(System::emis_drug, code);
        EXPECT_EQ(answer.product_id, ConceptId{325278007}) << code;
        EXPECT_EQ(answer.name, "Metformin 500mg tablets");
        EXPECT_EQ(answer.rule, "emis-drug-map");
    }
    const DmdAnswer several = maps.drug(System::multilex, "02782000");
    EXPECT_FALSE(several.product_id);
    EXPECT_EQ(several.products.size(), 2U);
    EXPECT_EQ(several.rule, "multilex-map");
    for (const std::string_view code : {"", "meta1787", "1"}) {
        EXPECT_FALSE(maps.drug(System::emis_drug, code).product_id) << code;
        EXPECT_EQ(maps.drug(System::emis_drug, code).rule, "") << code;
    }
    EXPECT_FALSE(maps.drug(System::read2, "META1787").product_id);
}

TEST_F(CodeMapsTest, MayBeEmptyAndMayBeMoved)
{
    const CodeMaps empty{{}};
    EXPECT_THAT(empty.catalogue(), IsEmpty());
    EXPECT_EQ(empty.to_snomed(read2("H33..")).verdict, Verdict::none);
    write(read2_file, read2_rows({"H33.. 00 195967001 assured"}));
    CodeMaps first = load();
    const MapAnswer answer = first.to_snomed(read2("H33.."));
    const CodeMaps second = std::move(first);
    EXPECT_EQ(answer.rule, "read2-map");
    EXPECT_EQ(answer.targets[0].concept_id, asthma);
    EXPECT_EQ(second.to_snomed(read2("H33..")).targets.data(), answer.targets.data());
}

} // namespace
} // namespace ferry::terminology

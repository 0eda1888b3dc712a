#include "practice/dictionary.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "practice/conditions.hpp"
#include "practice/formulary.hpp"
#include "practice/test_sctid.hpp"

namespace ferry::practice {
namespace {

TEST(Dictionary, GivesEachCodeIdsOfItsOwnWithRightCheckDigits)
{
    const Dictionary codes;
    std::set<std::string> reads;
    std::set<std::string> ids;
    for (const Code& code : codes.codes()) {
        EXPECT_TRUE(is_sctid(code.concept_id)) << code.key << " " << code.concept_id;
        EXPECT_TRUE(is_sctid(code.description)) << code.key;
        EXPECT_TRUE(is_sctid(code.code_id)) << code.key;
        EXPECT_TRUE(reads.insert(code.read).second) << code.key << " " << code.read;
        EXPECT_TRUE(ids.insert(code.concept_id).second) << code.key;
        EXPECT_TRUE(ids.insert(code.code_id).second) << code.key;
    }
    EXPECT_GE(codes.codes().size(), 250U);
}

TEST(Dictionary, KnowsPublicCodesByTheirIds)
{
    const Dictionary codes;
    EXPECT_EQ(codes["DM2"].concept_id, "44054006");
    EXPECT_EQ(codes["DM2"].read, "C10F");
    EXPECT_EQ(codes["SYS"].read, "2469");
    EXPECT_EQ(codes["BP"].read, "246");
    EXPECT_EQ(codes["A1C"].concept_id, "43396009");
}

TEST(Dictionary, PutsInventedIdsInItsOwnNamespaceAndLocalOnesInTheSuppliers)
{
    const Dictionary codes;
    EXPECT_NE(codes["CHESTCL"].concept_id.find("999000110"), std::string::npos);
    EXPECT_EQ(codes["CHESTCL"].read.substr(0, 2), "zz");
    EXPECT_NE(codes["LOCCLIN"].concept_id.find("100000610"), std::string::npos);
    EXPECT_NE(codes["EMISL1"].concept_id.find("100000610"), std::string::npos);
    EXPECT_NE(codes["EMISL5"].concept_id.find("100003310"), std::string::npos);
    EXPECT_TRUE(is_sctid(codes["EMISL5"].concept_id));
    EXPECT_TRUE(is_sctid(codes["EMISL7"].concept_id));
}

TEST(Dictionary, HasEveryCodeThatAStoryNames)
{
    const Dictionary codes;
    const Formulary drugs;
    const auto check = [&](std::string_view key) {
        if (!key.empty() && key != "BP") {
            EXPECT_EQ(codes[key].key, key);
        }
    };
    for (const Condition& condition : conditions()) {
        check(condition.code);
        check(condition.review);
        check(condition.due);
        std::ranges::for_each(condition.checks, check);
        for (const std::string_view drug : condition.drugs) {
            EXPECT_FALSE(drugs[drug].product_id.empty()) << drug;
        }
    }
    for (const Illness& illness : illnesses()) {
        check(illness.code);
        check(illness.referral);
        std::ranges::for_each(illness.symptoms, check);
        std::ranges::for_each(illness.checks, check);
        for (const std::string_view drug : illness.drugs) {
            EXPECT_FALSE(drugs[drug].product_id.empty()) << drug;
        }
    }
    for (const ChildVaccination& row : child_vaccinations()) {
        EXPECT_EQ(codes[row.code].category, "Immunisations");
    }
}

TEST(Dictionary, GivesEachPartOfAPanelAValue)
{
    const Dictionary codes;
    for (const Panel& panel : panels()) {
        EXPECT_EQ(codes[panel.header].measure, nullptr);
        for (const std::string_view part : panel.parts) {
            EXPECT_NE(codes[part].measure, nullptr) << part;
        }
    }
    for (const Shift& shift : shifts()) {
        EXPECT_NE(codes[shift.code].measure, nullptr) << shift.code;
    }
}

TEST(Dictionary, HasPairsOfReadCodesThatDifferInCaseOnly)
{
    const Dictionary codes;
    EXPECT_EQ(codes["BILX"].read, "44E");
    EXPECT_EQ(codes["TRIGX"].read, "44e");
    EXPECT_NE(codes["PAIRU"].read, codes["PAIRL"].read);
}

TEST(Formulary, GivesEachDrugIdsOfItsOwn)
{
    const Formulary drugs;
    std::set<std::string> ids;
    int without = 0;
    for (const Drug& drug : drugs.drugs()) {
        EXPECT_TRUE(is_sctid(drug.code_id)) << drug.row.key;
        EXPECT_TRUE(ids.insert(drug.code_id).second) << drug.row.key;
        without += drug.product_id.empty() ? 1 : 0;
        EXPECT_TRUE(drug.product_id.empty() || is_sctid(drug.product_id)) << drug.row.key;
    }
    EXPECT_EQ(without, 2);
    EXPECT_GE(drugs.drugs().size(), 120U);
}

} // namespace
} // namespace ferry::practice

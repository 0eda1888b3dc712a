#include "transform/code_rules.hpp"

#include <gtest/gtest.h>

#include "terminology/read2.hpp"
#include "transform/test_maps.hpp"

namespace ferry::transform {
namespace {

using terminology::DegradeUse;
using terminology::System;
using terminology::Verdict;

constexpr std::string_view own_system = "urn:own";

class CodeRules : public testing::Test {
protected:
    static std::vector<Coding> given(std::string_view snomed, std::string_view dmd,
                                     std::string_view read, std::string_view own)
    {
        std::vector<Coding> codings;
        const auto give = [&](std::string_view system, std::string_view code) {
            if (!code.empty()) {
                codings.push_back({.system = std::string{system}, .code = std::string{code}});
            }
        };
        give(facts(System::snomed).uri, snomed);
        give(facts(System::dmd).uri, dmd);
        if (const auto term = terminology::parse_emis_read_term(read)) {
            give(facts(term->system).uri, term->whole());
        }
        give(own_system, own);
        return codings;
    }
    Concept clinical(std::string_view read, std::string_view snomed = {}, CodeUse use = {})
    {
        return resolve({.text = "Asthma", .codings = given(snomed, {}, read, "77")}, use,
                       context());
    }
    Concept drug(std::string_view dmd, std::string_view term = "Metformin 500mg tablets")
    {
        const std::vector<Coding> codings{
            {.system = std::string{facts(System::emis_drug).uri}, .code = "501"}
        };
        SourceCode code{.text = term, .codings = codings};
        if (!dmd.empty()) {
            code.codings.push_back(
                {.system = std::string{facts(System::dmd).uri}, .code = std::string{dmd}});
        }
        return resolve(code, {.degrade = DegradeUse::medication, .is_drug = true}, context());
    }
    void answer(std::string code, Verdict verdict)
    {
        maps_.answers[std::move(code)] = {.verdict = verdict,
                                          .concept_id = {195967001},
                                          .display = "Asthma (disorder)",
                                          .rule = "read2-map"};
    }
    void decide(std::string cause, std::string choice)
    {
        decisions_.enter({.cause = std::move(cause), .choice = std::move(choice)});
    }
    Context context()
    {
        return {.maps = maps_,
                .decisions = decisions_,
                .rules = rules_,
                .causes = causes_,
                .concepts = concepts_};
    }

    FakeMaps maps_;

private:
    DecisionBook decisions_;
    Rules rules_;
    Causes causes_;
    Concepts concepts_;
};

TEST_F(CodeRules, LetASnomedCodeOfTheSourceStand)
{
    const Concept made = clinical("", "195967001");
    EXPECT_EQ(made.outcome, Outcome::carried);
    EXPECT_EQ(made.rule, "source-snomed");
    EXPECT_EQ(made.codings.front().code, "195967001");
    EXPECT_TRUE(made.codings.front().original);
    EXPECT_TRUE(maps_.asked.empty());
}

struct BesideCase {
    std::string_view name, snomed;
    Verdict verdict;
    std::string_view rule;
};

class CodeRulesBesideMaps : public CodeRules, public testing::WithParamInterface<BesideCase> {};

TEST_P(CodeRulesBesideMaps, LetItStandWhateverTheMapsSayAndTellOfIt)
{
    const BesideCase& one = GetParam();
    answer("H33..", one.verdict);
    const Concept made = clinical("H33", one.snomed);
    EXPECT_EQ(made.outcome, Outcome::carried);
    EXPECT_EQ(made.rule, one.rule);
    EXPECT_EQ(made.codings.front().code, one.snomed);
    EXPECT_EQ(made.codings.size(), 3U);
}

constexpr BesideCase beside_cases[] = {
    {"Same",      "195967001", Verdict::assured,   "source-snomed"               },
    {"SameTerm",  "195967001", Verdict::same_term, "source-snomed"               },
    {"Differ",    "75367002",  Verdict::assured,   "source-snomed-maps-differ"   },
    {"Several",   "195967001", Verdict::several,   "source-snomed-maps-several"  },
    {"Unassured", "195967001", Verdict::unassured, "source-snomed-maps-unassured"},
    {"None",      "195967001", Verdict::none,      "source-snomed-maps-none"     },
    {"Drug",      "195967001", Verdict::drug,      "source-snomed-maps-none"     },
};
INSTANTIATE_TEST_SUITE_P(All, CodeRulesBesideMaps, testing::ValuesIn(beside_cases),
                         [](const auto& one) { return std::string{one.param.name}; });

TEST_F(CodeRules, ConvertByAnAssuredRowAndByOneWithTheSameTerm)
{
    for (const Verdict verdict : {Verdict::assured, Verdict::same_term}) {
        answer("H33..", verdict);
        const Concept made = clinical("H33");
        EXPECT_EQ(made.outcome, Outcome::converted);
        EXPECT_EQ(made.rule, "read2-map");
        EXPECT_EQ(made.codings.front().code, "195967001");
        EXPECT_EQ(made.codings.front().display, "Asthma (disorder)");
        EXPECT_FALSE(made.codings.front().original);
        EXPECT_EQ(made.codings[1].code, "H33..00");
        EXPECT_EQ(made.codings[2].code, "77");
        EXPECT_EQ(made.text, "Asthma");
    }
}

TEST_F(CodeRules, AskTheMapsWithTermCodeAndOriginalTermInTheirOwnCase)
{
    clinical("44E-11");
    clinical("44e");
    EXPECT_EQ(maps_.asked, (std::vector<std::string>{"44E..|11|Asthma", "44e..|00|Asthma"}));
}

TEST_F(CodeRules, TellCodesApartThatDifferInCaseOnly)
{
    answer("44E..", Verdict::assured);
    EXPECT_EQ(clinical("44E").outcome, Outcome::converted);
    EXPECT_EQ(clinical("44e").outcome, Outcome::degraded);
}

TEST_F(CodeRules, TakeTheAlternateForEntriesWithAValue)
{
    answer("44J..", Verdict::assured);
    maps_.answers_for_values["44J.."] = {.verdict = Verdict::assured,
                                         .concept_id = {1107411000000104},
                                         .rule = "alternate-for-value"};
    EXPECT_EQ(clinical("44J").rule, "read2-map");
    EXPECT_EQ(clinical("44J", {}, {.has_value = true}).rule, "alternate-for-value");
}

struct DegradeCase {
    std::string_view name;
    Verdict verdict;
    std::string_view cause, rule;
};

class CodeRulesDegrade : public CodeRules, public testing::WithParamInterface<DegradeCase> {};

TEST_P(CodeRulesDegrade, ToTextBehindTheDegradeCodeAndKeepWhatStood)
{
    const DegradeCase& one = GetParam();
    answer("H33..", one.verdict);
    const Concept made = clinical("H33");
    EXPECT_EQ(made.outcome, Outcome::degraded);
    EXPECT_EQ(made.cause, one.cause);
    EXPECT_EQ(made.rule, one.rule);
    ASSERT_EQ(made.codings.size(), 3U);
    EXPECT_EQ(made.codings[0].code, "196411000000103");
    EXPECT_EQ(made.codings[1].code, "H33..00");
    EXPECT_EQ(made.text, "Asthma");
}

constexpr DegradeCase degrade_cases[] = {
    {"Unassured", Verdict::unassured, "unassured_map:H33..00", "degraded-unassured_map"},
    {"Unknown",   Verdict::none,      "unmapped_code:H33..00", "degraded-unmapped_code"},
    {"Drug",      Verdict::drug,      "unmapped_code:H33..00", "degraded-unmapped_code"},
};
INSTANTIATE_TEST_SUITE_P(All, CodeRulesDegrade, testing::ValuesIn(degrade_cases),
                         [](const auto& one) { return std::string{one.param.name}; });

TEST_F(CodeRules, UseTheDegradeCodeOfEachUse)
{
    for (const terminology::DegradeCode& row : terminology::degrade_codes) {
        const Concept made = clinical("EMISNQRE87", {}, {.degrade = row.use});
        EXPECT_EQ(made.codings.front().code, row.code.text());
        EXPECT_EQ(made.codings.front().display, row.display);
    }
}

TEST_F(CodeRules, NeverDegradeTwice)
{
    for (const terminology::DegradeCode& row : terminology::degrade_codes) {
        const Concept made = clinical("9b0", row.code.text());
        EXPECT_EQ(made.outcome, Outcome::degraded);
        EXPECT_EQ(made.rule, "degraded-before");
        EXPECT_EQ(made.codings.size(), 3U);
        EXPECT_TRUE(made.codings.front().original);
    }
}

TEST_F(CodeRules, NeverChooseBetweenSeveralTargets)
{
    answer("H33..", Verdict::several);
    const Concept made = clinical("H33");
    EXPECT_EQ(made.outcome, Outcome::held);
    EXPECT_EQ(made.cause, "several_targets:H33..00");
    EXPECT_EQ(made.codings.front().code, "H33..00");
}

TEST_F(CodeRules, KnowLocalCodesByTheirFormAndByTheirNamespace)
{
    EXPECT_EQ(clinical("EMISNQRE87").cause, "local_code:EMISNQRE87");
    EXPECT_EQ(clinical("1234-KC60").cause, "local_code:1234-KC60");
    EXPECT_EQ(clinical("").cause, "local_code:77");
    answer("9mL..", Verdict::assured);
    const Concept borrowed = clinical("9mL", "437421000006114");
    EXPECT_EQ(borrowed.cause, "local_code:9mL..00") << "whatever the code means that it borrows";
    EXPECT_EQ(borrowed.codings[1].system, "https://fhir.hl7.org.uk/Id/egton-codes");
}

TEST_F(CodeRules, TakeAWrongSnomedIdForALocalCode)
{
    const Concept made = clinical("", "29993973518322896898");
    EXPECT_EQ(made.outcome, Outcome::degraded);
    EXPECT_EQ(made.codings[1].code, "29993973518322896898");
    EXPECT_EQ(clinical("", "195967002").outcome, Outcome::degraded); // the check digit
    EXPECT_EQ(clinical("", "301480018").outcome, Outcome::degraded); // a description
}

TEST_F(CodeRules, HoldACodeThatNobodyExplains)
{
    const Concept made = resolve({.codings = given({}, {}, {}, "9999")}, {}, context());
    EXPECT_EQ(made.outcome, Outcome::held);
    EXPECT_EQ(made.cause, "unknown_code:9999");
    EXPECT_EQ(made.codings.size(), 1U);
}

TEST_F(CodeRules, HoldACodeWithoutAWordToShowForIt)
{
    const Concept made = resolve({.codings = given({}, {}, "H33", "77")}, {}, context());
    EXPECT_EQ(made.outcome, Outcome::held);
    EXPECT_EQ(made.cause, "unknown_code:H33..00");
}

TEST_F(CodeRules, PutTheConceptGivenInFrontAndKeepTheOrderOfTheRest)
{
    const Concept made = resolve(
        {
            .text = "Asthma",
            .codings = {{.system = "http://read.info/ctv3", .code = "H33.."},
                        {.system = "http://snomed.info/sct", .code = "301485011"},
                        {.system = "http://snomed.info/sct", .code = "195967001"},
                        {.system = "http://read.info/readv2", .code = "H33..00"}}
    },
        {}, context());
    ASSERT_EQ(made.codings.size(), 4U);
    EXPECT_EQ(made.codings[0].code, "195967001");
    EXPECT_EQ(made.codings[1].system, "http://read.info/ctv3");
    EXPECT_EQ(made.codings[3].code, "H33..00");
    EXPECT_EQ(maps_.asked, std::vector<std::string>{"H33..||Asthma"});
}

TEST_F(CodeRules, CarryADrugByItsProduct)
{
    const Concept made = drug("325278007");
    EXPECT_EQ(made.outcome, Outcome::carried);
    EXPECT_EQ(made.rule, "source-dmd");
    EXPECT_EQ(made.codings.front().system, "https://dmd.nhs.uk");
}

TEST_F(CodeRules, DoNotBelieveAProductWhoseIdCannotBeOne)
{
    for (const auto* id : {"abc", "325278008", "0325278007", "-5", "12"}) {
        EXPECT_EQ(drug(id).outcome, Outcome::degraded) << id;
        EXPECT_EQ(drug(id).rule, "degraded-bad_drug_id") << id;
        EXPECT_EQ(drug(id).cause, std::string{"bad_drug_id:"} + id);
        EXPECT_EQ(drug(id).codings.front().code, "196421000000109") << id;
    }
    maps_.drugs["501"] = {
        .product_id = {325278007}, .name = "Metformin 500mg tablets", .rule = "emis-drug-map"};
    EXPECT_EQ(drug("abc").rule, "emis-drug-map");
}

TEST_F(CodeRules, HoldACodeThatIsExplainedTwiceDifferently)
{
    const SourceCode twice{.text = "Asthma or Gout", .codings = given({}, {}, {}, "77")};
    const Concept made = resolve(twice, {.contradictory = true}, context());
    EXPECT_EQ(made.outcome, Outcome::held);
    EXPECT_EQ(made.cause, "contradictory_code:77");
    const Concept drug = resolve(twice, {.is_drug = true, .contradictory = true}, context());
    EXPECT_EQ(drug.cause, "contradictory_drug:77") << "what is decided of a finding is none of it";
}

TEST_F(CodeRules, ConvertADrugOnlyWhereTheMapsProductHasItsName)
{
    maps_.drugs["501"] = {
        .product_id = {325278007}, .name = "Metformin 500mg tablets", .rule = "emis-drug-map"};
    EXPECT_EQ(drug("").outcome, Outcome::converted);
    EXPECT_EQ(drug("").rule, "emis-drug-map");
    EXPECT_EQ(drug("", "Metformin 850mg tablets").outcome, Outcome::degraded);
    EXPECT_EQ(drug("", "Metformin 850mg tablets").cause, "unmapped_drug:501");
}

TEST_F(CodeRules, DegradeOrHoldADrugWithoutAProduct)
{
    EXPECT_EQ(drug("").outcome, Outcome::degraded);
    EXPECT_EQ(drug("").codings.front().code, "196421000000109");
    EXPECT_EQ(drug("", "").outcome, Outcome::held);
    EXPECT_EQ(drug("", "").cause, "unknown_drug:501");
}

TEST_F(CodeRules, KeepAnInactiveConceptAndSayThatItIs)
{
    const std::array successors{terminology::Successor{.id = {64572001}}};
    answer("H33..", Verdict::assured);
    EXPECT_EQ(clinical("H33").rule, "read2-map") << "no release says anything";
    maps_.histories[{195967001}] = {.known = true, .active = true, .successors = {}};
    EXPECT_EQ(clinical("H33").rule, "read2-map");
    maps_.histories[{195967001}] = {.known = true, .active = false, .successors = successors};
    const Concept mapped = clinical("H33");
    EXPECT_EQ(mapped.rule, "read2-map-inactive");
    EXPECT_EQ(mapped.codings.front().code, "195967001") << "its successor is never put there";
    const Concept given = clinical("H33", "195967001");
    EXPECT_EQ(given.rule, "source-snomed-inactive");
    EXPECT_EQ(given.outcome, Outcome::carried);
    EXPECT_EQ(given.codings.front().code, "195967001");
}

TEST_F(CodeRules, FollowADrugWhoseIdDmdHasChanged)
{
    maps_.products[{325278007}] = {.state = terminology::ProductState::changed,
                                   .now = {39711000001103},
                                   .name = "Metformin 500mg tablets"};
    const Concept followed = drug("325278007");
    EXPECT_EQ(followed.outcome, Outcome::converted);
    EXPECT_EQ(followed.rule, "dmd-changed-id");
    ASSERT_EQ(followed.codings.size(), 3U);
    EXPECT_EQ(followed.codings[0].code, "39711000001103");
    EXPECT_FALSE(followed.codings[0].original);
    EXPECT_EQ(followed.codings[1].code, "325278007") << "the id that the source gave is kept";
    EXPECT_TRUE(followed.codings[1].original);
}

TEST_F(CodeRules, FollowAChangedIdThatTheSourceGivesAsSnomed)
{
    maps_.products[{325278007}] = {.state = terminology::ProductState::changed,
                                   .now = {39711000001103},
                                   .name = "Metformin 500mg tablets"};
    const std::vector<Coding> codings{
        {.system = std::string{facts(System::snomed).uri}, .code = "325278007"}
    };
    const Concept followed =
        resolve({.text = "Metformin", .codings = codings}, {.is_drug = true}, context());
    EXPECT_EQ(followed.rule, "dmd-changed-id");
    EXPECT_EQ(followed.codings[0].system, facts(System::snomed).uri);
    EXPECT_EQ(followed.codings[0].code, "39711000001103");
}

TEST_F(CodeRules, TellOfADrugHowDmdHoldsItsIdAndChooseNotBetweenTwo)
{
    using terminology::ProductState;
    struct Case {
        ProductState state;
        Outcome outcome;
        std::string_view rule;
    };
    constexpr std::array cases{
        Case{ProductState::no_release, Outcome::carried, "source-dmd"        },
        Case{ProductState::valid,      Outcome::carried, "dmd-other-name"    },
        Case{ProductState::absent,     Outcome::carried, "source-dmd-absent" },
        Case{ProductState::invalid,    Outcome::carried, "source-dmd-invalid"},
        Case{ProductState::several,    Outcome::held,    "several_targets"   },
    };
    for (const Case& one : cases) {
        maps_.products[{325278007}] = {.state = one.state};
        const Concept made = drug("325278007");
        EXPECT_EQ(made.rule, one.rule);
        EXPECT_EQ(made.outcome, one.outcome) << one.rule;
        EXPECT_EQ(made.codings.front().code, "325278007") << one.rule;
    }
}

TEST_F(CodeRules, UseNoMapToAProductThatDmdHoldsInvalid)
{
    using terminology::ProductState;
    maps_.drugs["501"] = {
        .product_id = {325278007}, .name = "Metformin 500mg tablets", .rule = "emis-drug-map"};
    maps_.products[{325278007}] = {.state = ProductState::invalid};
    EXPECT_EQ(drug("").rule, "degraded-unmapped_drug");
    maps_.products[{325278007}] = {
        .state = ProductState::changed, .now = {39711000001103}, .name = "Metformin 500mg tablets"};
    EXPECT_EQ(drug("").codings.front().code, "39711000001103");
    EXPECT_EQ(drug("").rule, "emis-drug-map");
    maps_.products[{325278007}].name = "Metformin 500mg tablets sugar free";
    EXPECT_EQ(drug("").rule, "degraded-unmapped_drug") << "its name is not the original's any more";
}

TEST_F(CodeRules, ApplyADecisionToMap)
{
    decide("local_code:EMISNQRE87", "map:http://snomed.info/sct|371531000|Report");
    const Concept made = clinical("EMISNQRE87");
    EXPECT_EQ(made.outcome, Outcome::converted);
    EXPECT_EQ(made.rule, "decision");
    EXPECT_EQ(made.codings.front().code, "371531000");
    EXPECT_FALSE(made.codings.front().original);
    EXPECT_EQ(made.codings.back().code, "77");
}

TEST_F(CodeRules, ApplyADecisionForText)
{
    answer("H33..", Verdict::several);
    decide("several_targets:H33..00", "text");
    const Concept made = clinical("H33");
    EXPECT_EQ(made.outcome, Outcome::degraded);
    EXPECT_EQ(made.rule, "decision");
    EXPECT_EQ(made.codings.front().code, "196411000000103");
}

TEST_F(CodeRules, ApplyADecisionToLeave)
{
    decide("unmapped_code:H33..00", "leave");
    EXPECT_EQ(clinical("H33").outcome, Outcome::left);
    EXPECT_EQ(clinical("H33").rule, "decision");
    EXPECT_EQ(clinical("H33").cause, "unmapped_code:H33..00");
}

TEST_F(CodeRules, GoOnAsBeforeWhereItIsToBeFixedInTheSource)
{
    answer("H33..", Verdict::several);
    decide("several_targets:H33..00", "fix");
    EXPECT_EQ(clinical("H33").outcome, Outcome::held);
    EXPECT_EQ(clinical("H33").rule, "several_targets");
}

TEST_F(CodeRules, LetADecisionOnOneCodeTouchNoOther)
{
    decide("unmapped_code:44E..00", "leave");
    EXPECT_EQ(clinical("44e").outcome, Outcome::degraded);
    EXPECT_EQ(clinical("44E-11").outcome, Outcome::degraded);
    EXPECT_EQ(clinical("44E").outcome, Outcome::left);
}

TEST_F(CodeRules, PutACodeThatDoesNotSayWhatTheEntrySaysBehindADegradeCode)
{
    const Concept refused = as_text({.text = "Influenza vaccination",
                                     .codings = {{.system = "http://snomed.info/sct",
                                                  .code = "86198006",
                                                  .display = "Influenza vaccination"}}},
                                    DegradeUse::other, "immunisation-not-given");
    EXPECT_EQ(refused.outcome, Outcome::degraded);
    EXPECT_EQ(refused.rule, "immunisation-not-given");
    ASSERT_EQ(refused.codings.size(), 2U);
    EXPECT_FALSE(refused.codings[0].original);
    EXPECT_EQ(refused.codings[1].code, "86198006");
    EXPECT_EQ(refused.text, "Influenza vaccination");
}

} // namespace
} // namespace ferry::transform

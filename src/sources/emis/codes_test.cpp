#include "sources/emis/test_emis.hpp"

namespace ferry::sources {
namespace {

using enum ItemType;

class EmisCodes : public EmisTest {
protected:
    /// The observation with this CodeId.
    support::ShownItem coded(std::string code, support::Cells cells = {})
    {
        cells["CodeId"] = std::move(code);
        observation(cells);
        return only(ItemType::observation);
    }
};

TEST_F(EmisCodes, ThatTheSourceGivesInSnomedStand)
{
    const Concept& code = *coded("1").codes.at("code");
    EXPECT_EQ(code.outcome, Outcome::carried);
    EXPECT_EQ(code.rule, "source-snomed-maps-none"); // the maps of this test know nothing
    EXPECT_EQ(code.text, "Asthma");
    ASSERT_EQ(code.codings.size(), 3U);
    EXPECT_EQ(code.codings[0].system, "http://snomed.info/sct");
    EXPECT_EQ(code.codings[1].system, "http://read.info/readv2");
    EXPECT_EQ(code.codings[1].code, "H33..00");
    EXPECT_EQ(code.codings[2].code, "1");
    for (const Coding& coding : code.codings) {
        EXPECT_TRUE(coding.original);
    }
}

TEST_F(EmisCodes, KeepWhichOfTheirTermsWasChosen)
{
    add("Coding_ClinicalCode", {
                                   {"CodeId",                "30"             },
                                   {"Term",                  "Asthma, chronic"},
                                   {"SnomedCTConceptId",     "195967001"      },
                                   {"SnomedCTDescriptionId", "301480018"      }
    });
    const Concept& code = *coded("30").codes.at("code");
    EXPECT_EQ(code.codings[0].description, "301480018");
    EXPECT_EQ(code.codings[1].description, "") << "it is of the concept alone";
}

TEST_F(EmisCodes, OfTheSupplierDegradeAndKeepWhatStood)
{
    const Concept& code = *coded("10").codes.at("code");
    EXPECT_EQ(code.outcome, Outcome::degraded);
    EXPECT_EQ(code.cause, "local_code:EMISNQRE87");
    EXPECT_EQ(code.text, "Form received");
    EXPECT_EQ(code.codings[0].code, "196411000000103");
    EXPECT_FALSE(code.codings[0].original);
    EXPECT_EQ(outcome(observations, 1), "degraded");
    EXPECT_EQ(fate(observations, 1).cause, "local_code:EMISNQRE87");
}

TEST_F(EmisCodes, DegradeByUse)
{
    observation({
        {"CodeId",          "15"     },
        {"ObservationType", "Allergy"}
    });
    add(medications, {
                         {"CodeId", "502"}
    });
    add("CareRecord_Diary", {
                                {"CodeId", "11"}
    });
    observation({
        {"CodeId",          "11"      },
        {"ObservationType", "Referral"}
    });
    observation({
        {"CodeId",          "11"          },
        {"ObservationType", "Test Request"}
    });
    EXPECT_EQ(only(allergy).at("code"), "196461000000101");
    EXPECT_EQ(only(medication).at("drug"), "196421000000109");
    EXPECT_EQ(only(diary_entry).at("code"), "196451000000104");
    EXPECT_EQ(only(referral).at("code"), "196431000000106");
    EXPECT_EQ(only(test_request).at("code"), "196441000000102");
}

TEST_F(EmisCodes, DegradedBeforeAreNotDegradedAgain)
{
    const Concept& code = *coded("14").codes.at("code");
    EXPECT_EQ(code.rule, "degraded-before");
    EXPECT_EQ(code.outcome, Outcome::degraded);
    EXPECT_EQ(code.codings[0].code, "196411000000103");
    EXPECT_TRUE(code.codings[0].original);
    EXPECT_NE(code.codings[1].code, "196411000000103");
}

TEST_F(EmisCodes, ThatDifferInCaseOnlyStayTwo)
{
    observation({
        {"CodeId", "12"}
    });
    observation({
        {"CodeId", "13"}
    });
    const auto all = items(ItemType::observation);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].codes.at("code")->cause, "unmapped_code:44E..00");
    EXPECT_EQ(all[1].codes.at("code")->cause, "unmapped_code:44e..00");
}

TEST_F(EmisCodes, ThatTheDictionaryDoesNotExplainAreHeld)
{
    observation({
        {"CodeId", "9999"}
    });
    EXPECT_EQ(outcome(observations, 1), "held");
    EXPECT_EQ(fate(observations, 1).cause, "unknown_code:9999");
}

TEST_F(EmisCodes, WhoseDictionaryCannotBeReadAreHeld)
{
    constexpr std::string_view damaged[] = {
        "Asthma \xE9\xFF", {"As\0thma", 7}
    };
    for (const std::string_view bytes : damaged) {
        add("Coding_ClinicalCode", {
                                       {"CodeId", "7777"            },
                                       {"Term",   std::string{bytes}}
        });
        add("Coding_DrugCode", {
                                   {"CodeId",           "8888"                      },
                                   {"Term",             "Metformin"                 },
                                   {"DmdProductCodeId", "32527" + std::string{bytes}}
        });
    }
    observation({
        {"CodeId", "7777"}
    });
    add(medications, {
                         {"CodeId", "8888"}
    });
    EXPECT_EQ(outcome(observations, 1), "held");
    EXPECT_EQ(fate(observations, 1).cause, "bad_value:Coding_ClinicalCode.Term");
    EXPECT_EQ(fate(medications, 1).cause, "bad_value:Coding_DrugCode.DmdProductCodeId");
    decide("bad_value:Coding_ClinicalCode.Term", "without-value");
    EXPECT_EQ(outcome(observations, 1), "degraded");
}

TEST_F(EmisCodes, ThatAreNoTextAreHeld)
{
    observation({
        {"CodeId", "9\xFF"}
    });
    observation({
        {"CodeId",      "1"      },
        {"ProblemGuid", "{\xE9X}"}
    });
    EXPECT_EQ(fate(observations, 1).cause, "bad_value:CareRecord_Observation.CodeId");
    EXPECT_EQ(fate(observations, 2).cause, "bad_value:CareRecord_Observation.ProblemGuid");
}

TEST_F(EmisCodes, ThatAPersonMappedAreConverted)
{
    decide("unknown_code:9999", "map:http://snomed.info/sct|195967001|Asthma");
    const auto item = coded("9999");
    EXPECT_EQ(item.at("code"), "195967001");
    EXPECT_EQ(outcome(observations, 1), "converted");
    EXPECT_EQ(fate(observations, 1).rule, "decision");
}

TEST_F(EmisCodes, MissingWithATextAreCarriedAsText)
{
    use_layout("5.4");
    const auto item = coded("", {
                                    {"AssociatedText", "seen in clinic"}
    });
    EXPECT_EQ(item.at("text"), "seen in clinic");
    EXPECT_EQ(outcome(observations, 1), "degraded");
    EXPECT_EQ(fate(observations, 1).rule, "text-without-code");
}

TEST_F(EmisCodes, MissingWithAnOriginalTermAreCarriedAsText)
{
    add("CareRecord_Diary", {
                                {"OriginalTerm", "Diabetic review"}
    });
    EXPECT_EQ(only(diary_entry).at("original_term"), "Diabetic review");
    EXPECT_EQ(outcome("CareRecord_Diary", 1), "degraded");
}

TEST_F(EmisCodes, MissingWithoutATextAreHeldUntilSomebodyLeavesThem)
{
    observation({
        {"Value", " "}
    });
    EXPECT_EQ(outcome(observations, 1), "held");
    EXPECT_EQ(fate(observations, 1).cause, "missing_code:CareRecord_Observation");
    decide("missing_code:CareRecord_Observation", "leave");
    EXPECT_EQ(outcome(observations, 1), "left");
}

TEST_F(EmisCodes, MissingAreLeftByAnotherDecisionWhereTheRowSaysSomethingNevertheless)
{
    decide("missing_code:CareRecord_Observation", "leave");
    observation({
        {"Value", "7.9"}
    });
    observation({
        {"ObservationType", "Allergy"}
    });
    observation({
        {"DocumentGuid", "{DOC}"}
    });
    EXPECT_EQ(fate(observations, 1).cause, "missing_code:CareRecord_Observation/value");
    EXPECT_EQ(fate(observations, 2).cause, "missing_code:CareRecord_Observation/allergy");
    EXPECT_EQ(fate(observations, 3).cause, "missing_code:CareRecord_Observation/document");
    EXPECT_EQ(outcome(observations, 2), "held");
}

TEST_F(EmisCodes, OfDrugsStandByTheirProduct)
{
    add(medications, {
                         {"CodeId", "501"}
    });
    const Concept& drug = *only(medication).codes.at("drug");
    EXPECT_EQ(drug.codings[0].system, "https://dmd.nhs.uk");
    EXPECT_EQ(drug.codings[0].code, "325278007");
    EXPECT_EQ(drug.rule, "source-dmd");
}

TEST_F(EmisCodes, OfDrugsWithoutAProductDegradeToText)
{
    add(medications, {
                         {"CodeId", "502"}
    });
    EXPECT_EQ(only(medication).codes.at("drug")->text, "Honey and lemon linctus");
    EXPECT_EQ(fate(medications, 1).cause, "unmapped_drug:502");
    EXPECT_EQ(outcome(medications, 1), "degraded");
}

class EmisAlerts : public EmisTest {};

TEST_F(EmisAlerts, TellOfADegradedDrugAllergy)
{
    observation({
        {"ObservationGuid", "{A}"    },
        {"CodeId",          "15"     },
        {"ObservationType", "Allergy"}
    });
    const auto item = only(alert);
    EXPECT_EQ(item.at("kind"), "degraded_drug_allergy");
    EXPECT_EQ(item.at("about"), "{A}");
    EXPECT_NE(item.at("text").find("Erythromycin"), std::string::npos);
}

TEST_F(EmisAlerts, TellOfAHeldAllergy)
{
    observation({
        {"CodeId",          "5"         },
        {"ObservationType", "Allergy"   },
        {"EffectiveDate",   "2010-02-30"}
    });
    const auto all = items(alert);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].at("kind"), "held_allergy");
    EXPECT_EQ(all[1].at("kind"), "held_items");
}

TEST_F(EmisAlerts, TellOfAnAllergyThatIsTextOnlyInWords)
{
    use_layout("5.4");
    observation({
        {"ObservationType", "Allergy"               },
        {"AssociatedText",  "rash after antibiotics"}
    });
    const auto item = only(alert);
    EXPECT_EQ(item.at("kind"), "degraded_drug_allergy");
    EXPECT_EQ(item.at("text"), "Allergy without an active code: text only");
}

TEST_F(EmisAlerts, AreNotMadeOfACleanRecord)
{
    observation({
        {"CodeId",          "5"      },
        {"ObservationType", "Allergy"}
    });
    observation({
        {"CodeId", "10"}
    });
    EXPECT_TRUE(items(alert).empty());
}

class EmisMedications : public EmisTest {};

struct StatusCase {
    std::string_view name, type, active, cancelled, status, outcome, rule;
};

class EmisStatus : public EmisTest, public testing::WithParamInterface<StatusCase> {};

TEST_P(EmisStatus, IsNeverMoreThanWhatIsSafe)
{
    const StatusCase& one = GetParam();
    add(medications, {
                         {"CodeId",           "501"                     },
                         {"PrescriptionType", std::string{one.type}     },
                         {"IsActive",         std::string{one.active}   },
                         {"CancellationDate", std::string{one.cancelled}}
    });
    const auto item = only(medication);
    EXPECT_EQ(item.at("status"), one.status);
    EXPECT_EQ(item.at("active_in_source"), one.active);
    EXPECT_EQ(outcome(medications, 1), one.outcome);
    EXPECT_EQ(fate(medications, 1).rule, one.rule);
}

// Not aligned: the rows would be too long.
// clang-format off
constexpr StatusCase statuses[] = {
    {"Repeat", "Repeat", "true", "", "awaiting_reauthorisation", "converted",
     "repeat-arrives-inactive"},
    {"Dispensing", "Repeat Dispensing", "true", "", "awaiting_reauthorisation", "converted",
     "repeat-arrives-inactive"},
    {"Automatic", "Automatic", "true", "", "awaiting_reauthorisation", "converted",
     "repeat-arrives-inactive"},
    {"Unstated", "", "true", "", "awaiting_reauthorisation", "converted",
     "repeat-arrives-inactive"},
    {"Acute", "Acute", "true", "", "current_acute", "carried", "as-it-stood"},
    {"PastAcute", "Acute", "false", "", "past", "carried", "as-it-stood"},
    {"PastRepeat", "Repeat", "false", "", "past", "carried", "as-it-stood"},
    {"EndedRepeat", "Repeat", "false", "2012-01-01", "past", "carried", "as-it-stood"},
    {"CancelledActive", "Repeat", "true", "2012-01-01", "past", "converted", "end-date-ends"},
    {"CancelledAcute", "Acute", "true", "2012-01-01", "past", "converted", "end-date-ends"},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(All, EmisStatus, testing::ValuesIn(statuses),
                         [](const auto& one) { return std::string{one.param.name}; });

TEST_F(EmisMedications, LinkIssuesToTheirMedication)
{
    add(medications, {
                         {"DrugRecordGuid", "{DRUG}"},
                         {"CodeId",         "501"   }
    });
    add(issues, {
                    {"DrugRecordGuid", "{DRUG}"},
                    {"CodeId",         "501"   },
                    {"Quantity",       "28.0"  }
    });
    EXPECT_EQ(only(issue).at("medication"), "{DRUG}");
    EXPECT_EQ(only(issue).at("quantity"), "28.0");
}

/// A second row of the dictionary for the code of asthma, with this count.
support::Cells asthma_again(std::string sequence)
{
    return {
        {"CodeId",            "1"                },
        {"Term",              "Type 2 diabetes"  },
        {"SnomedCTConceptId", "44054006"         },
        {"ProcessingId",      std::move(sequence)}
    };
}

TEST_F(EmisCodes, ThatTheDictionaryExplainsTwiceAreThoseOfTheLaterRow)
{
    add("Coding_ClinicalCode", asthma_again("999"));
    EXPECT_EQ(coded("1").codes.at("code")->text, "Type 2 diabetes");
}

TEST_F(EmisCodes, ThatTheDictionaryExplainsTwiceAreNotThoseOfTheEarlierRow)
{
    add("Coding_ClinicalCode", asthma_again("0"));
    EXPECT_EQ(coded("1").codes.at("code")->text, "Asthma");
}

TEST_F(EmisCodes, ThatTheDictionaryExplainsTwiceWithoutAnOrderAreHeld)
{
    add("Coding_ClinicalCode", asthma_again("1"));
    observation({
        {"CodeId", "1"}
    });
    EXPECT_EQ(outcome(observations, 1), "held");
    EXPECT_EQ(fate(observations, 1).cause, "contradictory_code:1");
    decide("contradictory_code:1", "text");
    EXPECT_EQ(only(ItemType::observation).codes.at("code")->text,
              "Asthma (H33, 195967001) or Type 2 diabetes (44054006)");
}

TEST_F(EmisCodes, WithSeveralParentsAreExplainedByAllTheirRows)
{
    for (const char* parent : {"10", "11"}) {
        add("Coding_ClinicalCode", {
                                       {"CodeId",       "77"          },
                                       {"Term",         "Club visited"},
                                       {"ReadTermId",   "EMISNQCL7"   },
                                       {"ParentCodeId", parent        },
                                       {"ProcessingId", "1"           }
        });
    }
    const Concept& code = *coded("77").codes.at("code");
    EXPECT_EQ(code.cause, "local_code:EMISNQCL7"); // no parent's meaning is the code's own
    EXPECT_EQ(code.text, "Club visited");
}

TEST_F(EmisCodes, OfDrugsExplainedTwiceAreNoFindings)
{
    add("Coding_DrugCode", {
                               {"CodeId",           "501"              },
                               {"Term",             "Warfarin 5mg tabs"},
                               {"DmdProductCodeId", ""                 },
                               {"ProcessingId",     "1"                }
    });
    add("Prescribing_DrugRecord", {
                                      {"CodeId", "501"}
    });
    EXPECT_EQ(fate("Prescribing_DrugRecord", 1).cause, "contradictory_drug:501");
}

} // namespace
} // namespace ferry::sources

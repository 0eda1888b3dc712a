#include <algorithm>

#include "sources/emis/test_emis.hpp"

namespace ferry::sources {
namespace {

/// A row of one rule: what stands in the observation, and what it becomes.
struct KindCase {
    std::string_view name, type, code, rule;
    ItemType becomes;
    std::string_view category; ///< of an allergy
};

void PrintTo(const KindCase& one, std::ostream* out)
{
    *out << one.name;
}

class EmisKinds : public EmisTest, public testing::WithParamInterface<KindCase> {};

TEST_P(EmisKinds, BecomeWhatTheRuleSays)
{
    const KindCase& one = GetParam();
    observation({
        {"ObservationGuid", "{OBS}"              },
        {"CodeId",          std::string{one.code}},
        {"ObservationType", std::string{one.type}}
    });
    const auto item = only(one.becomes);
    EXPECT_EQ(item.at("source_id"), "{OBS}");
    EXPECT_EQ(item.at("date"), "2010-03-17");
    EXPECT_EQ(item.at("category"), one.category);
    EXPECT_EQ(fate(observations, 1).type, one.becomes);
    EXPECT_EQ(fate(observations, 1).rule, one.rule);
    EXPECT_EQ(outcome(observations, 1), "carried");
}

using enum ItemType;
constexpr KindCase kind_cases[] = {
    {"Referral",          "Referral",       "9",  "type-referral",           referral,       ""        },
    {"DrugAllergy",       "Allergy",        "5",  "type-drug-allergy",       allergy,        "drug"    },
    {"OtherAllergy",      "Allergy",        "6",  "type-other-allergy",      allergy,        "other"   },
    {"UnstatedAllergy",   "Allergy",        "1",  "type-allergy",            allergy,        "unstated"},
    {"Immunisation",      "Immunisation",   "7",  "type-immunisation",       immunisation,   ""        },
    {"FamilyHistory",     "Family history", "8",  "coded-family-history",    family_history, ""        },
    {"FamilyHistoryWord", "FamilyHistory",  "1",  "type-family-history",     family_history, ""        },
    {"TestRequest",       "Test Request",   "16", "type-test-request",       test_request,   ""        },
    {"Document",          "Document",       "1",  "type-document",           observation,    ""        },
    {"FamilyByCategory",  "Observation",    "8",  "category-family-history", family_history, ""        },
    {"UntypedAllergy",    "",               "5",  "category-drug-allergy",   allergy,        "drug"    },
    {"UntypedOther",      "",               "6",  "category-other-allergy",  allergy,        "other"   },
    {"UntypedVaccine",    "",               "7",  "category-immunisation",   immunisation,   ""        },
    {"UntypedReferral",   "",               "9",  "category-referral",       referral,       ""        },
    {"UntypedFamily",     "",               "8",  "category-family-history", family_history, ""        },
    {"Value",             "Value",          "1",  "as-it-stood",             observation,    ""        },
    {"Plain",             "Observation",    "1",  "as-it-stood",             observation,    ""        },
    {"TypedNotCategory",  "Observation",    "7",  "as-it-stood",             observation,    ""        },
    {"Untyped",           "",               "1",  "as-it-stood",             observation,    ""        },
};

INSTANTIATE_TEST_SUITE_P(Rules, EmisKinds, testing::ValuesIn(kind_cases),
                         [](const auto& one) { return std::string{one.param.name}; });

TEST(EmisKindRules, AreAllTested)
{
    for (const tabular::KindRule& rule : emis_csv().kinds.at("note")) {
        const bool here =
            std::ranges::find(kind_cases, rule.rule, &KindCase::rule) != std::end(kind_cases);
        const bool below = rule.rule == "referral-row" || rule.rule == "problem-row";
        EXPECT_TRUE(here || below) << rule.rule;
    }
}

class EmisUnknownType : public EmisTest, public testing::WithParamInterface<const char*> {};

TEST_P(EmisUnknownType, IsHeldAndNoPlainObservation)
{
    observation({
        {"ObservationType", GetParam()},
        {"CodeId",          "5"       }
    });
    EXPECT_EQ(outcome(observations, 1), "held");
    EXPECT_EQ(fate(observations, 1).cause, "bad_value:CareRecord_Observation.ObservationType");
    EXPECT_EQ(fate(observations, 1).type, allergy) << "its code says so: the alert is raised";
    EXPECT_TRUE(items(ItemType::observation).empty());
    EXPECT_TRUE(items(allergy).empty());
}

INSTANTIATE_TEST_SUITE_P(Words, EmisUnknownType,
                         testing::Values("ALLERGY", "Adverse reaction", "Immunization",
                                         "Family History", "Bogus"));

class EmisUnknownTypes : public EmisTest {};

TEST_F(EmisUnknownTypes, AreDecidedByAPersonAndKeptAsText)
{
    observation({
        {"ObservationType", "Bogus"},
        {"CodeId",          "1"    }
    });
    decide("bad_value:CareRecord_Observation.ObservationType", "without-value");
    EXPECT_EQ(only(ItemType::observation).at("text"), "ObservationType as it stood: Bogus");
    EXPECT_EQ(outcome(observations, 1), "degraded");
    decide("bad_value:CareRecord_Observation.ObservationType", "leave");
    EXPECT_EQ(outcome(observations, 1), "left");
}

TEST_F(EmisUnknownTypes, HoldWhatCompletesTheRowToo)
{
    observation({
        {"ObservationGuid", "{OBS}"  },
        {"ObservationType", "ALLERGY"},
        {"CodeId",          "5"      }
    });
    add(problems, {
                      {"ObservationGuid", "{OBS}"}
    });
    EXPECT_EQ(fate(problems, 1).cause, "bad_value:CareRecord_Observation.ObservationType");
    EXPECT_TRUE(items(problem).empty());
}

class EmisExtensions : public EmisTest {};

TEST_F(EmisExtensions, MakeAReferralOfARowWithAReferralRow)
{
    observation({
        {"ObservationGuid", "{OBS}"      },
        {"ObservationType", "Observation"},
        {"CodeId",          "1"          }
    });
    add("CareRecord_ObservationReferral", {
                                              {"ObservationGuid", "{OBS}"       },
                                              {"ReferralUrgency", "2 week wait" },
                                              {"ReferralUBRN",    "000123456789"}
    });
    const auto item = only(referral);
    EXPECT_EQ(item.at("urgency"), "2 week wait");
    EXPECT_EQ(item.at("ubrn"), "000123456789");
    EXPECT_EQ(item.at("code"), "195967001");
    EXPECT_EQ(fate("CareRecord_ObservationReferral", 1).item, fate(observations, 1).item);
    EXPECT_EQ(fate(observations, 1).rule, "referral-row");
    EXPECT_TRUE(items(ItemType::observation).empty());
}

TEST_F(EmisExtensions, MakeAProblemOfARowWithAProblemRow)
{
    observation({
        {"ObservationGuid", "{OBS}"},
        {"CodeId",          "1"    }
    });
    add(problems, {
                      {"ObservationGuid",          "{OBS}"              },
                      {"ProblemStatusDescription", "Active Problem"     },
                      {"SignificanceDescription",  "Significant Problem"},
                      {"EndDate",                  "2011-02-03"         },
                      {"EndDatePrecision",         "YM"                 }
    });
    const auto item = only(problem);
    EXPECT_EQ(item.at("status"), "Active Problem");
    EXPECT_EQ(item.at("significance"), "Significant Problem");
    EXPECT_EQ(item.at("end_date"), "2011-02");
    EXPECT_EQ(fate(problems, 1).item, fate(observations, 1).item);
    EXPECT_EQ(fate(observations, 1).rule, "problem-row");
}

TEST_F(EmisExtensions, MakeTwoItemsOfAnAllergyThatWasReferred)
{
    observation({
        {"ObservationGuid", "{OBS}"  },
        {"ObservationType", "Allergy"},
        {"CodeId",          "5"      }
    });
    add("CareRecord_ObservationReferral", {
                                              {"ObservationGuid", "{OBS}"}
    });
    EXPECT_EQ(only(allergy).at("category"), "drug");
    EXPECT_EQ(only(referral).at("source_id"), "{OBS}");
}

TEST_F(EmisExtensions, DoNotMakeAProblemOfTheFamilysTheirOwn)
{
    for (const std::string type : {"Family history", "Test Request"}) {
        observation({
            {"ObservationGuid", type},
            {"ObservationType", type},
            {"CodeId",          "1" }
        });
        add(problems, {
                          {"ObservationGuid", type}
        });
    }
    EXPECT_TRUE(items(problem).empty());
    EXPECT_EQ(items(family_history).size(), 1U);
    EXPECT_EQ(fate(problems, 1).cause, "contradiction:CareRecord_Problem");
    EXPECT_EQ(fate(problems, 2).cause, "contradiction:CareRecord_Problem");
}

TEST_F(EmisExtensions, MakeAProblemOfACodeThatSpeaksOfTheFamilyItself)
{
    observation({
        {"ObservationGuid", "{OBS}"         },
        {"ObservationType", "Family history"},
        {"CodeId",          "8"             }
    });
    add(problems, {
                      {"ObservationGuid", "{OBS}"}
    });
    EXPECT_EQ(items(problem).size(), 1U);
}

TEST_F(EmisExtensions, KeepInWordsThatAProblemEndedOnAnUnknownDate)
{
    observation({
        {"ObservationGuid", "{OBS}"},
        {"CodeId",          "1"    }
    });
    add(problems,
        {
            {"ObservationGuid",  "{OBS}"     },
            {"EndDate",          "2010-01-01"},
            {"EndDatePrecision", "U"         }
    });
    EXPECT_EQ(only(problem).at("end_date"), "");
    EXPECT_EQ(only(problem).at("text"), "EndDate: on an unknown date");
    EXPECT_EQ(fate(problems, 1).outcome, Outcome::converted);
}

TEST_F(EmisExtensions, MakeTwoItemsOfAnAllergyThatIsAlsoAProblem)
{
    observation({
        {"ObservationGuid", "{OBS}"  },
        {"ObservationType", "Allergy"},
        {"CodeId",          "5"      }
    });
    add(problems,
        {
            {"ObservationGuid",          "{OBS}"         },
            {"ProblemStatusDescription", "Active Problem"}
    });
    EXPECT_EQ(only(allergy).at("category"), "drug");
    EXPECT_EQ(only(problem).at("status"), "Active Problem");
    EXPECT_EQ(only(problem).at("code"), "91936005");
    EXPECT_EQ(only(problem).at("date"), "2010-03-17");
    EXPECT_NE(fate(problems, 1).item, fate(observations, 1).item);
    EXPECT_EQ(fate(problems, 1).rule, "second-item-of-row");
}

TEST_F(EmisExtensions, AreHeldWithoutTheRowTheyComplete)
{
    add(problems, {
                      {"ObservationGuid", "{NOBODY}"}
    });
    EXPECT_EQ(outcome(problems, 1), "held");
    EXPECT_EQ(fate(problems, 1).cause, "missing_base:CareRecord_Problem");
    decide("missing_base:CareRecord_Problem", "leave");
    EXPECT_EQ(outcome(problems, 1), "left");
}

TEST_F(EmisExtensions, HoldTheRowThatOnlyTheyMakeAProblem)
{
    observation({
        {"ObservationGuid", "{OBS}"},
        {"CodeId",          "1"    }
    });
    add(problems, {
                      {"ObservationGuid", "{OBS}"  },
                      {"Deleted",         "perhaps"}
    });
    EXPECT_EQ(outcome(observations, 1), "held");
    EXPECT_EQ(fate(observations, 1).cause, "bad_value:CareRecord_Problem.Deleted");
    decide("bad_value:CareRecord_Problem.Deleted", "leave");
    EXPECT_EQ(outcome(problems, 1), "left");
    EXPECT_EQ(outcome(observations, 1), "carried");
}

TEST_F(EmisExtensions, HoldNoRowThatSaysItselfWhatItIs)
{
    observation({
        {"ObservationGuid", "{OBS}"  },
        {"ObservationType", "Allergy"},
        {"CodeId",          "5"      }
    });
    add(problems, {
                      {"ObservationGuid", "{OBS}"  },
                      {"Deleted",         "perhaps"}
    });
    EXPECT_EQ(outcome(problems, 1), "held");
    EXPECT_EQ(only(allergy).at("category"), "drug");
}

TEST_F(EmisExtensions, AreHeldWithTheRowTheyComplete)
{
    observation({
        {"ObservationGuid", "{OBS}"     },
        {"CodeId",          "1"         },
        {"EffectiveDate",   "2010-02-30"}
    });
    add(problems, {
                      {"ObservationGuid", "{OBS}"}
    });
    EXPECT_EQ(outcome(observations, 1), "held");
    EXPECT_EQ(outcome(problems, 1), "held");
    EXPECT_EQ(fate(problems, 1).cause, fate(observations, 1).cause);
    EXPECT_TRUE(items(problem).empty());
}

TEST_F(EmisExtensions, HoldTheRowTheyCompleteWhereTheyCannotBeRead)
{
    observation({
        {"ObservationGuid", "{OBS}"},
        {"CodeId",          "1"    }
    });
    add(problems, {
                      {"ObservationGuid", "{OBS}"     },
                      {"EndDate",         "2010-13-01"}
    });
    EXPECT_EQ(outcome(observations, 1), "held");
    EXPECT_EQ(fate(observations, 1).cause, "bad_value:CareRecord_Problem.EndDate");
    EXPECT_TRUE(items(problem).empty());
}

TEST_F(EmisExtensions, OfADeletedRowAreHeld)
{
    observation({
        {"ObservationGuid", "{OBS}"},
        {"CodeId",          "1"    },
        {"Deleted",         "true" }
    });
    add(problems, {
                      {"ObservationGuid", "{OBS}"}
    });
    EXPECT_EQ(outcome(observations, 1), "left");
    EXPECT_EQ(outcome(problems, 1), "held");
}

TEST_F(EmisExtensions, StandBeforeTheirRowAsWellAsBehindIt)
{
    observation({
        {"ObservationGuid", "{OBS}"},
        {"CodeId",          "1"    }
    });
    observation({
        {"ObservationGuid", "{OTHER}"},
        {"CodeId",          "1"      },
        {"ProblemGuid",     "{OBS}"  }
    });
    add(problems, {
                      {"ObservationGuid", "{OBS}"}
    });
    EXPECT_EQ(only(ItemType::observation).at("problem"), "{OBS}");
}

TEST_F(EmisExtensions, WithoutATypeColumnTheCategoryDecides)
{
    auto columns = extract().header(observations);
    std::erase(columns, "ObservationType");
    extract().set_header(observations, columns);
    observation({
        {"CodeId", "5"}
    });
    EXPECT_EQ(only(allergy).at("category"), "drug");
}

} // namespace
} // namespace ferry::sources

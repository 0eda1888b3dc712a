#include "sources/emis/test_emis.hpp"

namespace ferry::sources {
namespace {

using enum ItemType;

class EmisValues : public EmisTest {
protected:
    /// The one observation that comes of these cells.
    support::ShownItem read(support::Cells cells)
    {
        cells.try_emplace("CodeId", "1");
        observation(cells);
        return only(ItemType::observation);
    }

    /// The cause for which a row with these cells is held.
    std::string held(support::Cells cells)
    {
        cells.try_emplace("CodeId", "1");
        observation(cells);
        EXPECT_EQ(outcome(observations, 1), "held");
        EXPECT_TRUE(items(ItemType::observation).empty());
        return fate(observations, 1).cause;
    }
};

class EmisNumbers : public EmisValues, public testing::WithParamInterface<std::string_view> {};

TEST_P(EmisNumbers, StandDigitForDigit)
{
    const std::string value{GetParam()};
    const auto item = read({
        {"Value",            value},
        {"NumericRangeLow",  value},
        {"NumericRangeHigh", value}
    });
    EXPECT_EQ(item.at("value"), value);
    EXPECT_EQ(item.at("range_low"), value);
    EXPECT_EQ(item.at("range_high"), value);
    EXPECT_EQ(outcome(observations, 1), "carried");
}

INSTANTIATE_TEST_SUITE_P(All, EmisNumbers,
                         testing::Values("1.50", "<0.1", ">=90", "6.", "-3", "1e3", "007",
                                         "Positive", "12,5", " 5 ", "0"));

struct DateCase {
    std::string_view name, date, precision, reads;
};

class EmisDates : public EmisValues, public testing::WithParamInterface<DateCase> {};

TEST_P(EmisDates, KeepOnlyTheDigitsThatAreKnown)
{
    const DateCase& one = GetParam();
    const auto item = read({
        {"EffectiveDate",          std::string{one.date}     },
        {"EffectiveDatePrecision", std::string{one.precision}}
    });
    EXPECT_EQ(item.at("date"), one.reads);
}

constexpr DateCase dates[] = {
    {"Unknown",    "2010-03-17", "U",    ""          },
    {"Year",       "2010-01-01", "Y",    "2010"      },
    {"Month",      "2010-03-01", "YM",   "2010-03"   },
    {"Day",        "2010-03-17", "YMD",  "2010-03-17"},
    {"TimeUnsaid", "2010-03-17", "YMDT", "2010-03-17"},
    {"Leap",       "2012-02-29", "YMD",  "2012-02-29"},
    {"NoDate",     "",           "YMD",  ""          },
};

INSTANTIATE_TEST_SUITE_P(All, EmisDates, testing::ValuesIn(dates),
                         [](const auto& one) { return std::string{one.param.name}; });

struct HeldCase {
    std::string_view name, column, value;
};

class EmisUnreadable : public EmisValues, public testing::WithParamInterface<HeldCase> {};

TEST_P(EmisUnreadable, AreHeldWithTheirColumnAsTheCause)
{
    const HeldCase& one = GetParam();
    EXPECT_EQ(held({
                  {std::string{one.column}, std::string{one.value}}
    }),
              "bad_value:CareRecord_Observation." + std::string{one.column});
}

constexpr HeldCase unreadable[] = {
    {"ThirtyFebruary", "EffectiveDate",          "2010-02-30"   },
    {"DayFirst",       "EffectiveDate",          "17/03/2010"   },
    {"Words",          "EffectiveDate",          "in the spring"},
    {"YearNought",     "EffectiveDate",          "0000-00-00"   },
    {"Precision",      "EffectiveDatePrecision", "YMDH"         },
    {"NoPrecision",    "EffectiveDatePrecision", ""             },
    {"Order",          "ProcessingId",           "first"        },
    {"OrderTooLarge",  "ProcessingId",           "1e9"          },
    {"Clock",          "EnteredTime",            "25:00:00"     },
    {"ClockWords",     "EnteredTime",            "noon"         },
    {"Flag",           "IsConfidential",         "perhaps"      },
    {"AbnormalFlag",   "Abnormal",               "2"            },
    {"BadText",        "Value",                  "5\xE9"        },
    {"BadId",          "ObservationGuid",        "{\xFF}"       },
};

INSTANTIATE_TEST_SUITE_P(All, EmisUnreadable, testing::ValuesIn(unreadable),
                         [](const auto& one) { return std::string{one.param.name}; });

TEST_F(EmisValues, HoldATimeWithoutItsDay)
{
    EXPECT_EQ(held({
                  {"EnteredDate", ""        },
                  {"EnteredTime", "10:15:00"}
    }),
              "bad_value:CareRecord_Observation.EnteredDate");
}

TEST_F(EmisValues, HoldATextWithANulByte)
{
    EXPECT_EQ(held({
                  {"NumericUnit", std::string{"m\0g", 3}}
    }),
              "bad_value:CareRecord_Observation.NumericUnit");
}

TEST_F(EmisValues, GoWithoutWhatCannotBeReadWhereAPersonDecidedSo)
{
    decide("bad_value:CareRecord_Observation.EffectiveDate", "without-value");
    const auto item = read({
        {"EffectiveDate", "2010-02-30"},
        {"Value",         "7"         }
    });
    EXPECT_EQ(item.at("date"), "");
    EXPECT_EQ(item.at("value"), "7");
    EXPECT_EQ(item.at("text"), "EffectiveDate as it stood: 2010-02-30");
    EXPECT_EQ(outcome(observations, 1), "degraded");
    EXPECT_EQ(fate(observations, 1).cause, "bad_value:CareRecord_Observation.EffectiveDate");
}

TEST_F(EmisValues, HoldAPrecisionOfNoDateThatCannotBeRead)
{
    EXPECT_EQ(held({
                  {"EffectiveDate",          ""  },
                  {"EffectiveDatePrecision", "ZZ"}
    }),
              "bad_value:CareRecord_Observation.EffectiveDatePrecision");
    decide("bad_value:CareRecord_Observation.EffectiveDatePrecision", "without-value");
    EXPECT_EQ(only(ItemType::observation).at("text"), "EffectiveDatePrecision as it stood: ZZ");
}

TEST_F(EmisValues, KeepTheDateAndThePrecisionThatCannotBeReadAsText)
{
    decide("bad_value:CareRecord_Observation.EffectiveDatePrecision", "without-value");
    const auto item = read({
        {"EffectiveDatePrecision", "ZZ"}
    });
    EXPECT_EQ(item.at("date"), "");
    EXPECT_EQ(item.at("text"), "EffectiveDatePrecision as it stood: ZZ; "
                               "EffectiveDate as it stood: 2010-03-17");
}

TEST_F(EmisValues, GoWithoutTheOrderOfARowWhereAPersonDecidedSo)
{
    decide("bad_value:CareRecord_Observation.ProcessingId", "without-value");
    const auto item = read({
        {"ProcessingId", "first"}
    });
    EXPECT_EQ(item.at("text"), "ProcessingId as it stood: first");
    EXPECT_EQ(outcome(observations, 1), "degraded");
}

/// The code stands all the same: what the row says of it can be read.
TEST_F(EmisValues, HoldARowOfTheDictionaryWhoseOrderCannotBeRead)
{
    const std::string_view codes = "Coding_ClinicalCode";
    add(codes, {
                   {"CodeId",       "99"    },
                   {"Term",         "A term"},
                   {"ProcessingId", "first" }
    });
    EXPECT_EQ(read({
                       {"CodeId", "99"}
    })
                  .codes.at("code")
                  ->text,
              "A term");
    const auto row = static_cast<std::int64_t>(support::test_codes().size()) + 1;
    EXPECT_EQ(fate(codes, row).cause, "bad_value:Coding_ClinicalCode.ProcessingId");
    EXPECT_EQ(outcome(codes, row), "held");
    decide("bad_value:Coding_ClinicalCode.ProcessingId", "without-value");
    EXPECT_EQ(outcome(codes, row), "left");
}

/// Which of two counts is not told by numbers that are none.
TEST_F(EmisValues, TakeNoOrderFromWordsWhereTwoRowsExplainACode)
{
    for (const auto* order : {"first", "second"}) {
        add("Coding_ClinicalCode", {
                                       {"CodeId",       "99" },
                                       {"Term",         order},
                                       {"ProcessingId", order}
        });
    }
    EXPECT_EQ(held({
                  {"CodeId", "99"}
    }),
              "contradictory_code:99");
}

TEST_F(EmisValues, KeepTheTextBesideWhatCouldNotBeRead)
{
    use_layout("5.4");
    decide("bad_value:CareRecord_Observation.EffectiveDate", "without-value");
    const std::string text =
        read({
                 {"EffectiveDate",  "2010-02-30"          },
                 {"AssociatedText", R"(said "chest" pain)"}
    })
            .at("text");
    EXPECT_NE(text.find(R"(said "chest" pain)"), std::string::npos) << text;
    EXPECT_NE(text.find("EffectiveDate as it stood: 2010-02-30"), std::string::npos) << text;
}

TEST_F(EmisValues, LeaveTheRowWhereAPersonDecidedSo)
{
    decide("bad_value:CareRecord_Observation.EffectiveDate", "leave");
    observation({
        {"CodeId",        "1"         },
        {"EffectiveDate", "2010-02-30"}
    });
    EXPECT_EQ(outcome(observations, 1), "left");
    EXPECT_EQ(fate(observations, 1).rule, "decision");
    EXPECT_TRUE(items(ItemType::observation).empty());
}

TEST_F(EmisValues, JoinADateAndItsTime)
{
    EXPECT_EQ(read({
                       {"EnteredDate", "2010-07-01"},
                       {"EnteredTime", "00:00:00"  }
    })
                  .at("recorded"),
              "2010-07-01T00:00:00");
}

TEST_F(EmisValues, ReadFlagsInEveryWord)
{
    for (const auto* word : {"true", "1", "TRUE", "false", "0", "False"}) {
        observation({
            {"CodeId",         "1" },
            {"IsConfidential", word}
        });
    }
    std::vector<std::string> flags;
    for (const auto& item : items(ItemType::observation)) {
        flags.push_back(item.at("confidential"));
    }
    EXPECT_EQ(flags, (std::vector<std::string>{"true", "true", "true", "false", "false", "false"}));
}

TEST_F(EmisValues, KeepQuotesCommasAndLineBreaks)
{
    use_layout("5.4");
    const std::string text = "He said \"no\",\r\nthen left;\nsee note, \"\"";
    EXPECT_EQ(read({
                       {"AssociatedText", text}
    })
                  .at("text"),
              text);
}

TEST_F(EmisValues, KeepLettersOfEveryScript)
{
    use_layout("5.4");
    EXPECT_EQ(read({
                       {"AssociatedText", "caf\xC3\xA9 \xE2\x80\x93 \xE6\xBC\xA2"}
    })
                  .at("text"),
              "caf\xC3\xA9 \xE2\x80\x93 \xE6\xBC\xA2");
}

TEST_F(EmisValues, HoldTheComparatorOfLiveExtractsBesideTheValue)
{
    use_layout("8-live");
    const auto item = read({
        {"NumericOperator", "<"  },
        {"Value",           "0.1"}
    });
    EXPECT_EQ(item.at("comparator"), "<");
    EXPECT_EQ(item.at("value"), "0.1");
}

TEST_F(EmisValues, OfPartsHoldThePatientAndTheWholeRecord)
{
    extract() = support::tiny_emis(emis_csv());
    add("Admin_Patient", {
                             {"PatientGuid",        "{P-2}"     },
                             {"DateOfRegistration", "2001-02-30"}
    });
    observation({
        {"PatientGuid", "{P-2}"},
        {"CodeId",      "1"    }
    });
    EXPECT_EQ(outcome("Admin_Patient", 2), "held");
    EXPECT_EQ(outcome(observations, 1), "held");
    const Record& record = run().patient("{P-2}").mapped->record;
    for (const auto& item : support::items_of(record)) {
        EXPECT_EQ(item.type, alert) << item.line();
    }
}

TEST_F(EmisValues, MakeAddressContactAndRegistrationOfThePatientsRow)
{
    add("Admin_Patient", {
                             {"PatientGuid",            "{P-2}"     },
                             {"DateOfRegistration",     "2001-02-03"},
                             {"PatientTypeDescription", "Regular"   },
                             {"Postcode",               "LS21 5MU"  },
                             {"MobilePhone",            "07700"     }
    });
    const Record& record = run().patient("{P-2}").mapped->record;
    EXPECT_EQ(support::items_of(record, registration).at(0).at("start_date"), "2001-02-03");
    EXPECT_EQ(support::items_of(record, registration).at(0).at("type"), "Regular");
    EXPECT_EQ(support::items_of(record, address).at(0).at("postcode"), "LS21 5MU");
    EXPECT_EQ(support::items_of(record, contact).at(0).at("mobile_phone"), "07700");
}

TEST_F(EmisValues, SayNothingOfAMedicationThatIsNeitherActiveNorEnded)
{
    for (const auto* active : {"", "perhaps", "false", "true"}) {
        add(medications,
            {
                {"CodeId",           "501"   },
                {"PrescriptionType", "Repeat"},
                {"IsActive",         active  }
        });
    }
    decide("bad_value:Prescribing_DrugRecord.IsActive", "without-value");
    const auto found = items(medication);
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0].at("status"), "");
    EXPECT_EQ(found[0].at("active_in_source"), "");
    EXPECT_EQ(found[1].at("status"), "");
    EXPECT_EQ(found[2].at("status"), "past");
    EXPECT_EQ(found[3].at("status"), "awaiting_reauthorisation");
}

} // namespace
} // namespace ferry::sources

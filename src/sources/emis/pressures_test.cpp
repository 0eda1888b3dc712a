#include "sources/emis/test_emis.hpp"

namespace ferry::sources {
namespace {

using support::Cells;

/// The three rows of one blood pressure, to be changed by a test.
struct Triple {
    Cells heading{
        {"ObservationGuid", "{BP}"},
        {"CodeId",          "2"   }
    };
    Cells systolic{
        {"ObservationGuid",       "{SYS}"},
        {"ParentObservationGuid", "{BP}" },
        {"CodeId",                "3"    },
        {"Value",                 "120"  },
        {"NumericUnit",           "mmHg" }
    };
    Cells diastolic{
        {"ObservationGuid",       "{DIA}"},
        {"ParentObservationGuid", "{BP}" },
        {"CodeId",                "4"    },
        {"Value",                 "80"   },
        {"NumericUnit",           "mmHg" }
    };
};

class EmisPressures : public EmisTest {
protected:
    void expect_pair(std::string_view rule = "blood-pressure-pair")
    {
        const auto item = only(ItemType::blood_pressure);
        EXPECT_EQ(item.at("source_id"), "{BP}");
        EXPECT_EQ(item.at("systolic"), "120");
        EXPECT_EQ(item.at("diastolic"), "80");
        EXPECT_EQ(item.at("unit"), "mmHg");
        EXPECT_EQ(item.at("systolic_id"), "{SYS}");
        EXPECT_EQ(item.at("diastolic_id"), "{DIA}");
        EXPECT_EQ(item.at("systolic_code"), "271649006");
        EXPECT_EQ(item.at("diastolic_code"), "271650006");
        EXPECT_TRUE(items(ItemType::observation).empty());
        for (int row = 1; row <= 3; ++row) {
            EXPECT_EQ(outcome(observations, row), "converted");
            EXPECT_EQ(fate(observations, row).rule, rule);
            EXPECT_EQ(fate(observations, row).item, item.no);
        }
    }
};

TEST_F(EmisPressures, AreMadeOfAHeadingAndTwoValues)
{
    const Triple rows;
    observation(rows.heading);
    observation(rows.systolic);
    observation(rows.diastolic);
    expect_pair();
}

TEST_F(EmisPressures, AreMadeWhateverTheOrderOfTheRows)
{
    const Triple rows;
    observation(rows.heading);
    observation(rows.diastolic);
    observation(rows.systolic);
    expect_pair("blood-pressure-pair-diastolic-first");
}

TEST_F(EmisPressures, AreMadeWhenTheHeadingStandsLast)
{
    const Triple rows;
    observation(rows.diastolic);
    observation(rows.systolic);
    observation(rows.heading);
    expect_pair("blood-pressure-pair-diastolic-first");
}

TEST_F(EmisPressures, TakeAHeadingByAnyOfItsCodes)
{
    Triple rows;
    rows.heading["CodeId"] = "17";
    observation(rows.heading);
    observation(rows.systolic);
    observation(rows.diastolic);
    expect_pair();
}

/// One change to one of the rows that keeps the pair apart.
struct Disagreement {
    std::string_view name;
    int row; ///< 0 heading, 1 systolic, 2 diastolic
    std::string_view column, value;
};

class EmisPressuresApart : public EmisPressures,
                           public testing::WithParamInterface<Disagreement> {};

TEST_P(EmisPressuresApart, AreThreeObservationsWithNothingLost)
{
    const Disagreement& one = GetParam();
    Triple rows;
    Cells* changed = one.row == 0 ? &rows.heading : one.row == 1 ? &rows.systolic : &rows.diastolic;
    (*changed)[std::string{one.column}] = one.value;
    observation(rows.heading);
    observation(rows.systolic);
    observation(rows.diastolic);
    EXPECT_TRUE(items(ItemType::blood_pressure).empty());
    ASSERT_EQ(items(ItemType::observation).size(), 3U);
    EXPECT_EQ(items(ItemType::observation)[1].at("value"), rows.systolic["Value"]);
    EXPECT_EQ(items(ItemType::observation)[2].at("value"), rows.diastolic["Value"]);
    EXPECT_EQ(items(ItemType::observation)[2].at("unit"), rows.diastolic["NumericUnit"]);
}

constexpr Disagreement disagreements[] = {
    {"NoSystolicValue",   1, "Value",                   ""          },
    {"NoDiastolicValue",  2, "Value",                   ""          },
    {"ValueOnTheHeading", 0, "Value",                   "120"       },
    {"UnitOnTheHeading",  0, "NumericUnit",             "mmHg"      },
    {"TwoUnits",          2, "NumericUnit",             "kPa"       },
    {"TwoDates",          1, "EffectiveDate",           "2010-03-16"},
    {"TwoPrecisions",     2, "EffectiveDatePrecision",  "YM"        },
    {"TwoTimesOfEntry",   2, "EnteredTime",             "10:16:00"  },
    {"TwoClinicians",     1, "ClinicianUserInRoleGuid", "{STAFF-2}" },
    {"TwoConsultations",  1, "ConsultationGuid",        "{CONS}"    },
    {"TwoProblems",       2, "ProblemGuid",             "{PROBLEM}" },
    {"Confidential",      2, "IsConfidential",          "true"      },
    {"Range",             1, "NumericRangeHigh",        "140"       },
    {"NotUnderTheSame",   2, "ParentObservationGuid",   "{OTHER}"   },
    {"TwiceSystolic",     2, "CodeId",                  "3"         },
    {"OtherHeading",      0, "CodeId",                  "1"         },
};

INSTANTIATE_TEST_SUITE_P(Disagreeing, EmisPressuresApart, testing::ValuesIn(disagreements),
                         [](const auto& one) { return std::string{one.param.name}; });

TEST_F(EmisPressures, KeepEachHalfsMarkOfAbnormality)
{
    Triple rows;
    rows.systolic["Abnormal"] = "true";
    rows.systolic["AbnormalReason"] = "H";
    observation(rows.heading);
    observation(rows.systolic);
    observation(rows.diastolic);
    const auto item = only(ItemType::blood_pressure);
    EXPECT_EQ(item.at("systolic_abnormal"), "true");
    EXPECT_EQ(item.at("systolic_abnormal_reason"), "H");
    EXPECT_EQ(item.at("diastolic_abnormal"), "");
}

TEST_F(EmisPressures, StandApartWhereAComparatorIsOfOneHalfOnly)
{
    use_layout("8-live");
    Triple rows;
    rows.systolic["NumericOperator"] = ">";
    rows.heading["NumericOperator"] = ">";
    observation(rows.heading);
    observation(rows.systolic);
    observation(rows.diastolic);
    EXPECT_TRUE(items(ItemType::blood_pressure).empty());
}

TEST_F(EmisPressures, OfARelativeAreNotThePatients)
{
    for (const int row : {0, 1, 2}) {
        Triple rows;
        (row == 0   ? rows.heading
         : row == 1 ? rows.systolic
                    : rows.diastolic)["ObservationType"] = "Family history";
        observation(rows.heading);
        observation(rows.systolic);
        observation(rows.diastolic);
    }
    EXPECT_TRUE(items(ItemType::blood_pressure).empty());
}

TEST_F(EmisPressures, AreHeldAsAWholeWhereOneHalfCannotBeRead)
{
    Triple rows;
    rows.diastolic["Abnormal"] = "perhaps";
    observation(rows.heading);
    observation(rows.systolic);
    observation(rows.diastolic);
    EXPECT_TRUE(items(ItemType::blood_pressure).empty());
    EXPECT_TRUE(items(ItemType::observation).empty());
    for (int row = 1; row <= 3; ++row) {
        EXPECT_EQ(outcome(observations, row), "held") << row;
    }
}

TEST_F(EmisPressures, StandApartWhereTheHeadingIsDeleted)
{
    Triple rows;
    rows.heading["Deleted"] = "true";
    observation(rows.heading);
    observation(rows.systolic);
    observation(rows.diastolic);
    EXPECT_EQ(outcome(observations, 1), "left");
    ASSERT_EQ(items(ItemType::observation).size(), 2U);
    EXPECT_EQ(items(ItemType::observation)[0].at("loose_links"), "parent={BP}");
}

TEST_F(EmisPressures, LoseNoHalfWhereTheHeadingIsHeld)
{
    Triple rows;
    rows.heading["EffectiveDate"] = "2010-02-30";
    rows.systolic["EffectiveDate"] = "";
    rows.diastolic["EffectiveDate"] = "";
    observation(rows.systolic);
    observation(rows.heading);
    observation(rows.diastolic);
    EXPECT_EQ(outcome(observations, 2), "held");
    EXPECT_EQ(run().breach(), "");
}

TEST_F(EmisPressures, HaveNoUnitWhereTheirHalvesHaveNone)
{
    Triple rows;
    rows.systolic["NumericUnit"] = rows.diastolic["NumericUnit"] = "";
    for (const Cells& cells : {rows.heading, rows.systolic, rows.diastolic}) {
        observation(cells);
    }
    const auto item = only(ItemType::blood_pressure);
    const FieldNo unit = field_no(ItemType::blood_pressure, "unit");
    EXPECT_FALSE(run().patient(support::main_patient).mapped->record.value(item.no, unit).present);
}

} // namespace
} // namespace ferry::sources

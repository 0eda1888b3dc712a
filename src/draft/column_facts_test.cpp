#include "draft/column_facts.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace ferry::draft {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

ColumnFacts facts_of(const std::vector<std::string>& cells)
{
    ColumnFacts facts;
    for (const std::string& cell : cells) {
        facts.take(cell);
    }
    return facts;
}

struct Seen {
    std::string_view name;
    std::vector<std::string> cells;
    Looks looks;
};

class ColumnLooks : public testing::TestWithParam<Seen> {};

TEST_P(ColumnLooks, IsToldFromItsCells)
{
    EXPECT_EQ(facts_of(GetParam().cells).looks(), GetParam().looks);
}

const Seen all[] = {
    {"Nothing",    {"", ""},                                   Looks::nothing},
    {"Flag",       {"Y", "N", ""},                             Looks::flag   },
    {"Digits",     {"0", "1", "1"},                            Looks::flag   },
    {"Whole",      {"7", "0012", "-3"},                        Looks::whole  },
    {"Decimal",    {"1.50", "2"},                              Looks::decimal},
    {"Date",       {"17/03/2010", "", "01/04/2011"},           Looks::date   },
    {"DigitDate",  {"20100317", "19991231"},                   Looks::date   },
    {"ShortDay",   {"7-Mar-2010", "17-Mar-2010"},              Looks::date   },
    {"ShortDate",  {"7/3/2010", "17/03/2010", "1/12/2011"},    Looks::date   },
    {"LongNumber", {"20100317", "99999999"},                   Looks::whole  },
    {"NoSuchDay",  {"30/02/2010", "31/02/2010"},               Looks::text   },
    {"Uuid",       {"4020b782-fe64-5957-3d66-ab523145ca5d"},   Looks::uuid   },
    {"BracedUuid", {"{4020B782-FE64-5957-3D66-AB523145CA5D}"}, Looks::uuid   },
    {"Text",       {"low", "17/03/2010"},                      Looks::text   },
};

INSTANTIATE_TEST_SUITE_P(All, ColumnLooks, testing::ValuesIn(all),
                         [](const auto& one) { return std::string{one.param.name}; });

TEST(ColumnFacts, SaysWhereDayAndMonthCouldBeEitherWay)
{
    EXPECT_TRUE(facts_of({"03/04/2010", "12/12/2011"}).day_and_month_unclear());
    EXPECT_FALSE(facts_of({"03/04/2010", "13/12/2011"}).day_and_month_unclear());
    EXPECT_FALSE(facts_of({"2010-03-04"}).day_and_month_unclear());
    EXPECT_EQ(facts_of({"03/04/2010", "04/13/2011"}).date_form().text(), "MM/dd/yyyy[ HH:mm[:ss]]");
    EXPECT_TRUE(facts_of({"3/4/2010", "12/12/2011"}).day_and_month_unclear());
    EXPECT_EQ(facts_of({"3/4/2010", "13/12/2011"}).date_form().text(), "d/M/yyyy[ HH:mm[:ss]]");
    EXPECT_EQ(facts_of({"3/4/2010", "4/13/2011"}).date_form().text(), "M/d/yyyy[ HH:mm[:ss]]");
    EXPECT_EQ(facts_of({"17-Mar-2010"}).date_form().text(), "dd-MMM-yyyy[ HH:mm[:ss]]")
        << "the stricter of two that fit";
}

TEST(ColumnFacts, KnowsNhsNumbersByTheirCheckDigits)
{
    EXPECT_TRUE(facts_of({"9990000018", "9990000026", "999 000 0034", "9990000042", "9990000050"})
                    .is_nhs_number());
    EXPECT_FALSE(facts_of({"9990000019", "9990000026", "9990000034", "9990000042", "9990000050"})
                     .is_nhs_number());
    EXPECT_FALSE(facts_of({"9990000018"}).is_nhs_number()) << "one proves nothing";
}

TEST(ColumnFacts, KnowsCodesByTheirForm)
{
    EXPECT_TRUE(facts_of({"195967001", "271649006", "91934008"}).is_snomed());
    EXPECT_FALSE(facts_of({"195967002", "271649007", "91934009"}).is_snomed());
    EXPECT_TRUE(facts_of({"H33..", "246A.", "65E..00"}).is_read_code());
    EXPECT_FALSE(facts_of({"Hello", "there", "again"}).is_read_code());
}

TEST(ColumnFacts, IsUniqueOnlyWhereAllIsFilledAndNothingTwice)
{
    EXPECT_TRUE(facts_of({"1", "2", "3"}).is_unique());
    EXPECT_FALSE(facts_of({"1", "2", ""}).is_unique());
    EXPECT_FALSE(facts_of({"1", "2", "2"}).is_unique());
    EXPECT_FALSE(facts_of({}).is_unique());
}

TEST(ColumnFacts, ShowsShapesAndNeverTheTextOfAPatient)
{
    std::vector<std::string> names;
    for (int i = 0; i < 30; ++i) {
        names.push_back(fmt::format("Surname{} O'N\xC3\xA9il", i));
    }
    const std::string told = facts_of(names).told();
    EXPECT_THAT(told, Not(HasSubstr("Surname")));
    EXPECT_THAT(told, HasSubstr("30 different"));
    EXPECT_THAT(facts_of(names).words(), IsEmpty());
    EXPECT_THAT(facts_of({"Cooper", "Cooper", "Shah"}).words(), IsEmpty()) << "too few rows";
    std::vector<std::string> words(40, "Active");
    words.resize(60, "Past");
    EXPECT_THAT(facts_of(words).words(), ElementsAre("Active", "Past"));
}

TEST(ValueSet, ComparesAShareWhereThereAreTooManyValues)
{
    ValueSet some;
    ValueSet all_values;
    for (int i = 0; i < 400'000; ++i) {
        all_values.add(std::to_string(i));
        if (i % 3 == 0) {
            some.add(std::to_string(i));
        }
    }
    EXPECT_GT(all_values.share(), 1);
    EXPECT_NEAR(static_cast<double>(all_values.different()), 400'000.0, 12'000.0);
    EXPECT_FALSE(all_values.repeats());
    EXPECT_TRUE(some.inside(all_values).all());
    EXPECT_FALSE(all_values.inside(some).all());
    for (int i = 0; i < 400'000; ++i) {
        all_values.add(std::to_string(i));
    }
    EXPECT_TRUE(all_values.repeats());
}

} // namespace
} // namespace ferry::draft

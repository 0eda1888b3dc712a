#include "sources/tabular/date_pattern.hpp"

#include <gtest/gtest.h>

namespace ferry::tabular {
namespace {

struct Written {
    std::string_view name, pattern, text, reads; ///< reads: "" not at all
};

class DatePatterns : public testing::TestWithParam<Written> {};

TEST_P(DatePatterns, KeepTheDigitsThatAreKnown)
{
    const Written& one = GetParam();
    const auto pattern = DatePattern::of(one.pattern);
    ASSERT_TRUE(pattern.has_value());
    const auto read = pattern->read(one.text);
    EXPECT_EQ(read ? std::string{read->view()} : "", one.reads);
}

constexpr std::string_view zoned = "yyyy-MM-dd[THH:mm[:ss][Z]]";

constexpr std::string_view stamped = "yyyy-MM-dd[ HH:mm:ss[.S]Z]";

constexpr Written all[] = {
    {"British",        "dd/MM/yyyy",       "17/03/2010",                   "2010-03-17"         },
    {"Short",          "d/M/yyyy",         "7/3/2010",                     "2010-03-07"         },
    {"ShortOfTwo",     "d/M/yyyy",         "17/12/2010",                   "2010-12-17"         },
    {"American",       "MM/dd/yyyy",       "03/17/2010",                   "2010-03-17"         },
    {"NotAmerican",    "MM/dd/yyyy",       "17/03/2010",                   ""                   },
    {"Digits",         "yyyyMMdd",         "20100317",                     "2010-03-17"         },
    {"Named",          "dd-MMM-yyyy",      "17-MAR-2010",                  "2010-03-17"         },
    {"NoSuchName",     "dd-MMM-yyyy",      "17-MRZ-2010",                  ""                   },
    {"Year",           "yyyy",             "2010",                         "2010"               },
    {"Month",          "yyyy[-MM[-dd]]",   "2010-03",                      "2010-03"            },
    {"NoSuchMonth",    "yyyy[-MM[-dd]]",   "2010-13",                      ""                   },
    {"OnlyYear",       "yyyy[-MM[-dd]]",   "2010",                         "2010"               },
    {"Day",            zoned,              "2010-07-01",                   "2010-07-01"         },
    {"Clock",          zoned,              "2010-07-01T00:00",             "2010-07-01T00:00"   },
    {"NeverShifted",   zoned,              "2010-07-01T23:46:58Z",         "2010-07-01T23:46:58"},
    {"NorByOffset",    zoned,              "2010-07-01T23:46:58+01:00",    "2010-07-01T23:46:58"},
    {"Fraction",       stamped,            "2010-07-01 23:46:58.25+01",    "2010-07-01T23:46:58"},
    {"WholeSecond",    stamped,            "2010-07-01 23:46:58+00",       "2010-07-01T23:46:58"},
    {"DayOfStamp",     stamped,            "2010-07-01",                   "2010-07-01"         },
    {"OffsetOfOld",    stamped,            "1810-07-01 23:46:58+00:53:28", ""                   },
    {"ThirtyFebruary", "dd/MM/yyyy",       "30/02/2010",                   ""                   },
    {"Clock25",        zoned,              "2010-07-01T25:00",             ""                   },
    {"Left",           "dd/MM/yyyy",       "17/03/2010 ",                  ""                   },
    {"Blank",          "dd/MM/yyyy HH:mm", "17/03/2010 10:15",             "2010-03-17T10:15"   },
    {"TwoDigitYear",   "dd/MM/yyyy",       "17/03/10",                     ""                   },
    {"YearNought",     "yyyy",             "0000",                         ""                   },
};

INSTANTIATE_TEST_SUITE_P(All, DatePatterns, testing::ValuesIn(all),
                         [](const auto& one) { return std::string{one.param.name}; });

TEST(DatePattern, TellsWhyADateIsNone)
{
    const auto pattern = *DatePattern::of("dd/MM/yyyy");
    EXPECT_EQ(pattern.read("30/02/2010").error(), Fault::out_of_range);
    EXPECT_EQ(pattern.read("in the spring").error(), Fault::malformed);
    EXPECT_EQ(pattern.read("").error(), Fault::missing);
}

TEST(DatePattern, IsRefusedWhereItSaysTooLittleOrTooMuch)
{
    for (const auto* text : {"", "dd/MM", "yy-MM-dd", "yyyy-dd", "yyyy-MM-dd HH", "yyyy-MM-dd x",
                             "yyyy[-MM", "yyyy]-MM", "yyyy yyyy", "yyyyMMdd ss"}) {
        EXPECT_FALSE(DatePattern::of(text).has_value()) << text;
    }
}

} // namespace
} // namespace ferry::tabular

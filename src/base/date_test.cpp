#include "base/date.hpp"

#include <gtest/gtest.h>

namespace ferry {
namespace {

TEST(CheckIsoDate, TakesADayTheCalendarHas)
{
    for (const std::string_view text : {"2009-03-17", "2024-02-29", "1899-12-31"}) {
        EXPECT_EQ(check_iso_date(text), text);
    }
}

TEST(CheckIsoDate, SaysWhatIsWrongAndNeverGuesses)
{
    struct Case {
        std::string_view text;
        Fault fault;
    };
    constexpr Case cases[] = {
        {"",           Fault::missing     },
        {"17/03/2009", Fault::malformed   },
        {"2009-3-17",  Fault::malformed   },
        {"2009-0a-17", Fault::malformed   },
        {"2009-02-30", Fault::out_of_range},
        {"2023-02-29", Fault::out_of_range},
        {"2009-13-01", Fault::out_of_range},
        {"0009-01-01", Fault::out_of_range},
    };
    for (const auto& [text, fault] : cases) {
        const auto date = check_iso_date(text);
        ASSERT_FALSE(date) << text;
        EXPECT_EQ(date.error(), fault) << text;
    }
}

TEST(CheckClockTime, KnowsMidnightAndRefusesTheTwentyFifthHour)
{
    EXPECT_EQ(check_clock_time("00:00:00"), "00:00:00");
    EXPECT_EQ(check_clock_time("23:59"), "23:59");
    EXPECT_EQ(check_clock_time("25:00:00").error(), Fault::out_of_range);
    EXPECT_EQ(check_clock_time("9:00").error(), Fault::malformed);
}

TEST(PrecisionOf, IsTheLengthOfTheText)
{
    EXPECT_EQ(precision_of(""), Precision::unknown);
    EXPECT_EQ(precision_of("2009"), Precision::year);
    EXPECT_EQ(precision_of("2009-03"), Precision::month);
    EXPECT_EQ(precision_of("2009-03-17"), Precision::day);
    EXPECT_EQ(precision_of("2009-03-17T10:15:00"), Precision::time);
}

} // namespace
} // namespace ferry

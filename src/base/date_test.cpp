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

std::string read(DateForm form, std::string_view text)
{
    const auto date = read_date(form, text);
    return date ? std::string{date->view()} : std::string{name_of(date.error())};
}

TEST(ReadDate, KnowsHowEachSupplierWritesADay)
{
    EXPECT_EQ(read(DateForm::iso, "2009-03-17"), "2009-03-17");
    EXPECT_EQ(read(DateForm::named_month, "17 Mar 2009"), "2009-03-17");
    EXPECT_EQ(read(DateForm::named_month, "17 MAR 2009 10:15"), "2009-03-17T10:15");
    EXPECT_EQ(read(DateForm::named_month, "17 Mar 2009 10:15:07"), "2009-03-17T10:15:07");
    EXPECT_EQ(read(DateForm::digits, "20090317"), "2009-03-17");
}

TEST(ReadDate, SaysWhatIsWrongInEachForm)
{
    for (const DateForm form : {DateForm::iso, DateForm::named_month, DateForm::digits}) {
        EXPECT_EQ(read(form, ""), name_of(Fault::missing));
        EXPECT_EQ(read(form, "17/03/2009"), name_of(Fault::malformed));
    }
    EXPECT_EQ(read(DateForm::named_month, "30 Feb 2009"), name_of(Fault::out_of_range));
    EXPECT_EQ(read(DateForm::named_month, "17 Mrz 2009"), name_of(Fault::malformed));
    EXPECT_EQ(read(DateForm::named_month, "17 Mar 2009 25:00"), name_of(Fault::out_of_range));
    EXPECT_EQ(read(DateForm::named_month, "17 Mar 2009 "), name_of(Fault::malformed));
    EXPECT_EQ(read(DateForm::named_month, "17 Mar 2009T10:15"), name_of(Fault::malformed));
    EXPECT_EQ(read(DateForm::digits, "20090230"), name_of(Fault::out_of_range));
    EXPECT_EQ(read(DateForm::digits, "2009031"), name_of(Fault::malformed));
    EXPECT_EQ(read(DateForm::digits, "2009031x"), name_of(Fault::malformed));
}

TEST(ReadClockTime, ReadsACellOfItsOwn)
{
    EXPECT_EQ(read_clock_time(DateForm::digits, "0840")->view(), "08:40");
    EXPECT_EQ(read_clock_time(DateForm::iso, "08:40:00")->view(), "08:40:00");
    EXPECT_EQ(read_clock_time(DateForm::digits, "9999").error(), Fault::out_of_range);
    EXPECT_EQ(read_clock_time(DateForm::digits, "840").error(), Fault::malformed);
    EXPECT_EQ(read_clock_time(DateForm::digits, "").error(), Fault::missing);
}

} // namespace
} // namespace ferry

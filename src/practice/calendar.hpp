#pragma once

#include <compare>
#include <cstdint>

namespace ferry::practice {

/// A day as a count since 1 January 1970: what histories reckon with.
using Day = std::int32_t;

/// A day as it is written, yyyymmdd as one number; 0 is no date. It can name a
/// day the calendar does not have, for records have such days.
struct Date {
    std::int32_t ymd = 0;

    constexpr bool empty() const { return ymd == 0; }
    constexpr int year() const { return ymd / 10'000; }
    constexpr int month() const { return ymd / 100 % 100; }
    constexpr int day() const { return ymd % 100; }
    // NOLINTNEXTLINE(modernize-use-nullptr): it mistakes the 0 of an ordering for a pointer
    friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

/// The day's number. \pre month 1 to 12
constexpr Day day_of(int year, int month, int day)
{
    // Howard Hinnant's days_from_civil: years begin in March.
    const int y = month <= 2 ? year - 1 : year;
    const int era = y / 400;
    const int year_of_era = y - era * 400;
    const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + day_of_era - 719'468;
}

constexpr Day day_of(Date date)
{
    return day_of(date.year(), date.month(), date.day());
}

/// The date of a day in the years 1600 to 9999.
constexpr Date date_of(Day day)
{
    const int z = day + 719'468;
    const int era = z / 146'097;
    const int doe = z - era * 146'097;
    const int yoe = (doe - doe / 1'460 + doe / 36'524 - doe / 146'096) / 365;
    const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const int mp = (5 * doy + 2) / 153;
    const int month = mp < 10 ? mp + 3 : mp - 9;
    const int year = yoe + era * 400 + (month <= 2 ? 1 : 0);
    return {year * 10'000 + month * 100 + (doy - (153 * mp + 2) / 5 + 1)};
}

/// True on a Saturday or Sunday.
constexpr bool is_weekend(Day day)
{
    const int weekday = (day % 7 + 7 + 3) % 7; // 0 is Monday
    return weekday >= 5;
}

/// Whole years from `birth` to `day`; negative before the birth.
constexpr int age_on(Day birth, Day day)
{
    const Date from = date_of(birth);
    const Date to = date_of(day);
    return (to.ymd - from.ymd) / 10'000 - (to.ymd < from.ymd ? 1 : 0);
}

} // namespace ferry::practice

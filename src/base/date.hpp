#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/fault.hpp"

/// Dates as GP records hold them: with only the digits that are known.
///
/// A date is kept as the beginning of an ISO 8601 text: "2009", "2009-03",
/// "2009-03-17", "2009-03-17T10:15" or "2009-03-17T10:15:00". Its length is its
/// precision; nothing is ever filled in, and no clock time is ever shifted
/// between zones (R123).
namespace ferry {

enum class Precision : unsigned char { unknown, year, month, day, time };

/// The precision's name in JSON: "year", "month", "day", "time"; "" if unknown.
std::string_view name_of(Precision precision);

/// How much of the date stands in `iso`.
Precision precision_of(std::string_view iso);

/// Checks a full date "YYYY-MM-DD" (years 1800 to 2199, a day that exists).
Parsed<std::string_view> check_iso_date(std::string_view text);

/// Checks a time "HH:MM" or "HH:MM:SS" (24 hours, no zone).
Parsed<std::string_view> check_clock_time(std::string_view text);

/// How a supplier writes its dates and clock times.
enum class DateForm : std::uint8_t {
    iso,         ///< 2009-03-17, and 10:15 or 10:15:00 in a cell of its own
    named_month, ///< 17 Mar 2009, or 17 Mar 2009 10:15, or 17 Mar 2009 10:15:00
    digits,      ///< 20090317, and 1015 in a cell of its own
};

/// A date as it is kept, in its own room: no longer than "2009-03-17T10:15:00".
class DateText {
public:
    void add(std::string_view part);
    /// Without the clock time.
    void keep_day() { size_ = std::min<std::size_t>(size_, 10); }
    std::string_view view() const { return {room_.data(), size_}; }

private:
    std::array<char, 19> room_{};
    std::size_t size_ = 0;
};

/// Reads a date, with its clock time where one stands in the same text.
Parsed<DateText> read_date(DateForm form, std::string_view text);

/// Reads a clock time from a cell of its own, as "10:15" or "10:15:00".
Parsed<DateText> read_clock_time(DateForm form, std::string_view text);

/// The two digits of a month by its English name as suppliers shorten it, "03" for "Mar"; empty
/// if it is none.
std::string_view month_named(std::string_view name);

/// True if the calendar has this day.
bool day_exists(int year, int month, int day);

} // namespace ferry

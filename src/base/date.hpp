#pragma once

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

/// True if the calendar has this day.
bool day_exists(int year, int month, int day);

} // namespace ferry

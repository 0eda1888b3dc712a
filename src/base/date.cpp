#include "base/date.hpp"

#include <algorithm>
#include <array>

namespace ferry {
namespace {

constexpr std::size_t date_size = 10;
constexpr int first_year = 1800;
constexpr int last_year = 2199;

/// The number in the two or four digits of `text`, or -1.
int number(std::string_view text)
{
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return -1;
        }
        value = value * 10 + (c - '0');
    }
    return value;
}

} // namespace

std::string_view name_of(Precision precision)
{
    switch (precision) {
    case Precision::unknown:
        return "";
    case Precision::year:
        return "year";
    case Precision::month:
        return "month";
    case Precision::day:
        return "day";
    case Precision::time:
        return "time";
    }
    return "";
}

Precision precision_of(std::string_view iso)
{
    switch (iso.size()) {
    case 0:
        return Precision::unknown;
    case 4:
        return Precision::year;
    case 7:
        return Precision::month;
    case date_size:
        return Precision::day;
    default:
        return Precision::time;
    }
}

bool day_exists(int year, int month, int day)
{
    constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < first_year || year > last_year || month < 1 || month > 12 || day < 1) {
        return false;
    }
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const int last = month == 2 && leap ? 29 : days.at(static_cast<std::size_t>(month - 1));
    return day <= last;
}

Parsed<std::string_view> check_iso_date(std::string_view text)
{
    if (text.empty()) {
        return tl::unexpected{Fault::missing};
    }
    if (text.size() != date_size || text[4] != '-' || text[7] != '-') {
        return tl::unexpected{Fault::malformed};
    }
    const int year = number(text.substr(0, 4));
    const int month = number(text.substr(5, 2));
    const int day = number(text.substr(8, 2));
    if (std::min({year, month, day}) < 0) {
        return tl::unexpected{Fault::malformed};
    }
    if (!day_exists(year, month, day)) {
        return tl::unexpected{Fault::out_of_range};
    }
    return text;
}

Parsed<std::string_view> check_clock_time(std::string_view text)
{
    if (text.empty()) {
        return tl::unexpected{Fault::missing};
    }
    const bool with_seconds = text.size() == 8;
    if ((!with_seconds && text.size() != 5) || text[2] != ':' || (with_seconds && text[5] != ':')) {
        return tl::unexpected{Fault::malformed};
    }
    const int hours = number(text.substr(0, 2));
    const int minutes = number(text.substr(3, 2));
    const int seconds = with_seconds ? number(text.substr(6, 2)) : 0;
    if (std::min({hours, minutes, seconds}) < 0) {
        return tl::unexpected{Fault::malformed};
    }
    if (hours > 23 || minutes > 59 || seconds > 59) {
        return tl::unexpected{Fault::out_of_range};
    }
    return text;
}

} // namespace ferry

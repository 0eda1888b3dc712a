#include "base/date.hpp"

#include <algorithm>
#include <array>

#include "base/require.hpp"
#include "base/text.hpp"

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
        if (!is_digit(c)) {
            return -1;
        }
        value = value * 10 + (c - '0');
    }
    return value;
}

Parsed<DateText> dated(std::string_view year, std::string_view month, std::string_view day)
{
    DateText date;
    for (const std::string_view part :
         {year, std::string_view{"-"}, month, std::string_view{"-"}, day}) {
        date.add(part);
    }
    const auto checked = check_iso_date(date.view());
    if (!checked) {
        return tl::unexpected{checked.error()};
    }
    return date;
}

/// "17 Mar 2009", and a clock time behind it if there is one.
Parsed<DateText> read_named_month(std::string_view text)
{
    constexpr std::size_t day_size = 11;
    if (text.size() < day_size || text[2] != ' ' || text[6] != ' ') {
        return tl::unexpected{Fault::malformed};
    }
    const std::string_view month = month_named(text.substr(3, 3));
    if (month.empty()) {
        return tl::unexpected{Fault::malformed};
    }
    auto date = dated(text.substr(7, 4), month, text.substr(0, 2));
    if (!date || text.size() == day_size) {
        return date;
    }
    const auto clock = text[day_size] == ' ' ? check_clock_time(text.substr(day_size + 1))
                                             : tl::unexpected{Fault::malformed};
    if (!clock) {
        return tl::unexpected{clock.error() == Fault::missing ? Fault::malformed : clock.error()};
    }
    date->add("T");
    date->add(*clock);
    return date;
}

Parsed<DateText> read_digits(std::string_view text)
{
    if (text.size() != 8) {
        return tl::unexpected{Fault::malformed};
    }
    return dated(text.substr(0, 4), text.substr(4, 2), text.substr(6));
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

std::string_view month_named(std::string_view name)
{
    constexpr std::array<std::string_view, 12> names{"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};
    constexpr std::string_view numbers = "010203040506070809101112";
    const auto* const found = std::ranges::find(names, lower(name));
    return found == names.end()
               ? std::string_view{}
               : numbers.substr(static_cast<std::size_t>(found - names.begin()) * 2, 2);
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

void DateText::add(std::string_view part)
{
    require(size_ + part.size() <= room_.size(), "a date fits into its room");
    std::ranges::copy(part, room_.data() + size_);
    size_ += part.size();
}

Parsed<DateText> read_date(DateForm form, std::string_view text)
{
    if (text.empty()) {
        return tl::unexpected{Fault::missing};
    }
    switch (form) {
    case DateForm::iso:
        break;
    case DateForm::named_month:
        return read_named_month(text);
    case DateForm::digits:
        return read_digits(text);
    }
    DateText date;
    return check_iso_date(text).map([&](std::string_view checked) {
        date.add(checked);
        return date;
    });
}

Parsed<DateText> read_clock_time(DateForm form, std::string_view text)
{
    DateText time;
    if (form != DateForm::digits) {
        return check_clock_time(text).map([&](std::string_view checked) {
            time.add(checked);
            return time;
        });
    }
    if (text.size() != 4) {
        return tl::unexpected{text.empty() ? Fault::missing : Fault::malformed};
    }
    time.add(text.substr(0, 2));
    time.add(":");
    time.add(text.substr(2));
    const auto checked = check_clock_time(time.view());
    if (!checked) {
        return tl::unexpected{checked.error()};
    }
    return time;
}

} // namespace ferry

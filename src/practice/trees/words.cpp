#include "practice/trees/words.hpp"

#include <cmath>

#include "practice/code_maps.hpp"

namespace ferry::practice::trees {
namespace {

bool is_local(const Code& code)
{
    return code.mapping == Mapping::local_practice || code.mapping == Mapping::local_supplier;
}

/// The last Sunday of a month of 31 days.
Day last_sunday(int year, int month)
{
    Day day = day_of(year, month, 31);
    while ((day % 7 + 7 + 3) % 7 != 6) { // 0 is Monday
        --day;
    }
    return day;
}

/// Whether clocks are an hour forward. They change at one o'clock in the night.
bool is_summer(Date date, int minute)
{
    constexpr int change = 60;
    const Day day = day_of(date);
    const Day begin = last_sunday(date.year(), 3);
    const Day end = last_sunday(date.year(), 10);
    const bool begun = day > begin || (day == begin && minute >= change);
    return begun && (day < end || (day == end && minute < change));
}

} // namespace

std::string hl7_day(Date day)
{
    return fmt::format("{:08}", day.ymd);
}

std::string hl7_stamp(Date day, int minute)
{
    return fmt::format("{:08}{:02}{:02}00", day.ymd, minute / 60, minute % 60);
}

std::string hl7_time(const Entry& entry)
{
    switch (entry.precision) {
    case Precision::unknown:
        return {};
    case Precision::year:
        return fmt::format("{:04}", entry.on.year());
    case Precision::month:
        return fmt::format("{:06}", entry.on.ymd / 100);
    case Precision::day:
        return hl7_day(entry.on);
    case Precision::time:
        break;
    }
    return fmt::format("{:08}{:02}{:02}", entry.on.ymd, entry.minute / 60, entry.minute % 60);
}

std::string fhir_day(Date day)
{
    return fmt::format("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
}

std::string fhir_stamp(Date day, int minute)
{
    return fmt::format("{}T{:02}:{:02}:00{}", fhir_day(day), minute / 60, minute % 60,
                       is_summer(day, minute) ? "+01:00" : "+00:00");
}

std::string fhir_time(const Entry& entry)
{
    switch (entry.precision) {
    case Precision::unknown:
        return {};
    case Precision::year:
        return fmt::format("{:04}", entry.on.year());
    case Precision::month:
        return fmt::format("{:04}-{:02}", entry.on.year(), entry.on.month());
    case Precision::day:
        return fhir_day(entry.on);
    case Precision::time:
        break;
    }
    return fhir_stamp(entry.on, entry.minute);
}

std::string fhir_issued(const Entry& entry)
{
    return fhir_stamp(entry.entered, entry.minute);
}

SentCode sent(const Code& code)
{
    const bool five_byte = code.read.size() <= 5;
    return {.code = five_byte ? padded_read(code) + "00" : padded_read(code),
            .local = is_local(code),
            .concept_id = code.mapping == Mapping::assured ? std::string_view{code.concept_id}
                                                           : std::string_view{},
            .term = code.term};
}

bool has_range(const Observation& row)
{
    return row.kind == ObservationKind::value && row.code != nullptr &&
           row.code->measure != nullptr && row.code->measure->normal_high > 0;
}

std::array<ShortText, 2> range_of(const Measure& measure)
{
    const auto hundredths = [](double limit) {
        return ShortText::decimal(std::lround(limit * 100.0), 2);
    };
    return {hundredths(measure.normal_low), hundredths(measure.normal_high)};
}

std::string_view unit_of(const Observation& row)
{
    return row.code == nullptr || row.code->measure == nullptr ? std::string_view{}
                                                               : row.code->measure->unit;
}

SentValue sent_value(const Observation& row)
{
    const std::string_view whole = row.value.view();
    const bool compared = whole.starts_with('<') || whole.starts_with('>');
    return {.comparator = whole.substr(0, compared ? 1 : 0),
            .digits = whole.substr(compared ? 1 : 0)};
}

} // namespace ferry::practice::trees

#include "sources/fhir/identity.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <compare>

#include "base/contains.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "record/nhs_number.hpp"
#include "sources/fhir/paths.hpp"

namespace ferry::fhir {
namespace {

using json::Value;

constexpr std::size_t day_size = 10;    // 2020-01-31
constexpr std::size_t second_size = 19; // 2020-01-31T10:15:00

/// A moment, whatever the zone it was written in.
struct Instant {
    std::chrono::sys_seconds second;
    std::string_view fraction; ///< digits without the zeros behind them

    auto operator<=>(const Instant&) const = default; // NOLINT(modernize-use-nullptr): no pointer
};

int number(std::string_view digits)
{
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

std::optional<std::chrono::sys_days> day_of(std::string_view text)
{
    if (!check_iso_date(text)) {
        return std::nullopt;
    }
    return std::chrono::year{number(text.substr(0, 4))} /
           std::chrono::month{static_cast<unsigned>(number(text.substr(5, 2)))} /
           std::chrono::day{static_cast<unsigned>(number(text.substr(8, 2)))};
}

/// "Z", "+01:00": how far the clock goes before that of Greenwich.
std::optional<std::chrono::minutes> offset_of(std::string_view text)
{
    if (text == "Z") {
        return std::chrono::minutes{0};
    }
    constexpr std::size_t size = 6;
    const bool sign = text.size() == size && (text[0] == '+' || text[0] == '-');
    if (!sign || !check_clock_time(text.substr(1))) {
        return std::nullopt;
    }
    const std::chrono::minutes ahead = std::chrono::hours{number(text.substr(1, 2))} +
                                       std::chrono::minutes{number(text.substr(4, 2))};
    return text[0] == '-' ? -ahead : ahead;
}

std::optional<Instant> instant_of(std::string_view text)
{
    if (text.size() <= second_size || text[day_size] != 'T') {
        return std::nullopt;
    }
    const auto day = day_of(text.substr(0, day_size));
    const std::string_view clock = text.substr(day_size + 1, second_size - day_size - 1);
    std::string_view rest = text.substr(second_size);
    std::string_view fraction;
    if (rest.starts_with('.')) {
        const auto end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
        fraction = rest.substr(1, end - 1);
        rest.remove_prefix(end);
    }
    const auto offset = offset_of(rest);
    if (!day || !check_clock_time(clock) || !offset) {
        return std::nullopt;
    }
    const auto digits = fraction.find_last_not_of('0');
    return Instant{.second = *day + std::chrono::hours{number(clock.substr(0, 2))} +
                             std::chrono::minutes{number(clock.substr(3, 2))} +
                             std::chrono::seconds{number(clock.substr(6, 2))} - *offset,
                   .fraction = fraction.substr(0, digits + 1)};
}

template <typename Time>
std::optional<bool> later_of(const std::optional<Time>& one, const std::optional<Time>& other)
{
    if (!one || !other || *one == *other) {
        return std::nullopt;
    }
    return *one > *other;
}

/// Every surname, whatever the letters' case.
std::vector<std::string> surnames(Value patient)
{
    std::vector<std::string> all;
    for (const Value family : all_at(patient, "name.family")) {
        all.push_back(lower(trimmed(family.text())));
    }
    return all;
}

bool share_one(const std::vector<std::string>& one, const std::vector<std::string>& other)
{
    return std::ranges::any_of(one,
                               [&other](const std::string& text) { return contains(other, text); });
}

/// True if both say something, and not the same.
bool contradict(const std::vector<std::string>& one, const std::vector<std::string>& other)
{
    return !one.empty() && !other.empty() && !share_one(one, other);
}

} // namespace

std::vector<std::string> current_nhs_numbers(Value patient)
{
    std::vector<std::string> numbers;
    for (const Value identifier : all_at(patient, "identifier")) {
        std::string digits = without_spaces(identifier["value"].text());
        const bool counts = identifier["system"].text().ends_with("nhs-number") &&
                            identifier["use"].text() != "old" && !digits.empty();
        if (counts && !contains(numbers, digits)) {
            numbers.push_back(std::move(digits));
        }
    }
    return numbers;
}

bool are_two_people(Value one, Value other)
{
    const std::string_view born = one["birthDate"].text();
    const std::string_view born_there = other["birthDate"].text();
    const bool other_day = !born.empty() && !born_there.empty() && born != born_there;
    return contradict(current_nhs_numbers(one), current_nhs_numbers(other)) ||
           (other_day && contradict(surnames(one), surnames(other)));
}

std::optional<bool> is_later(std::string_view one, std::string_view other)
{
    if (one.size() == day_size && other.size() == day_size) {
        return later_of(day_of(one), day_of(other));
    }
    return later_of(instant_of(one), instant_of(other));
}

} // namespace ferry::fhir

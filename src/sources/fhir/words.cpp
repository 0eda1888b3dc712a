#include "sources/fhir/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/contains.hpp"
#include "base/date.hpp"
#include "sources/fhir/names.hpp"
#include "sources/fhir/paths.hpp"

namespace ferry::fhir {
namespace {

using json::Type;
using json::Value;

constexpr std::size_t year_size = 4;
constexpr std::size_t month_size = 7;
constexpr std::size_t day_size = 10;
constexpr std::size_t clock_size = 8;

/// True for "", "Z", "+01:00".
bool is_offset(std::string_view text)
{
    if (text.empty() || text == "Z") {
        return true;
    }
    return (text.front() == '+' || text.front() == '-') &&
           check_clock_time(text.substr(1)).has_value();
}

/// The part of a clock time with its seconds, before fraction and offset.
Parsed<std::size_t> clock_end(std::string_view clock)
{
    constexpr std::size_t minutes_size = 5;
    const bool seconds = clock.size() > minutes_size && clock[minutes_size] == ':';
    const std::size_t size = seconds ? clock_size : minutes_size;
    if (const auto time = check_clock_time(clock.substr(0, size)); !time) {
        return tl::unexpected{time.error()};
    }
    std::string_view rest = clock.substr(size);
    if (seconds && rest.starts_with('.')) {
        const auto digits = rest.find_first_not_of("0123456789", 1);
        rest = digits == std::string_view::npos ? std::string_view{} : rest.substr(digits);
    }
    return is_offset(rest) ? Parsed<std::size_t>{size} : tl::unexpected{Fault::malformed};
}

void join(std::string& to, std::string_view between, std::string_view what)
{
    if (!what.empty()) {
        to += to.empty() ? "" : between;
        to += what;
    }
}

std::string quantity_in_words(Value quantity)
{
    std::string made{quantity["comparator"].text()};
    made += quantity["value"].text();
    const std::string_view unit = quantity["unit"].text();
    join(made, " ", unit.empty() ? quantity["code"].text() : unit);
    return made;
}

/// Names and what they say: for data types without a form of their own.
// NOLINTNEXTLINE(misc-no-recursion): bounded by json::depth_max
std::string members_in_words(Value value, const NameOf& name_of)
{
    std::string made;
    for (const Value member : value) {
        if (member.key() == "extension" || member.key() == "url") {
            continue;
        }
        const std::string words = in_words(member, name_of);
        if (!words.empty()) {
            const bool plain = member.key() == "text" || member.key().starts_with("value");
            join(made, ", ", plain ? words : fmt::format("{} {}", member.key(), words));
        }
    }
    for (const Value extension : all_at(value, "extension")) {
        join(made, ", ", members_in_words(extension, name_of));
    }
    return made;
}

/// A concept, a reference, a quantity, or else its members.
// NOLINTNEXTLINE(misc-no-recursion): bounded by json::depth_max
std::string plain_object_in_words(Value value, const NameOf& name_of)
{
    if (value["coding"] || (value["text"] && !value["value"])) {
        const std::string_view text = original_text(value);
        if (!text.empty() || value["coding"]) {
            return std::string{text.empty() ? text_at(value, "coding.code") : text};
        }
    }
    const std::string_view display = value["display"].text();
    const std::string_view reference = value["reference"].text();
    if (!display.empty()) {
        return std::string{display};
    }
    if (!reference.empty()) {
        const std::string name = name_of(reference);
        return name.empty() ? std::string{reference} : name;
    }
    return value["value"].is(Type::number) ? quantity_in_words(value) : std::string{};
}

/// With what extensions say of it.
// NOLINTNEXTLINE(misc-no-recursion): bounded by json::depth_max
std::string object_in_words(Value value, const NameOf& name_of)
{
    std::string made = plain_object_in_words(value, name_of);
    if (made.empty()) {
        return members_in_words(value, name_of);
    }
    for (const Value extension : all_at(value, "extension")) {
        const std::string words = members_in_words(extension, name_of);
        join(made, ", ",
             words.empty() ? words
                           : fmt::format("{} {}", short_name(extension["url"].text()), words));
    }
    return made;
}

Value chosen_coding(Value concept_value)
{
    for (const Value coding : all_at(concept_value, "coding")) {
        if (coding["userSelected"].text() == "true") {
            return coding;
        }
    }
    return first_at(concept_value, "coding");
}

constexpr std::string_view description_id =
    "extension:coding-sctdescid.extension:descriptionId.valueId|"
    "extension:coding-sctdescid.extension:descriptionId.valueString";

constexpr std::string_view description_display =
    "extension:coding-sctdescid.extension:descriptionDisplay.valueString|"
    "extension:coding-sctdescid.extension:DescriptionDisplay.valueString";

} // namespace

Parsed<std::string_view> parse_date(std::string_view text)
{
    const auto day = text.find('T');
    const std::string_view date = text.substr(0, day);
    constexpr std::string_view any_day = "2000-01-01";
    if (date.size() != year_size && date.size() != month_size && date.size() != day_size) {
        return tl::unexpected{text.empty() ? Fault::missing : Fault::malformed};
    }
    const std::string whole = fmt::format("{}{}", date, any_day.substr(date.size()));
    if (const auto checked = check_iso_date(whole); !checked) {
        return tl::unexpected{checked.error()};
    }
    if (day == std::string_view::npos) {
        return date;
    }
    if (date.size() != day_size) {
        return tl::unexpected{Fault::malformed};
    }
    const auto end = clock_end(text.substr(day + 1));
    return end ? Parsed<std::string_view>{text.substr(0, day + 1 + *end)}
               : tl::unexpected{end.error()};
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by json::depth_max
std::string in_words(Value value, const NameOf& name_of)
{
    switch (value.type()) {
    case Type::nothing:
    case Type::null:
        return {};
    case Type::string:
    case Type::number:
    case Type::boolean:
        return std::string{value.text()};
    case Type::array: {
        std::string made;
        for (const Value element : value) {
            join(made, "; ", in_words(element, name_of));
        }
        return made;
    }
    case Type::object:
        break;
    }
    return object_in_words(value, name_of);
}

std::string plain_text(std::string_view xhtml)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> signs{
        {{"&lt;", "<"},
         {"&gt;", ">"},
         {"&quot;", "\""},
         {"&apos;", "'"},
         {"&#160;", " "},
         {"&amp;", "&"}}
    };
    std::string made;
    bool gap = false;
    while (!xhtml.empty()) {
        const char c = xhtml.front();
        const auto end = c == '<' ? xhtml.find('>') : std::string_view::npos;
        const auto* sign = std::ranges::find_if(
            signs, [&](const auto& one) { return c == '&' && xhtml.starts_with(one.first); });
        std::string_view taken = xhtml.substr(0, 1);
        if (end != std::string_view::npos) {
            taken = xhtml.substr(0, end + 1);
        } else if (sign != signs.end()) {
            taken = sign->first;
        }
        xhtml.remove_prefix(taken.size());
        const bool blank = end != std::string_view::npos ||
                           taken.find_first_of(" \t\r\n") != std::string_view::npos;
        gap = gap || blank;
        if (!blank) {
            made += gap && !made.empty() ? " " : "";
            made += sign != signs.end() ? sign->second : taken;
            gap = false;
        }
    }
    return made;
}

std::string_view original_text(Value concept_value)
{
    const std::string_view text = concept_value["text"].text();
    if (!text.empty()) {
        return text;
    }
    const Value chosen = chosen_coding(concept_value);
    for (const std::string_view term :
         {text_at(chosen, description_display), chosen["display"].text(),
          text_at(concept_value, "coding.display")}) {
        if (!term.empty()) {
            return term;
        }
    }
    return {};
}

transform::SourceCode source_code(Value concept_value)
{
    transform::SourceCode made{.text = original_text(concept_value)};
    const Value chosen = chosen_coding(concept_value);
    const auto give = [&made](Value coding) {
        if (!coding["code"].text().empty()) {
            made.codings.push_back({.system = std::string{coding["system"].text()},
                                    .code = std::string{coding["code"].text()},
                                    .display = std::string{coding["display"].text()},
                                    .description = std::string{text_at(coding, description_id)}});
        }
    };
    for (const Value coding : all_at(concept_value, "coding")) {
        if (coding.offset() != chosen.offset()) {
            give(coding);
        }
    }
    if (chosen) {
        give(chosen);
    }
    return made;
}

bool has_code(Value concept_value, std::span<const std::string_view> codes)
{
    return std::ranges::any_of(all_at(concept_value, "coding.code"),
                               [&](Value code) { return contains(codes, code.text()); });
}

} // namespace ferry::fhir

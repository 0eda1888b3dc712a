#include "sources/gp2gp/values.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "terminology/systems.hpp"

namespace ferry::gp2gp {
namespace {

struct CodeSystem {
    std::string_view oid;
    std::string_view uri;
};

constexpr std::string_view uri(terminology::System system)
{
    return terminology::facts(system).uri;
}

/// The code systems of the message. The second of SNOMED CT is an older number of it.
constexpr std::array code_systems{
    CodeSystem{"2.16.840.1.113883.2.1.3.2.4.15", uri(terminology::System::snomed)    },
    CodeSystem{"2.16.840.1.113883.2.1.3.2.3.15", uri(terminology::System::snomed)    },
    CodeSystem{"2.16.840.1.113883.2.1.6.2",      uri(terminology::System::read2)     },
    CodeSystem{"2.16.840.1.113883.2.1.3.2.4.14", uri(terminology::System::ctv3)      },
    CodeSystem{"2.16.840.1.113883.2.1.6.3",      uri(terminology::System::emis_local)},
    CodeSystem{"2.16.840.1.113883.2.1.6.9",      uri(terminology::System::emis_drug) },
    CodeSystem{"2.16.840.1.113883.2.1.6.4",      uri(terminology::System::multilex)  },
};

std::string system_of(std::string_view oid)
{
    const auto* found = std::ranges::find(code_systems, oid, &CodeSystem::oid);
    return found == code_systems.end() ? fmt::format("urn:oid:{}", oid) : std::string{found->uri};
}

/// Qualifiers that say which episode of an illness an entry is.
constexpr std::array<std::string_view, 4> episodes{"255217005", "288527008", "303350001",
                                                   "394846009"};

Coding coding_of(const xml::Node& node)
{
    return {.system = system_of(node.attribute("codeSystem")),
            .code = std::string{node.attribute("code")},
            .display = std::string{node.attribute("displayName")},
            .original = true};
}

std::string_view first_of(std::string_view one, std::string_view other)
{
    return one.empty() ? other : one;
}

void add_words(std::string& to, std::string_view words)
{
    to += fmt::format("{}{}", to.empty() ? "" : "; ", words);
}

/// Digits without what changes nothing: zeros in front and behind the point.
std::string_view bare_digits(std::string_view number)
{
    const std::string_view whole = number.substr(0, number.find('.'));
    number.remove_prefix(std::min(number.find_first_not_of('0'), whole.size()));
    if (number.find('.') != std::string_view::npos) {
        number = number.substr(0, number.find_last_not_of('0') + 1);
        number = number.ends_with('.') ? number.substr(0, number.size() - 1) : number;
    }
    return number;
}

bool is_same_number(std::string_view one, std::string_view other)
{
    return one == other || (!other.empty() && bare_digits(one) == bare_digits(other));
}

/// The end of a period of values; an empty node where it is not there or not known.
const xml::Node& limit_of(const xml::Node& value, std::string_view end)
{
    static const xml::Node none;
    const xml::Node& found = value.child(end);
    const bool says_unknown =
        !found.attribute("nullFlavor").empty() && found.attribute("value").empty();
    return says_unknown ? none : found;
}

/// Parts of a value that have no place in the record: a ratio, a centre, a width.
bool has_strange_parts(const xml::Node& value)
{
    constexpr std::array<std::string_view, 5> usual{"low", "high", "translation", "originalText",
                                                    "qualifier"};
    return std::ranges::any_of(
        value.children, [&](const xml::Node* child) { return !contains(usual, child->name); });
}

/// Both ends in one text, where they belong to it and are of one unit.
Measured between(const xml::Node& low, const xml::Node& high)
{
    Measured made = amount_in(low);
    const Measured upper = amount_in(high);
    made.unreadable = made.unreadable || upper.unreadable || made.unit != upper.unit ||
                      made.value.empty() || upper.value.empty() ||
                      low.attribute("inclusive") == "false" ||
                      high.attribute("inclusive") == "false";
    made.value += fmt::format(" - {}", upper.value);
    if (!upper.more.empty()) {
        add_words(made.more, upper.more);
    }
    return made;
}

Measured limit_in(const xml::Node& limit, std::string_view inclusive, std::string_view exclusive)
{
    Measured made = amount_in(limit);
    made.unreadable = made.unreadable || made.value.empty();
    made.comparator = limit.attribute("inclusive") == "false" ? exclusive : inclusive;
    return made;
}

Measured interval_in(const xml::Node& value)
{
    const xml::Node& low = limit_of(value, "low");
    const xml::Node& high = limit_of(value, "high");
    Measured made = low && high ? between(low, high)
                    : low       ? limit_in(low, ">=", ">")
                                : limit_in(high, "<=", "<");
    made.unreadable =
        made.unreadable || !value.attribute("value").empty() || !trimmed(value.text).empty();
    return made;
}

Measured coded_in(const xml::Node& value)
{
    const transform::SourceCode code = code_of(value);
    Measured made;
    for (const Coding& coding : code.codings) {
        made.value = made.value.empty() ? first_of(code.text, coding.code) : made.value;
        made.more += fmt::format("{}value: {}|{}|{}", made.more.empty() ? "" : "; ", coding.system,
                                 coding.code, coding.display);
    }
    made.value = first_of(made.value, code.text);
    return made;
}

Measured number_in(const xml::Node& value)
{
    Measured made = amount_in(value);
    if (made.value.empty()) {
        made.value = first_of(trimmed(value.text), trimmed(value.child("originalText").text));
    }
    if (made.value.empty() && !value.attribute("nullFlavor").empty()) {
        add_words(made.more, fmt::format("value: {}", value.attribute("nullFlavor")));
    }
    return made;
}

} // namespace

Parsed<std::string> time_of(std::string_view value)
{
    value = trimmed(value);
    if (value.empty()) {
        return tl::unexpected{Fault::missing};
    }
    const std::string_view local = value.substr(0, value.find_first_of(".+-"));
    constexpr std::size_t with_seconds = 14;
    const std::string_view digits = local.substr(0, with_seconds);
    const std::size_t size = digits.size();
    constexpr std::size_t with_milliseconds = 17;
    const bool whole = local.size() == size || local.size() == with_milliseconds;
    const bool right_size =
        whole && (size == 4 || size == 6 || size == 8 || size == 12 || size == 14);
    if (!all_digits(local) || !right_size) {
        return tl::unexpected{Fault::malformed};
    }
    const std::string day =
        fmt::format("{}-{}-{}", digits.substr(0, 4), size < 6 ? "01" : digits.substr(4, 2),
                    size < 8 ? "01" : digits.substr(6, 2));
    if (const auto checked = check_iso_date(day); !checked) {
        return tl::unexpected{checked.error()};
    }
    if (size <= 8) {
        constexpr std::array<std::size_t, 3> iso_sizes{4, 7, 10};
        return day.substr(0, iso_sizes.at((size - 4) / 2));
    }
    const std::string clock = fmt::format("{}:{}{}{}", digits.substr(8, 2), digits.substr(10, 2),
                                          size == 14 ? ":" : "", digits.substr(12));
    if (const auto checked = check_clock_time(clock); !checked) {
        return tl::unexpected{checked.error()};
    }
    return fmt::format("{}T{}", day, clock);
}

Effective effective_of(const xml::Node& node)
{
    const xml::Node& time = node.child("effectiveTime");
    const xml::Node& center = time.child("center");
    const xml::Node& low = time.child("low");
    const std::string_view end = time.child("high").attribute("value");
    std::string_view begin;
    bool contradicts = false;
    for (const xml::Node* one : {&center, &low, &time}) {
        const std::string_view value = one->attribute("value");
        contradicts = contradicts || (!value.empty() && !begin.empty() && value != begin);
        begin = first_of(begin, value);
    }
    if (!begin.empty()) {
        return {.begin = begin, .end = end, .contradicts = contradicts};
    }
    const bool unknown = !end.empty() || time.attribute("nullFlavor") == "UNK" ||
                         center.attribute("nullFlavor") == "UNK" ||
                         low.attribute("nullFlavor") == "UNK";
    if (unknown) {
        return {.end = end, .unknown = true};
    }
    return {.begin = node.child("availabilityTime").attribute("value")};
}

transform::SourceCode code_of(const xml::Node& coded)
{
    transform::SourceCode made{.text = term_of(coded), .codings = {}};
    for (const xml::Node* child : coded.children) {
        if (child->name == "translation" && !child->attribute("code").empty()) {
            made.codings.push_back(coding_of(*child));
        }
    }
    if (!coded.attribute("code").empty()) {
        made.codings.push_back(coding_of(coded));
    }
    return made;
}

std::string_view code_in(const transform::SourceCode& code, std::string_view uri)
{
    const auto found = std::ranges::find(code.codings, uri, &Coding::system);
    return found == code.codings.end() ? std::string_view{} : std::string_view{found->code};
}

std::string_view term_of(const xml::Node& coded)
{
    const std::string_view original = trimmed(coded.child("originalText").text);
    if (!original.empty()) {
        return original;
    }
    std::string_view term = coded.attribute("displayName");
    for (const xml::Node* child : coded.children) {
        term = first_of(term, child->name == "translation" ? child->attribute("displayName")
                                                           : std::string_view{});
    }
    return term;
}

Qualifiers qualifiers_of(const xml::Node& coded)
{
    Qualifiers made;
    for (const xml::Node* qualifier : coded.children) {
        if (qualifier->name != "qualifier") {
            continue;
        }
        const xml::Node& name = qualifier->child("name");
        const xml::Node& value = qualifier->child("value");
        const std::string_view name_words = first_of(term_of(name), name.attribute("code"));
        const bool inverted = qualifier->attribute("inverted") == "true";
        const std::string words =
            fmt::format("{}{}", first_of(term_of(value), value.attribute("code")),
                        inverted ? " (inverted)" : "");
        const bool episode = contains(episodes, name.attribute("code"));
        if (episode && words.empty() && made.episode.empty()) {
            made.episode = name_words;
        } else {
            made.others.push_back(words.empty() ? std::string{name_words}
                                                : fmt::format("{}: {}", name_words, words));
        }
    }
    return made;
}

/// A unit goes with its own number only: another one in other words stands beside it, and
/// where the number itself has no unit nobody can say which of the two is meant.
Measured amount_in(const xml::Node& quantity)
{
    Measured made{.value = std::string{trimmed(quantity.attribute("value"))}};
    const std::string_view unit = quantity.attribute("unit");
    const bool has_unit = !unit.empty() && unit != "1"; // "1" means: none of UCUM's
    std::string_view words;
    for (const xml::Node* other : quantity.children) {
        const std::string_view number = trimmed(other->attribute("value"));
        const std::string_view theirs =
            first_of(term_of(*other), first_of(other->attribute("unit"), other->attribute("code")));
        if (other->name != "translation") {
            continue;
        }
        if (!number.empty() && !is_same_number(number, made.value)) {
            made.unreadable = made.unreadable || !has_unit;
            add_words(made.more, fmt::format("also: {} {}", number, theirs));
        } else if (words.empty()) {
            words = theirs;
        } else if (theirs != words) {
            add_words(made.more, fmt::format("also: {}", theirs));
        }
    }
    made.unit = words.empty() && has_unit ? unit : words;
    return made;
}

Measured measured_in(const xml::Node& value)
{
    const std::string_view type = xml::local_name(value.attribute("type"));
    const bool interval = limit_of(value, "low") || limit_of(value, "high");
    const bool coded =
        type == "CD" || type == "CV" || type == "CE" || !value.attribute("code").empty();
    Measured made = interval ? interval_in(value) : coded ? coded_in(value) : number_in(value);
    made.unreadable = made.unreadable || has_strange_parts(value);
    return made;
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by xml::depth_max
std::string in_words(const xml::Node& node)
{
    std::string all;
    const auto add = [&all](std::string_view words) {
        all += fmt::format("{}{}", all.empty() || words.empty() ? "" : " ", words);
    };
    for (const xml::Attribute& one : node.attributes) {
        add(fmt::format("{}={}", one.name, one.value));
    }
    add(trimmed(node.text));
    for (const xml::Node* child : node.children) {
        add(fmt::format("{}({})", child->name, in_words(*child)));
    }
    return all;
}

std::string_view term_or_code(const xml::Node& coded)
{
    return first_of(term_of(coded), coded.attribute("code"));
}

PmipComment pmip_comment(std::string_view text)
{
    constexpr std::string_view type_word = "CommentType:";
    constexpr std::string_view date_word = "CommentDate:";
    const auto without_end = [](std::string_view rest) {
        const auto last = rest.find_last_not_of(" \t\r\n");
        return rest.substr(0, last == std::string_view::npos ? 0 : last + 1);
    };
    const std::string_view whole =
        text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    const auto first_end = whole.find('\n');
    if (!whole.starts_with(type_word) || first_end == std::string_view::npos ||
        !whole.substr(first_end + 1).starts_with(date_word)) {
        return {.text = text};
    }
    PmipComment made{.type = trimmed(whole.substr(type_word.size(), first_end - type_word.size()))};
    const std::string_view rest = whole.substr(first_end + 1 + date_word.size());
    const auto second_end = std::min(rest.find('\n'), rest.size());
    made.date = trimmed(rest.substr(0, second_end));
    std::string_view body = rest.substr(second_end);
    while (body.starts_with('\n') || body.starts_with('\r')) {
        body.remove_prefix(1);
    }
    made.text = without_end(body);
    return made;
}

} // namespace ferry::gp2gp

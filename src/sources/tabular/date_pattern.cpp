#include "sources/tabular/date_pattern.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace ferry::tabular {
namespace {

constexpr std::size_t forms_max = 64; ///< a pattern with more brackets is no date's
constexpr std::string_view letters = "yMdHms";

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Every way of taking or leaving what stands in brackets; none where they do not match.
std::vector<std::string> without_brackets(std::string_view text)
{
    std::vector<std::string> open{std::string{text}};
    std::vector<std::string> done;
    while (!open.empty() && open.size() + done.size() < forms_max) {
        const std::string one = std::move(open.back());
        open.pop_back();
        const auto end = one.find(']');
        const auto begin = one.rfind('[', end);
        if (end == std::string::npos && begin == std::string::npos) {
            done.push_back(one);
            continue;
        }
        if (end == std::string::npos || begin == std::string::npos) {
            return {};
        }
        open.push_back(one.substr(0, begin) + one.substr(end + 1));
        open.push_back(one.substr(0, begin) + one.substr(begin + 1, end - begin - 1) +
                       one.substr(end + 1));
    }
    return open.empty() ? done : std::vector<std::string>{};
}

/// One letter, some times over: what is read there, and its number of digits.
struct Run {
    char letter;
    std::size_t least;
    std::size_t most;
};

/// What so many of a letter mean; nothing where no part of a date is written so.
std::optional<Run> run_of(char letter, std::size_t size)
{
    if (size == 1 && (letter == 'd' || letter == 'M')) {
        return Run{.letter = letter, .least = 1, .most = 2};
    }
    if (size == 3 && letter == 'M') {
        return Run{.letter = 'N', .least = size, .most = size};
    }
    const std::size_t whole = letter == 'y' ? 4 : 2;
    return size == whole ? std::optional{Run{.letter = letter, .least = size, .most = size}}
                         : std::nullopt;
}

/// Whether these parts say a date: no part without the greater one, no hour without its minute.
bool are_a_date(std::string_view parts)
{
    const auto has = [&](char c) { return parts.find(c) != std::string_view::npos; };
    return has('y') && (has('M') || !has('d')) && has('H') == has('m') && (has('d') || !has('H')) &&
           (has('H') || !has('s'));
}

/// How many digits a text begins with, of so many at most.
std::size_t digits_in(std::string_view text, std::size_t most)
{
    std::size_t count = 0;
    while (count < most && count < text.size() && is_digit(text[count])) {
        ++count;
    }
    return count;
}

/// The parts of a date as they stood.
struct Parts {
    std::string_view year, month, day, hour, minute, second, fraction;

    std::string_view& of(char letter)
    {
        switch (letter) {
        case 'y':
            return year;
        case 'M':
        case 'N':
            return month;
        case 'd':
            return day;
        case 'H':
            return hour;
        case 'm':
            return minute;
        case 'S':
            return fraction;
        default:
            return second;
        }
    }
};

/// How many signs of `text` are a time zone; 0: it does not begin with one.
std::size_t zone_size(std::string_view text)
{
    if (text.starts_with('Z')) {
        return 1;
    }
    if (text.size() < 3 || (text[0] != '+' && text[0] != '-')) {
        return 0;
    }
    if (text.size() >= 6 && check_clock_time(text.substr(1, 5))) {
        return 6;
    }
    return is_digit(text[1]) && is_digit(text[2]) ? 3 : 0;
}

void add_two_digits(DateText& date, std::string_view part)
{
    date.add(part.size() == 1 ? "0" : "");
    date.add(part);
}

Parsed<DateText> date_of(const Parts& parts)
{
    DateText date;
    date.add(parts.year);
    if (!parts.month.empty()) {
        date.add("-");
        add_two_digits(date, parts.month);
    }
    if (!parts.day.empty()) {
        date.add("-");
        add_two_digits(date, parts.day);
    }
    // What is not said stands for the first, to see whether such a month exists at all.
    std::string whole{date.view()};
    whole += parts.month.empty() ? "-01" : "";
    whole += parts.day.empty() ? "-01" : "";
    if (const auto checked = check_iso_date(whole); !checked) {
        return tl::unexpected{checked.error()};
    }
    if (parts.hour.empty()) {
        return date;
    }
    std::string clock{parts.hour};
    clock.append(":").append(parts.minute);
    clock.append(parts.second.empty() ? "" : ":").append(parts.second);
    if (const auto checked = check_clock_time(clock); !checked) {
        return tl::unexpected{checked.error()};
    }
    date.add("T");
    date.add(clock);
    return date;
}

} // namespace

std::optional<DatePattern::Tokens> DatePattern::tokens_of(std::string_view text)
{
    Tokens tokens;
    std::string seen;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        const std::size_t size = std::min(text.find_first_not_of(c, at), text.size()) - at;
        if (letters.find(c) != std::string_view::npos) {
            const auto run = run_of(c, size);
            if (!run || seen.find(c) != std::string::npos) {
                return std::nullopt;
            }
            seen += c;
            tokens.push_back({.letter = run->letter, .least = run->least, .most = run->most});
            at += size;
            continue;
        }
        if (c == 'S' && size == 1) {
            constexpr std::size_t fraction_max = 9;
            tokens.push_back({.letter = c, .least = 1, .most = fraction_max});
            ++at;
            continue;
        }
        if (is_letter(c) && c != 'T' && c != 'Z') {
            return std::nullopt;
        }
        tokens.push_back({.letter = c});
        ++at;
    }
    return are_a_date(seen) ? std::optional{tokens} : std::nullopt;
}

std::optional<DatePattern> DatePattern::of(std::string_view text)
{
    DatePattern made;
    made.text_ = text;
    for (const std::string& form : without_brackets(text)) {
        const auto tokens = tokens_of(form);
        if (!tokens) {
            return std::nullopt;
        }
        made.forms_.push_back(*tokens);
    }
    return made.forms_.empty() ? std::nullopt : std::optional{std::move(made)};
}

Parsed<DateText> DatePattern::read(std::string_view text) const
{
    if (text.empty()) {
        return tl::unexpected{Fault::missing};
    }
    Parsed<DateText> answer = tl::unexpected{Fault::malformed};
    for (const Tokens& tokens : forms_) {
        answer = read_as(tokens, text);
        if (answer || answer.error() == Fault::out_of_range) {
            break; // it has this form; a day that does not exist has no other
        }
    }
    return answer;
}

Parsed<DateText> DatePattern::read_as(const Tokens& tokens, std::string_view text)
{
    Parts parts;
    for (const Token& token : tokens) {
        std::size_t size = 0;
        if (token.letter == 'N') {
            size = std::min<std::size_t>(3, text.size());
            parts.month = month_named(text.substr(0, size));
            size = parts.month.empty() ? 0 : size;
        } else if (token.least > 0) {
            size = digits_in(text, token.most);
            size = size < token.least ? 0 : size;
            parts.of(token.letter) = text.substr(0, size);
        } else if (token.letter == 'Z') {
            size = zone_size(text);
        } else {
            size = text.starts_with(token.letter) ? 1 : 0;
        }
        if (size == 0) {
            return tl::unexpected{Fault::malformed};
        }
        text.remove_prefix(size);
    }
    return text.empty() ? date_of(parts) : tl::unexpected{Fault::malformed};
}

} // namespace ferry::tabular

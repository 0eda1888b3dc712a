#include "draft/column_facts.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/contains.hpp"
#include "base/text.hpp"
#include "record/nhs_number.hpp"
#include "terminology/snomed.hpp"

namespace ferry::draft {
namespace {

constexpr std::size_t words_max = 12;
constexpr std::size_t word_size_max = 24;
constexpr std::size_t shapes_max = 12;
constexpr std::size_t shape_size_max = 40;
constexpr std::int64_t values_told_of = 20; ///< so many values before a range is told
constexpr std::int64_t rows_a_word = 20;    ///< so often at least a word has to be used

constexpr std::array flag_words{"0", "1", "y", "n", "t", "f", "yes", "no", "true", "false"};

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A number needs a digit at the least.
bool is_whole(std::string_view text)
{
    return !text.empty() && all_digits(text);
}

bool is_decimal(std::string_view text)
{
    text.remove_prefix(text.starts_with('-') ? 1 : 0);
    const auto dot = text.find('.');
    return dot == std::string_view::npos
               ? is_whole(text)
               : is_whole(text.substr(0, dot)) && is_whole(text.substr(dot + 1));
}

bool is_uuid(std::string_view text)
{
    if (text.starts_with('{') && text.ends_with('}')) {
        text = text.substr(1, text.size() - 2);
    }
    constexpr std::size_t size = 36;
    if (text.size() != size) {
        return false;
    }
    for (std::size_t at = 0; at < size; ++at) {
        const bool dash = at == 8 || at == 13 || at == 18 || at == 23;
        const bool hex = is_digit(text[at]) ||
                         (lower(text.substr(at, 1)) >= "a" && lower(text.substr(at, 1)) <= "f");
        if (dash ? text[at] != '-' : !hex) {
            return false;
        }
    }
    return true;
}

/// Five characters of a Read code, or seven with the term code: full stops at the end
/// of the five give it away.
bool is_read(std::string_view text)
{
    if (text.size() != 5 && text.size() != 7) {
        return false;
    }
    const std::string_view code = text.substr(0, 5);
    const auto dot = code.find('.');
    const bool dots = dot != std::string_view::npos && dot > 0 &&
                      std::ranges::all_of(code.substr(dot), [](char c) { return c == '.'; });
    return dots && std::ranges::all_of(code.substr(0, dot),
                                       [](char c) { return is_digit(c) || is_letter(c); });
}

std::string shape_of(std::string_view text)
{
    std::string shape;
    for (const char c : text.substr(0, shape_size_max)) {
        const bool letter = is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
        shape += is_digit(c) ? '9' : letter ? 'a' : c;
    }
    return shortened(shape, shape_size_max) + (text.size() > shape_size_max ? "..." : "");
}

} // namespace

const std::vector<tabular::DatePattern>& date_forms()
{
    static const std::vector<tabular::DatePattern> forms = [] {
        std::vector<tabular::DatePattern> made;
        for (const auto* text :
             {"yyyy-MM-dd[THH:mm[:ss][Z]]", "yyyy-MM-dd HH:mm[:ss]", "dd/MM/yyyy[ HH:mm[:ss]]",
              "MM/dd/yyyy[ HH:mm[:ss]]", "dd-MM-yyyy[ HH:mm[:ss]]", "dd.MM.yyyy[ HH:mm[:ss]]",
              "yyyy/MM/dd[ HH:mm[:ss]]", "dd MMM yyyy[ HH:mm[:ss]]", "dd-MMM-yyyy[ HH:mm[:ss]]",
              "yyyyMMdd", "d/M/yyyy[ HH:mm[:ss]]", "M/d/yyyy[ HH:mm[:ss]]", "d-M-yyyy[ HH:mm[:ss]]",
              "d.M.yyyy[ HH:mm[:ss]]", "d MMM yyyy[ HH:mm[:ss]]", "d-MMM-yyyy[ HH:mm[:ss]]"}) {
            made.push_back(*tabular::DatePattern::of(text));
        }
        return made;
    }();
    return forms;
}

std::string_view name_of(Looks looks)
{
    constexpr std::array<std::string_view, 7> names{
        "empty", "a flag", "a whole number", "a decimal number", "a date", "a UUID", "text"};
    return names.at(static_cast<std::size_t>(looks));
}

void ColumnFacts::take(std::string_view cell)
{
    ++rows_;
    if (cell.empty()) {
        return;
    }
    ++filled_;
    values_.add(cell);
    longest_ = std::max(longest_, cell.size());
    bad_utf8_ += is_plain_text(cell) || is_utf8(cell) ? 0 : 1;
    with_blank_ += cell.find(' ') == std::string_view::npos ? 0 : 1;
    uuid_ += is_uuid(cell) ? 1 : 0;
    take_number(cell);
    take_date(cell);
    take_code(cell);
    take_words(cell);
}

void ColumnFacts::take_number(std::string_view cell)
{
    if (!is_decimal(cell)) {
        return;
    }
    whole_ += cell.find('.') == std::string_view::npos ? 1 : 0;
    ++decimal_;
    double number = 0;
    std::from_chars(cell.data(), cell.data() + cell.size(), number);
    least_ = std::min(least_.value_or(number), number);
    most_ = std::max(most_.value_or(number), number);
}

void ColumnFacts::take_date(std::string_view cell)
{
    constexpr std::int64_t patience = 50; // rows without a date before it is no column of dates
    dates_.resize(date_forms().size());
    const bool hopeless = filled_ > patience && *std::ranges::max_element(dates_) == 0;
    if (hopeless || cell.size() < 8 || cell.size() > 30) {
        return;
    }
    for (std::size_t form = 0; form < dates_.size(); ++form) {
        if (const auto date = date_forms()[form].read(cell)) {
            ++dates_[form];
            const std::string year{date->view().substr(0, 4)};
            first_year_ = first_year_.empty() ? year : std::min(first_year_, year);
            last_year_ = std::max(last_year_, year);
        }
    }
}

void ColumnFacts::take_code(std::string_view cell)
{
    nhs_ += ferry::is_nhs_number(without_spaces(cell)) ? 1 : 0;
    snomed_ += terminology::parse_concept_id(cell) ? 1 : 0;
    read_ += is_read(cell) ? 1 : 0;
}

void ColumnFacts::take_words(std::string_view cell)
{
    const std::string small = lower(cell);
    flag_ += contains(flag_words, small) ? 1 : 0;
    if (shapes_.size() <= shapes_max) {
        ++shapes_[shape_of(cell)];
    }
    if (!many_words_) {
        words_.emplace(cell.substr(0, word_size_max + 1));
        many_words_ = words_.size() > words_max || cell.size() > word_size_max;
    }
}

bool ColumnFacts::nearly_all(std::int64_t count) const
{
    return filled_ > 0 && count * 100 >= filled_ * 98;
}

std::optional<std::size_t> ColumnFacts::best_date_form() const
{
    const auto best = std::ranges::max_element(dates_);
    if (best == dates_.end() || !nearly_all(*best)) {
        return std::nullopt;
    }
    const auto form = static_cast<std::size_t>(best - dates_.begin());
    const bool only_digits = date_forms()[form].text() == "yyyyMMdd";
    const bool could_be_number =
        only_digits && (*best < filled_ || first_year_ < "1880" || last_year_ > "2100");
    return could_be_number ? std::nullopt : std::optional{form};
}

Looks ColumnFacts::looks() const
{
    if (filled_ == 0) {
        return Looks::nothing;
    }
    if (best_date_form()) {
        return Looks::date;
    }
    if (flag_ == filled_ && values_.different() <= 2) {
        return Looks::flag;
    }
    return uuid_ == filled_       ? Looks::uuid
           : whole_ == filled_    ? Looks::whole
           : nearly_all(decimal_) ? Looks::decimal
                                  : Looks::text;
}

const tabular::DatePattern& ColumnFacts::date_form() const
{
    return date_forms()[best_date_form().value_or(0)];
}

bool ColumnFacts::day_and_month_unclear() const
{
    const auto form = best_date_form();
    const auto count_of = [&](std::string_view text) {
        const auto found = std::ranges::find(date_forms(), text, &tabular::DatePattern::text);
        return dates_[static_cast<std::size_t>(found - date_forms().begin())];
    };
    const auto alike = [&](std::string_view day_first, std::string_view month_first) {
        const std::string& text = date_forms()[*form].text();
        return (text == day_first || text == month_first) &&
               count_of(day_first) == count_of(month_first);
    };
    return form && (alike("dd/MM/yyyy[ HH:mm[:ss]]", "MM/dd/yyyy[ HH:mm[:ss]]") ||
                    alike("d/M/yyyy[ HH:mm[:ss]]", "M/d/yyyy[ HH:mm[:ss]]"));
}

bool ColumnFacts::is_nhs_number() const
{
    constexpr std::int64_t enough = 5;
    return values_.different() >= enough && nearly_all(nhs_);
}

bool ColumnFacts::is_snomed() const
{
    constexpr std::int64_t enough = 3;
    return values_.different() >= enough && nearly_all(snomed_);
}

bool ColumnFacts::is_read_code() const
{
    return filled_ > 0 && read_ * 10 >= filled_ * 8;
}

bool ColumnFacts::could_be_id() const
{
    constexpr std::size_t id_size_max = 64;
    const Looks kind = looks();
    return filled_ > 0 && with_blank_ == 0 && longest_ <= id_size_max && kind != Looks::date &&
           kind != Looks::decimal;
}

bool ColumnFacts::is_telling() const
{
    constexpr std::int64_t many = 20;
    return could_be_id() && (looks() == Looks::uuid || longest_ >= 6) &&
           (looks() == Looks::uuid || values_.different() >= many);
}

bool ColumnFacts::is_free_text() const
{
    return looks() == Looks::text && with_blank_ * 2 > filled_ && longest_ > word_size_max;
}

std::vector<std::string> ColumnFacts::shapes() const
{
    constexpr std::size_t shown = 3;
    std::vector<std::pair<std::int64_t, std::string>> by_count;
    for (const auto& [shape, count] : shapes_) {
        by_count.emplace_back(-count, shape);
    }
    std::ranges::sort(by_count);
    std::vector<std::string> most;
    for (const auto& [count, shape] : by_count) {
        if (most.size() < shown && shapes_.size() <= shapes_max) {
            most.push_back(shape);
        }
    }
    return most;
}

std::vector<std::string> ColumnFacts::words() const
{
    const auto named = static_cast<std::int64_t>(words_.size());
    const bool used_often = !many_words_ && filled_ >= named * rows_a_word;
    const Looks kind = looks();
    const bool harmless = used_often && (kind == Looks::text || kind == Looks::flag ||
                                         (kind == Looks::whole && longest_ <= 5));
    return harmless ? std::vector<std::string>(words_.begin(), words_.end())
                    : std::vector<std::string>{};
}

/// What its values are like, in words that show none of a single patient.
std::string ColumnFacts::values_told() const
{
    const Looks kind = looks();
    const bool of_many = values_.different() >= values_told_of; // ends of a range are values
    if (kind == Looks::date) {
        return of_many ? fmt::format(", {}, {} to {}", date_form().text(), first_year_, last_year_)
                       : fmt::format(", {}", date_form().text());
    }
    if (const auto few = words(); !few.empty()) {
        return fmt::format(": {}", fmt::join(few, " | "));
    }
    if (kind == Looks::decimal && of_many && least_) {
        return fmt::format(", about {:.2g} to {:.2g}", *least_, *most_);
    }
    const auto most = shapes();
    return most.empty() ? fmt::format(", up to {} signs", longest_)
                        : fmt::format(", like {}", fmt::join(most, " | "));
}

std::string ColumnFacts::told() const
{
    if (filled_ == 0) {
        return rows_ == 0 ? "no row to look at" : "empty in every row";
    }
    std::string text =
        fmt::format("{}, {:.0f}% filled, {}{} different", name_of(looks()),
                    100.0 * static_cast<double>(filled_) / static_cast<double>(rows_),
                    values_.share() > 1 ? "about " : "", values_.different());
    text += values_told();
    text += is_nhs_number()      ? ", NHS numbers by their check digits"
            : is_snomed()        ? ", SNOMED CT concept ids by their check digits"
            : is_read_code()     ? ", the shape of Read codes"
            : snomed_ == filled_ ? ", perhaps SNOMED CT concept ids"
                                 : "";
    return text;
}

} // namespace ferry::draft

#include <algorithm>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/text.hpp"
#include "sources/tabular/case_mapper.hpp"

namespace ferry::tabular {
namespace {

/// The parts of a quantity as a prescriber writes it: "28 tablet - 10mg". Where it does
/// not begin with a number, all of it is the unit: nothing is guessed.
struct QuantityParts {
    std::string_view number, unit, strength;
};

QuantityParts quantity_parts(std::string_view text)
{
    const std::size_t end = text.find_first_not_of("0123456789.");
    if (end == 0 || (end != std::string_view::npos && text[end] != ' ')) {
        return {.unit = text};
    }
    if (end == std::string_view::npos) {
        return {.number = text};
    }
    const std::string_view rest = trimmed(text.substr(end));
    const std::size_t dash = rest.rfind(" - ");
    if (dash == std::string_view::npos) {
        return {.number = text.substr(0, end), .unit = rest};
    }
    return {.number = text.substr(0, end),
            .unit = trimmed(rest.substr(0, dash)),
            .strength = trimmed(rest.substr(dash + 3))};
}

std::string_view part_of(std::string_view text, Takes takes)
{
    switch (takes) {
    case Takes::all:
        return text;
    case Takes::number:
        return quantity_parts(text).number;
    case Takes::unit:
        return quantity_parts(text).unit;
    case Takes::strength:
        return quantity_parts(text).strength;
    }
    return text;
}

} // namespace

/// What the cell says, or what the id in it stands for.
std::string_view CaseMapper::word_at(RowNo row, int cell, int lookup) const
{
    const std::string_view word = rows_.word(row, cell);
    return lookup < 0 ? word : practice_.lookups.find(lookup, word).value_or(word);
}

/// The dialect's yes or no; nothing where the word is neither.
std::optional<bool> CaseMapper::yes_or_no(std::string_view word) const
{
    const std::string said = lower(word);
    return contains(practice_.description.true_words, said)    ? std::optional{true}
           : contains(practice_.description.false_words, said) ? std::optional{false}
                                                               : std::nullopt;
}

bool CaseMapper::is_known(const KnownWords& known, std::string_view word) const
{
    switch (known.are) {
    case KnownWords::Are::listed:
        return contains(known.words, word);
    case KnownWords::Are::yes_or_no:
        return word.empty() || yes_or_no(word);
    case KnownWords::Are::numbers:
        return word.empty() || whole_number(word);
    }
    return false;
}

bool CaseMapper::is_known(const KnownWords& known, RowNo row) const
{
    return is_known(known, word_at(row, known.cell, known.lookup));
}

const transform::Cause& CaseMapper::unknown_word(const KnownWords& known, RowNo row) const
{
    const std::string& table = rows_.at(row).plan->spec().name;
    if (known.are == KnownWords::Are::numbers) {
        return bad_value(table, known.column->name, Fault::malformed);
    }
    const std::string about = fmt::format("{}.{}", table, known.column->name);
    return cause("bad_value", about,
                 fmt::format("a value of {} that is none of the words known there", about));
}

/// Rows with a word on which it depends what they are or say, and that nobody explains:
/// they wait, unless a person decided to go without it.
void CaseMapper::settle_unknown_words()
{
    for (RowNo row = 0; row < rows_.size(); ++row) {
        if (!has_fate(row)) {
            settle_unknown_words(row);
        }
    }
}

void CaseMapper::settle_unknown_words(RowNo row)
{
    for (const auto& known : rows_.at(row).plan->known_words) {
        if (is_known(*known, row)) {
            continue;
        }
        const transform::Cause& unknown = unknown_word(*known, row);
        if (choice(unknown) != "without-value") {
            settle_by(row, unknown);
            return;
        }
        rows_.at(row).words_unread = true;
    }
}

/// Keeps as text what a person decided to go without.
void CaseMapper::go_without_words(RowNo row)
{
    for (const auto& known : rows_.at(row).plan->known_words) {
        if (rows_.at(row).words_unread && !is_known(*known, row)) {
            go_without(row, unknown_word(*known, row), known->column->name, known->cell);
        }
    }
    if (rows_.at(row).deletion_unread) {
        const FilePlan& plan = *rows_.at(row).plan;
        const Step& deleted = plan.deleted;
        go_without(row,
                   bad_value(plan.spec().name, plan.spec().deleted, flag_at(row, deleted).error()),
                   plan.spec().deleted, deleted.cell);
    }
}

bool CaseMapper::holds(RowNo row, const BoundWords& condition) const
{
    std::string_view word = word_at(row, condition.cell, condition.lookup);
    if (condition.known != nullptr && !is_known(*condition.known, word)) {
        word = {}; // held, or carried without it
    }
    const Wanted& wanted = *condition.wanted;
    if (wanted.flag) {
        return yes_or_no(word) == wanted.flag;
    }
    return contains(wanted.words, word) ||
           std::ranges::any_of(condition.other_cells,
                               [&](int other) { return rows_.word(row, other) == word; });
}

/// Whether the column means anything in this row.
bool CaseMapper::says_something(RowNo row, const Step& step) const
{
    const auto all_hold = [&](const std::vector<BoundWords>& conditions) {
        return std::ranges::all_of(
            conditions, [&](const BoundWords& condition) { return holds(row, condition); });
    };
    return all_hold(step.extras->when) &&
           (step.extras->unless.empty() || !all_hold(step.extras->unless));
}

/// Whether a word stands there that stands for nothing.
bool CaseMapper::is_placeholder(RowNo row, const Step& step) const
{
    const auto& words = step.column->nothing;
    return contains(words, rows_.word(row, step.cell));
}

bool CaseMapper::set_special_value(RowNo row, ItemNo item, const Step& step)
{
    if (!says_something(row, step)) {
        return true;
    }
    const bool filled = !rows_.cell(row, step.cell).text.empty();
    if (filled && is_placeholder(row, step)) {
        making_.worsen(Outcome::converted, "placeholder-is-no-value");
        return true;
    }
    const bool written = step.kind == Kind::text || step.kind == Kind::number;
    return written && filled ? set_special_text(row, item, step) : set_plain_value(row, item, step);
}

bool CaseMapper::set_special_text(RowNo row, ItemNo item, const Step& step)
{
    const auto cell = text_in(row, step.cell);
    if (!cell) {
        return unreadable(row, step, cell.error());
    }
    std::string_view text = part_of(*cell, step.column->takes);
    if (text.empty()) {
        return true;
    }
    if (step.extras->lookup >= 0) {
        const auto explained = practice_.lookups.find(step.extras->lookup, trimmed(text));
        if (!explained && has_loose_links(item)) {
            loose_link(item, step, trimmed(text));
            return true;
        }
        text = explained.value_or(trimmed(text)); // better an id than nothing
    }
    if (!step.column->says.empty()) {
        text = step.column->says;
    }
    const auto meant = step.column->means.find(text);
    text = meant == step.column->means.end() ? text : std::string_view{meant->second};
    Arena& arena = out_.record.arena();
    const std::vector<int>& before = step.extras->after;
    for (std::size_t i = before.size(); i-- > 0;) {
        text = arena.join(arena.join(rows_.word(row, before[i]), "/"), text);
    }
    if (step.column->label.empty()) {
        set_written(item, step, text);
    } else {
        append_text(item, step.field, step.column->label, text);
    }
    return true;
}

/// What fills a field of other items than this one is put behind its text: nothing that
/// the source says is dropped because the row is of an unusual kind.
bool CaseMapper::set_without_place(RowNo row, ItemNo item, const std::vector<Step>& steps)
{
    for (const Step& step : steps) {
        const bool says =
            !rows_.cell(row, step.cell).text.empty() &&
            (step.extras == nullptr || (says_something(row, step) && !is_placeholder(row, step)));
        const FieldNo field = find_field(out_.record.at(item).type, "text");
        if (!says || field == no_field) {
            continue;
        }
        const auto text = text_in(row, step.cell);
        if (!text) {
            return unreadable(row, step, text.error());
        }
        const std::string& label = step.column->label;
        append_text(item, field, label.empty() ? step.column->name : label, *text);
    }
    return true;
}

/// Sets a text or a number. What another column has put into a text stays, a line before
/// it: nothing takes the place of what the source says.
void CaseMapper::set_written(ItemNo item, const Step& step, std::string_view text)
{
    if (step.kind == Kind::number) {
        out_.record.set_text(item, step.field, text);
        return;
    }
    const Value& before = out_.record.value(item, step.field);
    if (text.empty() || (before.present && before.view() == text)) {
        return;
    }
    out_.record.set_text(item, step.field,
                         before.present
                             ? out_.record.arena().keep(fmt::format("{}\n{}", before.view(), text))
                             : text);
}

/// Puts "label: text" behind what stands in the field.
void CaseMapper::append_text(ItemNo item, FieldNo field, std::string_view label,
                             std::string_view text)
{
    const Value& before = out_.record.value(item, field);
    const std::string all = fmt::format("{}{}{}: {}", before.present ? before.view() : "",
                                        before.present ? "; " : "", label, text);
    out_.record.set_text(item, field, out_.record.arena().keep(all));
}

} // namespace ferry::tabular

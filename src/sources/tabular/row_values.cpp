#include <algorithm>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/require.hpp"
#include "base/text.hpp"
#include "sources/tabular/case_mapper.hpp"

namespace ferry::tabular {

bool CaseMapper::set_values(RowNo row, ItemNo item, const std::vector<Step>& steps)
{
    return std::ranges::all_of(steps, [&](const Step& step) { return set_value(row, item, step); });
}

/// Fills one field. False: the item cannot be made, and making_ says why.
bool CaseMapper::set_value(RowNo row, ItemNo item, const Step& step)
{
    return step.extras == nullptr ? set_plain_value(row, item, step)
                                  : set_special_value(row, item, step);
}

bool CaseMapper::set_plain_value(RowNo row, ItemNo item, const Step& step)
{
    switch (step.kind) {
    case Kind::text:
    case Kind::number:
        if (rows_.cell(row, step.cell).text.empty()) {
            return true;
        }
        if (const auto text = text_at(row, step)) {
            set_written(item, step, *text);
            return true;
        } else {
            return unreadable(row, step, text.error());
        }
    case Kind::date:
        return set_date(row, item, step);
    case Kind::flag:
        return rows_.word(row, step.cell).empty() || set_flag(row, item, step);
    case Kind::code:
        return set_code(row, item, step);
    case Kind::link:
    case Kind::reference:
        return true; // when all items are there
    }
    return true;
}

/// One that withholds and cannot be read does withhold, where a person decided to go without its
/// word: who may see the item is not ours to guess.
bool CaseMapper::set_flag(RowNo row, ItemNo item, const Step& step)
{
    require(step.column != nullptr, "a field is filled from a column");
    const auto flag = flag_at(row, step);
    const bool set = flag || unreadable(row, step, flag.error());
    if (set && (flag || withholds(step.column->field))) {
        out_.record.set_flag(item, step.field, flag.value_or(true));
    }
    return set;
}

bool CaseMapper::set_code(RowNo row, ItemNo item, const Step& step)
{
    const CodeStore::Entry* entry = entry_of(row, step);
    if (entry == nullptr) {
        return !step.column->needed || without_code(row, item, step);
    }
    if (entry->fault) {
        return unreadable_code(row, step, *entry);
    }
    const ItemType type = out_.record.at(item).type;
    const bool as_text = making_.kind != nullptr && making_.kind->as_text;
    const Concept& meaning =
        as_text ? practice_.codes.as_text(*entry, type, making_.kind->rule)
                : practice_.codes.meaning(*entry, {.type = type,
                                                   .category = category_of(*entry),
                                                   .has_value = has_value(row, type)});
    const bool usable = use_meaning(meaning);
    if (usable) {
        out_.record.set_concept(item, step.field, meaning);
    }
    return usable;
}

/// The category that the rule of the kind sets, or else the dictionary's.
std::string_view CaseMapper::category_of(const CodeStore::Entry& entry) const
{
    if (making_.kind != nullptr) {
        const auto set = making_.kind->sets.find("category");
        if (set != making_.kind->sets.end()) {
            return set->second;
        }
    }
    return entry.category;
}

bool CaseMapper::has_value(RowNo row, ItemType type) const
{
    const auto& steps = rows_.at(row).plan->steps(type).value;
    return std::ranges::any_of(steps, [&](const Step& step) {
        return !rows_.word(row, step.cell).empty() &&
               (step.extras == nullptr ||
                (says_something(row, step) && !is_placeholder(row, step)));
    });
}

/// Lets a concept's outcome count for the item. False: held, or left by decision.
bool CaseMapper::use_meaning(const Concept& meaning)
{
    if (!meaning.cause.empty()) {
        making_.cause = &transform::cause_of(meaning, context().causes);
    }
    making_.worsen(meaning.outcome, meaning.rule);
    return meaning.outcome != Outcome::held && meaning.outcome != Outcome::left;
}

/// A coded entry without a code: its text is carried as text; if it has none, a
/// person has to look.
bool CaseMapper::without_code(RowNo row, ItemNo item, const Step& step)
{
    const ItemType type = out_.record.at(item).type;
    const FilePlan& plan = *rows_.at(row).plan;
    if (!rows_.word(row, plan.text_cell).empty() ||
        !rows_.word(row, plan.original_term_cell).empty()) {
        const Concept& text = practice_.codes.text_only(type);
        out_.record.set_concept(item, step.field, text);
        making_.worsen(text.outcome, text.rule);
        return true;
    }
    making_.hold(row_cause("missing_code", without_code_but(row, type)), *this);
    return false;
}

/// A row without a code, by its table and what it says nevertheless: to leave rows that say
/// nothing is another decision than to leave results or allergies.
std::string CaseMapper::without_code_but(RowNo row, ItemType type) const
{
    const Table& table = rows_.at(row).plan->spec();
    std::string about = table.name;
    if (table.item && type != *table.item) {
        about += fmt::format("/{}", name_of(type));
    }
    for (const auto& [field, word] : {
             std::pair{"value",       "value"   },
             {"document_id", "document"}
    }) {
        about += trimmed(field_text(row, field)).empty() ? "" : fmt::format("/{}", word);
    }
    return about + (rows_.at(row).extension >= 0 ? "/completed" : "");
}

Parsed<std::string_view> CaseMapper::text_at(RowNo row, const Step& step)
{
    return text_in(row, step.cell);
}

/// A cell's text in UTF-8, with its doubled quotes made single.
Parsed<std::string_view> CaseMapper::text_in(RowNo row, int place)
{
    const csv::FieldText& cell = rows_.cell(row, place);
    std::string_view text = cell.text;
    const bool plain =
        practice_.description.windows_1252 ? is_plain_text(text) : rows_.at(row).clean;
    if (!plain) {
        if (text.find('\0') != std::string_view::npos) {
            return tl::unexpected{Fault::nul_byte};
        }
        if (practice_.description.windows_1252) {
            text = out_.record.arena().keep(from_windows_1252(text));
        } else if (!is_utf8(text)) {
            return tl::unexpected{Fault::bad_charset};
        }
    }
    if (cell.doubled) {
        text = out_.record.arena().keep(csv::undoubled(text));
    }
    return text;
}

Parsed<bool> CaseMapper::flag_at(RowNo row, const Step& step) const
{
    const std::string_view word = rows_.word(row, step.cell);
    if (step.column != nullptr && !step.column->yes.empty()) {
        return contains(step.column->yes, word)  ? Parsed<bool>{true}
               : contains(step.column->no, word) ? Parsed<bool>{false}
                                                 : tl::unexpected{Fault::malformed};
    }
    const auto said = yes_or_no(word);
    const bool opposite = step.column != nullptr && step.column->yes_means_no;
    return said ? Parsed<bool>{*said != opposite} : tl::unexpected{Fault::malformed};
}

const transform::Cause& CaseMapper::bad_value(std::string_view table, std::string_view column,
                                              Fault fault) const
{
    const std::string about = fmt::format("{}.{}", table, column);
    return cause("bad_value", about, transform::bad_value_text(about, fault));
}

bool CaseMapper::unreadable(RowNo row, const Step& step, Fault fault)
{
    return unreadable(row, step, Unreadable{.column = step.column, .fault = fault});
}

/// What cannot be read is named by its column.
bool CaseMapper::unreadable(RowNo row, const Step& step, Unreadable what)
{
    require(what.column != nullptr, "a value is named by its column");
    Step at = step;
    if (what.column->name == step.column->time || what.column->name == step.column->precision) {
        at.cell = what.column->name == step.column->time ? step.time_cell : step.precision_cell;
        at.column = what.column;
    }
    const std::string& table = rows_.at(row).plan->spec().name;
    return give_up(row, at, bad_value(table, what.column->name, what.fault));
}

/// A code whose own text cannot be read, or that of the dictionary that explains it.
bool CaseMapper::unreadable_code(RowNo row, const Step& step, const CodeStore::Entry& entry)
{
    if (entry.faulty_table.empty()) {
        return unreadable(row, step, *entry.fault);
    }
    return give_up(row, step, bad_value(entry.faulty_table, entry.faulty_column, *entry.fault));
}

/// Links are set when all items are there: what cannot be read has to show before.
bool CaseMapper::links_are_readable(RowNo row, const std::vector<Step>& links)
{
    return rows_.at(row).clean || std::ranges::all_of(links, [&](const Step& step) {
               const auto text = text_in(row, step.cell);
               return text || unreadable(row, step, text.error());
           });
}

/// A value that cannot be read holds the row, unless a person decided to go without
/// it: then what stood there is kept as text.
bool CaseMapper::give_up(RowNo row, const Step& step, const transform::Cause& bad)
{
    if (choice(bad) == "without-value") {
        go_without(row, bad, step.column->name, step.cell);
        return true;
    }
    making_.hold(bad, *this);
    return false;
}

/// Notes what stood in a cell that a person decided to go without; bytes that are no text
/// stay in the retained source.
void CaseMapper::go_without(RowNo row, const transform::Cause& because, std::string_view column,
                            int cell)
{
    making_.go_without(because, column, text_in(row, cell).value_or(std::string_view{}));
}

/// The cell that fills the field with this name, as it stood.
std::string_view CaseMapper::field_text(RowNo row, std::string_view field) const
{
    const FilePlan& plan = *rows_.at(row).plan;
    for (std::size_t i = 0; i < plan.spec().columns.size(); ++i) {
        const Column& column = plan.spec().columns[i];
        if (column.field == field && !column.part) {
            return rows_.cell(row, plan.bound.positions[i]).text;
        }
    }
    return {};
}

} // namespace ferry::tabular

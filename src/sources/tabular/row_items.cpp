#include <algorithm>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/text.hpp"
#include "sources/tabular/case_mapper.hpp"
#include "transform/medication.hpp"

namespace ferry::tabular {

namespace {

bool same_but_for_case(std::string_view one, std::string_view other)
{
    return one.size() == other.size() && (one == other || lower(one) == lower(other));
}

} // namespace

/// Makes everything that comes of one row: its item, further items, and items of
/// the rows that extend it but are of another kind.
void CaseMapper::make_items_of(RowNo row)
{
    const KindRule* kind = kind_of(row);
    making_ = {
        {.rows = {row}, .rule = "as-it-stood"},
        kind
    };
    if (kind != nullptr) {
        making_.rule = kind->rule;
    }
    go_without_words(row);
    make_main_item(row, type_of(row, kind));
    for (RowNo extension = rows_.at(row).extension; extension >= 0;
         extension = rows_.at(extension).next_extension) {
        if (!has_fate(extension)) {
            make_extension_item(row, extension, kind);
        }
    }
}

void CaseMapper::make_main_item(RowNo row, ItemType type)
{
    const FilePlan& plan = *rows_.at(row).plan;
    const ItemNo item = out_.record.add(type);
    const Pressure* pressure = type == ItemType::blood_pressure ? pressure_under(row) : nullptr;
    const bool headless = pressure != nullptr && pressure->systolic == row;
    const auto& steps = plan.steps(type).values;
    bool made = set_kind_fields(item) &&
                (headless ? set_shared_values(row, item, steps) : set_values(row, item, steps)) &&
                set_without_place(row, item, plan.steps(type).without_place) &&
                links_are_readable(row, plan.steps(type).links) &&
                (pressure == nullptr || set_pressure(row, *pressure, item));
    for (RowNo extension = rows_.at(row).extension; extension >= 0;
         extension = rows_.at(extension).next_extension) {
        const auto own_type = rows_.at(extension).plan->spec().item;
        if (own_type && *own_type != type) {
            continue; // becomes an item of its own
        }
        making_.rows.push_back(extension);
        go_without_words(extension);
        const ItemSteps& further = rows_.at(extension).plan->steps(type);
        made = made && set_values(extension, item, further.values) &&
               set_without_place(extension, item, further.without_place) &&
               links_are_readable(extension, further.links);
    }
    made = made && make_parts(row);
    if (made) {
        finish_medication(item);
    }
    finish_item(item, made);
}

/// An extending row of another kind than its base, such as the problem that an
/// allergy is: an item of its own, with what the base row says too.
void CaseMapper::make_extension_item(RowNo row, RowNo extension, const KindRule* kind)
{
    if (has_fate(row) && fate(row).cause != nullptr && fate(row).item < 0) {
        settle_by(extension, *fate(row).cause);
        return;
    }
    const Table& table = rows_.at(extension).plan->spec();
    const ItemType type = *table.item;
    if (kind != nullptr && contains(kind->not_also, type)) {
        settle_by(extension, cause("contradiction", table.name,
                                   fmt::format("a {} of an entry that is a {}: it would be the "
                                               "patient's own",
                                               name_of(type), name_of(kind->becomes))));
        fate(extension).type = type;
        return;
    }
    making_ = {
        {.rows = {extension}, .rule = "second-item-of-row"}
    };
    go_without_words(extension);
    const ItemNo item = out_.record.add(type);
    const bool made = set_values(row, item, rows_.at(row).plan->steps(type).values) &&
                      set_values(extension, item, rows_.at(extension).plan->steps(type).values);
    finish_item(item, made);
}

/// Gives the rows of the item their fate, and takes the item back where it is held.
void CaseMapper::finish_item(ItemNo item, bool made)
{
    const ItemType type = out_.record.at(item).type;
    if (made) {
        transform::keep_notes(out_.record, item, making_.notes);
    } else {
        out_.record.drop_from(item);
    }
    for (const RowNo row : making_.rows) {
        settle(row, making_.outcome, making_.rule, making_.cause);
        fate(row).type = type;
        fate(row).item = made ? item : -1;
    }
}

/// What a systolic row without a heading says of the whole blood pressure: all but its
/// own value and code.
bool CaseMapper::set_shared_values(RowNo row, ItemNo item, const std::vector<Step>& steps)
{
    return std::ranges::all_of(steps, [&](const Step& step) {
        const bool own = step.column->field == "code" || step.column->field == "value";
        return own || set_value(row, item, step);
    });
}

/// Further items of the row. False: one cannot be made, and with it nothing of the row.
bool CaseMapper::make_parts(RowNo row)
{
    return std::ranges::all_of(rows_.at(row).plan->parts, [&](const PartSteps& part) {
        const bool any = std::ranges::any_of(part.values, [&](const Step& step) {
            return !rows_.cell(row, step.cell).text.empty();
        });
        return !any || set_values(row, out_.record.add(part.type), part.values);
    });
}

/// The rule that decides what kind of item the row is; nullptr: none of them does.
const KindRule* CaseMapper::kind_of(RowNo row) const
{
    if (pressure_under(row) != nullptr) {
        return nullptr;
    }
    for (const BoundRule& one : rows_.at(row).plan->rules) {
        if (rule_holds(one, row)) {
            return one.rule;
        }
    }
    return nullptr;
}

/// Whether a row of that table, if it completed the row, would come before all else that says
/// what kind of item the row is.
bool CaseMapper::would_decide_kind(TableNo extension, RowNo base) const
{
    for (const BoundRule& one : rows_.at(base).plan->rules) {
        if (one.extended_by == extension) {
            return true;
        }
        if (rule_holds(one, base)) {
            return false;
        }
    }
    return false;
}

ItemType CaseMapper::type_of(RowNo row, const KindRule* kind) const
{
    return kind != nullptr                  ? kind->becomes
           : pressure_under(row) != nullptr ? ItemType::blood_pressure
                                            : *rows_.at(row).plan->spec().item;
}

bool CaseMapper::rule_holds(const BoundRule& rule, RowNo row) const
{
    if (rule.extended_by != no_table && !is_extended_by(row, rule.extended_by)) {
        return false;
    }
    return std::ranges::all_of(rule.conditions, [&](const BoundCondition& condition) {
        if (!condition.category && !condition.code) {
            return holds(row, condition.words);
        }
        const CodeStore::Entry* entry = code_of(row);
        const auto& allowed = condition.words.wanted->words;
        if (condition.category) {
            const std::string_view category = entry == nullptr ? "" : entry->category;
            return std::ranges::any_of(
                allowed, [&](std::string_view word) { return same_but_for_case(word, category); });
        }
        return entry != nullptr &&
               (contains(allowed, entry->source.snomed) || contains(allowed, entry->source.code));
    });
}

bool CaseMapper::is_extended_by(RowNo row, TableNo table) const
{
    for (RowNo extension = rows_.at(row).extension; extension >= 0;
         extension = rows_.at(extension).next_extension) {
        if (rows_.at(extension).plan->table == table) {
            return true;
        }
    }
    return false;
}

/// Fields that the rule sets which decided the kind: an allergy's category.
bool CaseMapper::set_kind_fields(ItemNo item)
{
    if (making_.kind == nullptr) {
        return true;
    }
    for (const auto& [name, text] : making_.kind->sets) {
        const ItemType type = out_.record.at(item).type;
        const FieldNo field = find_field(type, name);
        if (describe(type).fields[field].kind == Kind::flag) {
            out_.record.set_flag(item, field, text == "true");
        } else {
            out_.record.set_text(item, field, text);
        }
    }
    return true;
}

void CaseMapper::finish_medication(ItemNo item)
{
    if (out_.record.at(item).type != ItemType::medication) {
        return;
    }
    constexpr auto field = [](std::string_view name) {
        return find_field(ItemType::medication, name);
    };
    const Value& active = out_.record.value(item, field("active_in_source"));
    const Value& type = out_.record.value(item, field("type"));
    const auto status = transform::status_of(
        {.active = active.present ? std::optional{active.number == 1} : std::nullopt,
         .ended = making_.end_unread || out_.record.value(item, field("end_date")).present,
         .acute = type.present && transform::is_acute(type.view())});
    if (!status.status.empty()) {
        out_.record.set_text(item, field("status"), status.status);
    }
    making_.worsen(status.outcome, status.rule);
}

} // namespace ferry::tabular

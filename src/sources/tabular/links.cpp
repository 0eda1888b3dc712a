#include <algorithm>

#include <fmt/format.h>

#include "base/require.hpp"
#include "base/text.hpp"
#include "sources/tabular/case_mapper.hpp"

namespace ferry::tabular {

void CaseMapper::set_links()
{
    for (RowNo row = 0; row < rows_.size(); ++row) {
        if (fate(row).item >= 0) {
            set_links_of(row);
        }
    }
}

void CaseMapper::set_links_of(RowNo row)
{
    const FilePlan& plan = *rows_.at(row).plan;
    const ItemNo item = fate(row).item;
    const ItemType type = out_.record.at(item).type;
    if (rows_.at(row).half) {
        return; // a half of it: its links are those of the heading, or lead to it
    }
    for (const Step& step : plan.steps(type).links) {
        set_links_of_cell(row, item, step);
    }
    if (plan.extends == no_table) {
        return;
    }
    const RowNo base = base_of(row);
    if (base >= 0 && fate(base).item != item) { // an item of its own speaks for its base too
        for (const Step& step : rows_.at(base).plan->steps(type).links) {
            set_links_of_cell(base, item, step);
        }
    }
}

/// The link in the row's cell, or those of them that this step takes.
void CaseMapper::set_links_of_cell(RowNo from, ItemNo item, const Step& step)
{
    const std::string_view cell = rows_.word(from, step.cell);
    if (cell.empty() || (step.extras != nullptr && !says_something(from, step))) {
        return;
    }
    if (step.column->split == 0) {
        set_link(item, step, cell);
        return;
    }
    require(step.extras != nullptr, "a column whose cells are split has extras");
    const std::string& prefix = step.column->prefix;
    for (const std::string_view one : split(cell, step.column->split)) {
        const bool others =
            std::ranges::any_of(step.extras->other_prefixes, [&](const std::string& other) {
                return prefix.empty() && one.starts_with(other);
            });
        if (!one.empty() && one.starts_with(prefix) && !others) {
            set_link(item, step, one.substr(prefix.size()));
        }
    }
}

/// Sets a link, or notes it behind those that stand in the field already.
void CaseMapper::set_link(ItemNo item, const Step& step, std::string_view id)
{
    const std::uint64_t row_id = CaseRows::id_of(step.to, id);
    const RowNo to = rows_.find(row_id);
    const ItemNo target = to < 0 ? -1 : fate(to).item;
    const auto found = practice_.directory.find(row_id);
    const bool leads = target >= 0 || found != practice_.directory.end();
    if (step.kind == Kind::text && leads) {
        return; // the text says where
    }
    if (step.kind == Kind::link && target >= 0) {
        if (out_.record.value(item, step.field).present) {
            further_link(item, step, target);
            return;
        }
        out_.record.set_link(item, step.field, target);
        return;
    }
    if (step.kind == Kind::reference && target >= 0) {
        out_.record.set_reference(item, step.field, item_key(case_.no, target));
        return;
    }
    if (step.kind == Kind::reference && found != practice_.directory.end()) {
        out_.record.set_reference(item, step.field, found->second);
        return;
    }
    loose_link(item, step, id);
}

/// A second problem of one entry: the record links one and names the others.
void CaseMapper::further_link(ItemNo item, const Step& step, ItemNo target)
{
    const ItemType type = out_.record.at(target).type;
    const std::string_view id = out_.record.value(target, find_field(type, "source_id")).view();
    const FieldNo field = find_field(out_.record.at(item).type, "further_problems");
    if (step.column->field != "problem" || field == no_field) {
        loose_link(item, step, id);
        return;
    }
    const Value& before = out_.record.value(item, field);
    const std::string all =
        fmt::format("{}{}{}", before.present ? before.view() : "", before.present ? " " : "", id);
    out_.record.set_text(item, field, out_.record.arena().keep(all));
}

bool CaseMapper::has_loose_links(ItemNo item) const
{
    return find_field(out_.record.at(item).type, "loose_links") != no_field;
}

void CaseMapper::loose_link(ItemNo item, const Step& step, std::string_view id)
{
    const std::string written =
        practice_.description.windows_1252 ? from_windows_1252(id) : std::string{id};
    if (!is_utf8(written) || written.find('\0') != std::string::npos) {
        return; // a person decided to go without it
    }
    transform::keep_loose_link(out_.record, item, step.column->field, written);
}

} // namespace ferry::tabular

#include <fmt/format.h>

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
    if (type == ItemType::blood_pressure && pressure_under(row) == nullptr) {
        return; // a half of it: its links are those of the heading, or lead to it
    }
    for (const Step& step : plan.steps(type).links) {
        set_link(row, item, step);
    }
    if (plan.extends == no_table) {
        return;
    }
    const RowNo base =
        rows_.find(CaseRows::id_of(plan.extends, rows_.word(row, plan.key_cells.front())));
    if (base >= 0 && fate(base).item != item) { // an item of its own speaks for its base too
        for (const Step& step : rows_.at(base).plan->steps(type).links) {
            set_link(base, item, step);
        }
    }
}

void CaseMapper::set_link(RowNo from, ItemNo item, const Step& step)
{
    const std::string_view id = rows_.word(from, step.cell);
    if (id.empty()) {
        return;
    }
    const std::uint64_t row_id = CaseRows::id_of(step.to, id);
    const RowNo to = rows_.find(row_id);
    const ItemNo target = to < 0 ? -1 : fate(to).item;
    if (step.kind == Kind::link && target >= 0) {
        out_.record.set_link(item, step.field, target);
        return;
    }
    if (step.kind == Kind::reference && target >= 0) {
        out_.record.set_reference(item, step.field, item_key(case_.no, target));
        return;
    }
    const auto found = practice_.directory.find(row_id);
    if (step.kind == Kind::reference && found != practice_.directory.end()) {
        out_.record.set_reference(item, step.field, found->second);
        return;
    }
    loose_link(item, step, id);
}

void CaseMapper::loose_link(ItemNo item, const Step& step, std::string_view id)
{
    const FieldNo field = find_field(out_.record.at(item).type, "loose_links");
    if (field == no_field) {
        return;
    }
    const Value& before = out_.record.value(item, field);
    const std::string all = fmt::format("{}{}{}={}", before.present ? before.view() : "",
                                        before.present ? " " : "", step.column->field, id);
    out_.record.set_text(item, field, out_.record.arena().keep(all));
}

} // namespace ferry::tabular

#include <algorithm>
#include <unordered_map>

#include "sources/tabular/case_mapper.hpp"

namespace ferry::tabular {
namespace {

bool is_half(CodeStore::Pressure part)
{
    return part == CodeStore::Pressure::systolic || part == CodeStore::Pressure::diastolic;
}

} // namespace

/// Finds the systolic and diastolic rows under each blood pressure heading, in
/// whatever order they stand.
void CaseMapper::pair_pressures()
{
    for (RowNo row = 0; row < rows_.size(); ++row) {
        pair_pressure(row);
    }
    pair_alike();
    std::erase_if(pressures_, [this](const auto& one) { return !agree(one.first, one.second); });
    std::ranges::sort(pressures_, {}, &std::pair<RowNo, Pressure>::first);
    for (const auto& [heading, pressure] : pressures_) {
        rows_.at(pressure.systolic).half = heading != pressure.systolic;
        rows_.at(pressure.diastolic).half = true;
    }
}

/// Enters a row as half of the blood pressure under whose heading it stands, if it is one.
void CaseMapper::pair_pressure(RowNo row)
{
    const FilePlan& plan = *rows_.at(row).plan;
    if (has_fate(row) || plan.parent_cell < 0 || plan.codes.empty()) {
        return;
    }
    const std::string_view parent_key = rows_.word(row, plan.parent_cell);
    const CodeStore::Entry* code = parent_key.empty() ? nullptr : code_of(row);
    if (code == nullptr || !is_half(code->pressure)) {
        return;
    }
    const RowNo parent = rows_.find(CaseRows::id_of(plan.table, parent_key));
    const CodeStore::Entry* heading = parent < 0 || has_fate(parent) ? nullptr : code_of(parent);
    if (heading == nullptr || heading->pressure != CodeStore::Pressure::parent) {
        return;
    }
    auto found = std::ranges::find(pressures_, parent, &std::pair<RowNo, Pressure>::first);
    if (found == pressures_.end()) {
        found = pressures_.insert(found, {parent, Pressure{}});
    }
    RowNo& half = code->pressure == CodeStore::Pressure::systolic ? found->second.systolic
                                                                  : found->second.diastolic;
    found->second.several = found->second.several || half >= 0;
    half = row;
}

/// Pairs systolic and diastolic rows without a heading that are alike in the columns the
/// description names.
void CaseMapper::pair_alike()
{
    std::unordered_map<std::uint64_t, std::vector<RowNo>> alike;
    for (RowNo row = 0; row < rows_.size(); ++row) {
        const FilePlan& plan = *rows_.at(row).plan;
        if (has_fate(row) || plan.alike_cells.empty()) {
            continue;
        }
        const CodeStore::Entry* code = code_of(row);
        if (code == nullptr || !is_half(code->pressure)) {
            continue;
        }
        std::uint64_t key = 0;
        for (const int cell : plan.alike_cells) {
            key = fingerprint(rows_.word(row, cell), fingerprint("\x1f", key));
        }
        alike[key].push_back(row);
    }
    for (const auto& [key, halves] : alike) {
        pair_halves(halves);
    }
}

/// One of each are a pair. Several are pairs only where each systolic row has its
/// diastolic row right behind it; else nobody can say which belong together. The systolic
/// row makes the item.
void CaseMapper::pair_halves(const std::vector<RowNo>& halves)
{
    const auto is_systolic = [&](RowNo row) {
        return code_of(row)->pressure == CodeStore::Pressure::systolic;
    };
    if (halves.size() == 2 && is_systolic(halves[0]) != is_systolic(halves[1])) {
        const bool first = is_systolic(halves[0]);
        const RowNo systolic = halves[first ? 0 : 1];
        pressures_.emplace_back(systolic,
                                Pressure{.systolic = systolic, .diastolic = halves[first ? 1 : 0]});
        return;
    }
    std::vector<std::pair<RowNo, Pressure>> pairs;
    for (std::size_t i = 0; i + 1 < halves.size(); i += 2) {
        const RowNo systolic = halves[i];
        const RowNo diastolic = halves[i + 1];
        if (is_systolic(systolic) && !is_systolic(diastolic) &&
            rows_.raw(systolic).line + 1 == rows_.raw(diastolic).line) {
            pairs.emplace_back(
                systolic, Pressure{.systolic = systolic, .diastolic = diastolic, .by_order = true});
        }
    }
    if (pairs.size() * 2 == halves.size()) {
        pressures_.insert(pressures_.end(), pairs.begin(), pairs.end());
    }
}

const CaseMapper::Pressure* CaseMapper::pressure_under(RowNo row) const
{
    const auto found =
        std::ranges::lower_bound(pressures_, row, {}, &std::pair<RowNo, Pressure>::first);
    return found == pressures_.end() || found->first != row ? nullptr : &found->second;
}

/// Whether the three rows can become one item without losing anything: one row for
/// each half, values on both and none on the heading, one unit, and nothing said in
/// one row that another contradicts; and none that is said to be something else, such as a
/// pressure of a relative.
bool CaseMapper::agree(RowNo parent, const Pressure& pressure) const
{
    if (pressure.several || pressure.systolic < 0 || pressure.diastolic < 0) {
        return false;
    }
    const bool same_file = rows_.at(parent).plan == rows_.at(pressure.systolic).plan &&
                           rows_.at(parent).plan == rows_.at(pressure.diastolic).plan;
    const bool extended = rows_.at(pressure.systolic).extension >= 0 ||
                          rows_.at(pressure.diastolic).extension >= 0 ||
                          rows_.at(parent).extension >= 0;
    const bool headed = parent != pressure.systolic;
    const bool silent =
        !headed || (field_text(parent, "value").empty() && field_text(parent, "unit").empty() &&
                    field_text(parent, "abnormal_reason").empty());
    // One comparator stands for both values: which of them it is about has to be plain.
    const auto comparator = field_text(pressure.systolic, "comparator");
    const bool one_comparator = comparator == field_text(pressure.diastolic, "comparator") &&
                                (comparator.empty() || headed);
    return same_file && !extended && silent && one_comparator && is_plain(parent) &&
           is_plain(pressure.systolic) && is_plain(pressure.diastolic) &&
           !field_text(pressure.systolic, "value").empty() &&
           !field_text(pressure.diastolic, "value").empty() &&
           field_text(pressure.systolic, "unit") == field_text(pressure.diastolic, "unit") &&
           agrees(parent, pressure.systolic) && agrees(parent, pressure.diastolic);
}

/// Whether no rule makes the row another kind of item than its table's.
bool CaseMapper::is_plain(RowNo row) const
{
    const FilePlan& plan = *rows_.at(row).plan;
    const auto deciding = std::ranges::find_if(
        plan.rules, [&](const BoundRule& one) { return rule_holds(one, row); });
    return deciding == plan.rules.end() || deciding->rule->becomes == plan.spec().item;
}

bool CaseMapper::agrees(RowNo parent, RowNo child) const
{
    return std::ranges::all_of(rows_.at(parent).plan->shared, [&](const Step& step) {
        const std::string_view said = rows_.cell(child, step.cell).text;
        return said.empty() || said == rows_.cell(parent, step.cell).text ||
               (step.extras != nullptr && !says_something(child, step));
    });
}

bool CaseMapper::set_pressure(RowNo parent, const Pressure& pressure, ItemNo item)
{
    making_.rows = {parent, pressure.diastolic};
    if (parent != pressure.systolic) {
        making_.rows.insert(making_.rows.begin() + 1, pressure.systolic);
        go_without_words(pressure.systolic);
    }
    go_without_words(pressure.diastolic);
    const bool diastolic_first = pressure.diastolic < pressure.systolic;
    const BloodPressureRule& rule = *practice_.description.blood_pressure;
    making_.worsen(Outcome::converted, pressure.by_order ? rule.rule_by_order
                                       : diastolic_first ? rule.rule_reversed
                                                         : rule.rule);
    return set_unit(pressure.systolic, item) && set_half(pressure.systolic, item, "systolic") &&
           set_half(pressure.diastolic, item, "diastolic");
}

/// The unit of the half, if it has one.
bool CaseMapper::set_unit(RowNo half, ItemNo item)
{
    const auto& steps = rows_.at(half).plan->steps(ItemType::blood_pressure).values;
    return std::ranges::all_of(steps, [&](const Step& step) {
        return step.column->field != "unit" || set_value(half, item, step);
    });
}

bool CaseMapper::set_half(RowNo child, ItemNo item, std::string_view half)
{
    const auto place = [&](std::string_view what) {
        const std::string name = std::string{half} + std::string{what};
        return find_field(ItemType::blood_pressure, name);
    };
    if (child != making_.rows.front()) {
        go_without_words(child);
    }
    const Concept& meaning = practice_.codes.meaning(
        *code_of(child), {.type = ItemType::blood_pressure, .has_value = true});
    if (!use_meaning(meaning)) {
        return false;
    }
    out_.record.set_concept(item, place("_code"), meaning);
    // The steps of an observation read the child's own cells; only their place differs.
    for (const Step& step : rows_.at(child).plan->steps(ItemType::blood_pressure).values) {
        const std::string_view field = step.column->field;
        Step moved = step;
        moved.field = field == "value"       ? place("")
                      : field == "source_id" ? place("_id")
                                             : place("_" + std::string{field});
        const bool has_place = (field == "value" || field == "source_id" || field == "abnormal" ||
                                field == "abnormal_reason") &&
                               moved.field != no_field;
        if (has_place && !set_value(child, item, moved)) {
            return false;
        }
    }
    return true;
}

} // namespace ferry::tabular

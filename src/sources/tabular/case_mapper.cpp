#include "sources/tabular/case_mapper.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "transform/alerts.hpp"
#include "transform/policies.hpp"
#include "transform/practice.hpp"

namespace ferry::tabular {

using transform::Cause;

CaseMapper::CaseMapper(const extract::Case& from, const Practice& practice, CaseRows&& rows)
    : Fates{from.rows.size(), practice.context}, case_{from}, practice_{practice}, rows_{std::move(
                                                                                       rows)}
{
    constexpr std::size_t items_of_a_large_case = 16'384;
    out_.ids.reserve(from.rows.size());
    out_.record.expect(std::min(from.rows.size(), items_of_a_large_case));
    for (RowNo row = 0; row < rows_.size(); ++row) {
        out_.ids.push_back(rows_.lasting_id(row));
        const FilePlan& plan = *rows_.at(row).plan;
        if (plan.known()) {
            const Table& table = plan.spec();
            const ItemType extended =
                plan.extends == no_table
                    ? ItemType::observation
                    : practice_.description.tables[static_cast<std::size_t>(plan.extends)]
                          .item.value_or(ItemType::observation);
            fate(row).type = table.item.value_or(
                table.holds == Holds::audit || table.holds == Holds::retained
                    ? ItemType::audit_entry
                : table.holds == Holds::dictionary || table.holds == Holds::control
                    ? ItemType::dictionary_entry
                    : extended);
        }
    }
}

transform::Mapped CaseMapper::run()
{
    if (!settle_whole_case()) {
        settle_unread_rows();
        settle_removed_rows();
        settle_doubles();
        settle_deleted();
        settle_unknown_words();
        hold_bases();
        attach_extensions();
        pair_pressures();
        make_items();
        name_held_kinds();
        set_links();
    }
    out_.fates = take_fates();
    if (case_.no > unattached_case) {
        transform::add_alerts(out_);
    }
    return std::move(out_);
}

/// The unattached case, and cases of another organisation, wait as a whole.
bool CaseMapper::settle_whole_case()
{
    if (case_.no == directory_case) {
        return false;
    }
    if (case_.no == unattached_case) {
        settle_unattached();
        return true;
    }
    const Cause* other =
        transform::of_another_practice(case_.subject, practice_.organisation, context());
    for (RowNo row = 0; other != nullptr && row < rows_.size(); ++row) {
        settle_by(row, *other);
    }
    return other != nullptr;
}

/// Rows of no patient wait, but for those that only say that another row is gone.
void CaseMapper::settle_unattached()
{
    for (RowNo row = 0; row < rows_.size(); ++row) {
        const CutRow& cut = rows_.at(row);
        const bool known = cut.plan->known();
        if (known && is_removal_of_nobody(row)) {
            settle(row, Outcome::left, transform::policy::deleted_in_source.name);
            continue;
        }
        const auto kind = !known        ? transform::CauseName{"unknown_table"}
                          : cut.damaged ? transform::CauseName{"damaged_row"}
                                        : transform::CauseName{"unknown_patient"};
        settle_by(row, row_cause(kind, cut.plan->file_table));
    }
}

/// Rows that are never interpreted, and rows that cannot be.
void CaseMapper::settle_unread_rows()
{
    for (RowNo row = 0; row < rows_.size(); ++row) {
        const CutRow& cut = rows_.at(row);
        const Holds holds = cut.plan->spec().holds;
        if (holds == Holds::audit) {
            settle(row, Outcome::left, transform::policy::audit_retained.name);
        } else if (holds == Holds::retained || holds == Holds::control) {
            settle(row, Outcome::left,
                   holds == Holds::control ? transform::policy::control_file.name
                                           : transform::policy::table_retained.name);
        } else if (cut.damaged) {
            settle_by(row, row_cause("damaged_row", cut.plan->spec().name));
        } else if (cut.plan->spec().holds == Holds::dictionary) {
            settle_unreadable_dictionary(row);
        }
    }
}

/// A dictionary's row is left in the source, unless it says something that cannot be read.
void CaseMapper::settle_unreadable_dictionary(RowNo row)
{
    const FilePlan& plan = *rows_.at(row).plan;
    settle(row, Outcome::left, transform::policy::dictionary_retained.name);
    settle_unknown_words(row);
    for (std::size_t i = 0; i < plan.spec().columns.size() && !rows_.at(row).clean; ++i) {
        const Column& column = plan.spec().columns[i];
        const bool read = column.role == Role::dictionary || column.role == Role::key;
        const auto text = text_in(row, read ? plan.bound.positions[i] : -1);
        if (text) {
            continue;
        }
        const Cause& bad = bad_value(plan.spec().name, column.name, text.error());
        if (choice(bad) != "without-value") {
            settle_by(row, bad);
        }
        return;
    }
}

/// A row that is a deletion and holds hardly more than its key: what it takes away is
/// not in the extract.
bool CaseMapper::is_removal_of_nobody(RowNo row) const
{
    const FilePlan& plan = *rows_.at(row).plan;
    return !rows_.at(row).damaged && !rows_.word(row, plan.deleted.cell).empty() &&
           rows_.word(row, plan.patient_cell).empty() && flag_at(row, plan.deleted).value_or(false);
}

/// First which row of an id came last, so that nothing depends on the order of rows.
void CaseMapper::settle_doubles()
{
    for (RowNo row = 0; row < rows_.size(); ++row) {
        if (has_fate(row) || rows_.at(row).id == 0) {
            continue;
        }
        const RowNo before = rows_.find(rows_.at(row).id);
        if (before < 0 || is_later(row, before).value_or(false)) {
            rows_.stand(row);
        }
    }
    for (RowNo row = 0; row < rows_.size(); ++row) {
        if (has_fate(row) || rows_.at(row).id == 0) {
            continue;
        }
        if (const RowNo standing = rows_.find(rows_.at(row).id); standing != row) {
            settle_double(standing, row);
        }
    }
    settle_repeated_files();
}

/// Of rows without a key, those of a file that is there twice.
void CaseMapper::settle_repeated_files()
{
    std::unordered_map<std::string_view, RowNo> first;
    for (RowNo row = 0; row < rows_.size(); ++row) {
        const FilePlan& plan = *rows_.at(row).plan;
        const Holds holds = plan.spec().holds;
        if (has_fate(row) || !plan.key_cells.empty() ||
            (holds != Holds::patient && holds != Holds::directory)) {
            continue;
        }
        const extract::RawRow& raw = rows_.raw(row);
        const auto [before, fresh] = first.try_emplace(raw.bytes, row);
        if (!fresh && rows_.at(before->second).plan->table == plan.table &&
            rows_.raw(before->second).file != raw.file) {
            settle(row, Outcome::left, transform::policy::repeated_row.name);
        }
    }
}

/// Whether two rows under one id are two things: of two organisations, say.
bool CaseMapper::stand_apart(RowNo one, RowNo other) const
{
    const int cell = rows_.at(one).plan->apart_cell;
    return cell >= 0 && rows_.word(one, cell) != rows_.word(other, cell);
}

void CaseMapper::settle_double(RowNo older, RowNo newer)
{
    if (stand_apart(older, newer)) {
        if (newer_stands(older, newer)) {
            rows_.stand(newer);
        }
        return;
    }
    const auto later = is_later(newer, older);
    if (later) {
        settle(*later ? older : newer, Outcome::left, transform::policy::superseded_row.name);
        if (*later) {
            rows_.stand(newer);
        }
        return;
    }
    if (rows_.at(newer).plan->spec().later_row_counts) {
        settle(older, Outcome::left, transform::policy::superseded_row.name);
        rows_.stand(newer);
        return;
    }
    if (newer_stands(older, newer)) {
        rows_.stand(newer);
    }
}

/// Of two rows under one name of which nothing says which counts: one of two that are the
/// same, the later where a person decided so, else neither.
bool CaseMapper::newer_stands(RowNo older, RowNo newer)
{
    if (rows_.raw(older).bytes == rows_.raw(newer).bytes) {
        settle(newer, Outcome::left, transform::policy::repeated_row.name);
        return false;
    }
    const Cause& twice = row_cause("duplicate_key", rows_.at(newer).plan->spec().name);
    if (choice(twice) == "last") {
        settle(older, Outcome::left, transform::by_decision, &twice);
        return true;
    }
    settle_by(newer, twice);
    if (!has_fate(older)) {
        settle_by(older, twice);
    }
    return false;
}

/// In tables whose key names what a row is about: which rows are removals, or are removed,
/// shows by the rows' own ids, before two rows about one thing are compared.
void CaseMapper::settle_removed_rows()
{
    std::unordered_map<std::uint64_t, RowNo> standing;
    std::vector<RowNo> rows;
    for (RowNo row = 0; row < rows_.size(); ++row) {
        const FilePlan& plan = *rows_.at(row).plan;
        if (has_fate(row) || plan.row_cell < 0) {
            continue;
        }
        rows.push_back(row);
        const std::string_view name = rows_.word(row, plan.row_cell);
        const auto [before, first] =
            standing.try_emplace(name.empty() ? 0 : CaseRows::id_of(plan.table, name), row);
        if (!name.empty() && !first && newer_stands(before->second, row)) {
            before->second = row;
        }
    }
    for (const RowNo row : rows) {
        if (!has_fate(row)) {
            settle_deletion(row);
        }
    }
}

/// Whether the source says that `row` came after `than`; nothing if it does not say.
std::optional<bool> CaseMapper::is_later(RowNo row, RowNo than) const
{
    const auto sequence = [this](RowNo of) {
        return whole_number(rows_.word(of, rows_.at(of).plan->sequence_cell));
    };
    const auto one = sequence(row);
    const auto other = sequence(than);
    if (!one || !other || *one == *other) {
        return std::nullopt;
    }
    return *one > *other;
}

void CaseMapper::settle_deleted()
{
    for (RowNo row = 0; row < rows_.size(); ++row) {
        if (!has_fate(row)) {
            settle_deletion(row);
        }
    }
}

/// Settles the row if it is a deletion, or if nobody knows whether it is.
void CaseMapper::settle_deletion(RowNo row)
{
    const FilePlan& plan = *rows_.at(row).plan;
    if (rows_.word(row, plan.deleted.cell).empty()) {
        return;
    }
    const auto deleted = flag_at(row, plan.deleted);
    if (!deleted) { // whether it still stands is not ours to guess
        const Cause& bad = bad_value(plan.spec().name, plan.spec().deleted, deleted.error());
        rows_.at(row).deletion_unread = choice(bad) == "without-value";
        if (!rows_.at(row).deletion_unread) {
            settle_by(row, bad);
        }
    } else if (*deleted) {
        settle(row, Outcome::left, transform::policy::deleted_in_source.name);
    }
}

/// The row that this one completes; -1 if it is not there. \pre its table extends another.
RowNo CaseMapper::base_of(RowNo row) const
{
    const FilePlan& plan = *rows_.at(row).plan;
    return rows_.find(CaseRows::id_of(plan.extends, rows_.word(row, plan.key_cells.front())));
}

/// Without the row that says what it is, a base would come across as another kind of item. What
/// a damaged row completes shows as long as its key does.
void CaseMapper::hold_bases()
{
    for (RowNo row = 0; row < rows_.size(); ++row) {
        const CutRow& cut = rows_.at(row);
        if (!has_fate(row) || fate(row).outcome != Outcome::held || cut.plan->extends == no_table) {
            continue;
        }
        const RowNo base = base_of(row);
        if (base >= 0 && !has_fate(base) && would_decide_kind(cut.plan->table, base)) {
            settle_by(base, *fate(row).cause);
        }
    }
}

void CaseMapper::attach_extensions()
{
    for (RowNo row = 0; row < rows_.size(); ++row) {
        CutRow& cut = rows_.at(row);
        if (has_fate(row) || cut.plan->extends == no_table) {
            continue;
        }
        const RowNo base = base_of(row);
        if (base >= 0 && rows_.at(base).plan->spec().subjects && has_fate(base) &&
            fate(base).outcome == Outcome::left) {
            settle(row, Outcome::left,
                   transform::policy::patient_deleted.name); // more of a deleted patient
        } else if (base < 0 || (has_fate(base) && fate(base).outcome == Outcome::left)) {
            const std::string& table = cut.plan->spec().name;
            settle_by(row, cause("missing_base", table,
                                 fmt::format("a row of {} completes a row of {} that is not there",
                                             table, cut.plan->spec().extends)));
        } else if (has_fate(base)) {
            settle_by(row, *fate(base).cause);
        } else {
            cut.next_extension = rows_.at(base).extension;
            rows_.at(base).extension = row;
        }
    }
}

/// A row that is held before it is read still says what kind of item it would be, as far as
/// its cells show: a held allergy has to raise its alert.
void CaseMapper::name_held_kinds()
{
    for (RowNo row = 0; row < rows_.size(); ++row) {
        const CutRow& cut = rows_.at(row);
        if (has_fate(row) && fate(row).outcome == Outcome::held && !cut.plan->rules.empty()) {
            fate(row).type = type_of(row, kind_of(row));
        }
    }
}

void CaseMapper::make_items()
{
    for (RowNo row = 0; row < rows_.size(); ++row) {
        if (rows_.at(row).plan->spec().subjects && (patient_row_ < 0 || !has_fate(row))) {
            patient_row_ = row;
        }
        if (!has_fate(row) && rows_.at(row).plan->extends == no_table && !rows_.at(row).half &&
            !settle_without_patient(row)) {
            make_items_of(row);
        }
    }
    // Extensions of rows that found no item, and halves whose heading is held.
    for (RowNo row = 0; row < rows_.size(); ++row) {
        if (!has_fate(row) && !settle_without_patient(row) && rows_.at(row).half) {
            make_items_of(row);
        }
    }
}

/// Where the patient's own row is held or deleted, the rest of the record shares
/// its fate: a record without its patient is no record.
bool CaseMapper::settle_without_patient(RowNo row)
{
    if (case_.no == directory_case || row == patient_row_) {
        return false;
    }
    if (patient_row_ < 0 || !has_fate(patient_row_) ||
        fate(patient_row_).outcome == Outcome::carried ||
        fate(patient_row_).outcome == Outcome::converted ||
        fate(patient_row_).outcome == Outcome::degraded) {
        return false;
    }
    const Cause* because = fate(patient_row_).cause;
    if (because != nullptr) {
        settle_by(row, *because);
    } else {
        settle(row, Outcome::left, transform::policy::patient_deleted.name);
    }
    return true;
}

const CodeStore::Entry* CaseMapper::code_of(RowNo row) const
{
    for (const Step& step : rows_.at(row).plan->codes) {
        if (step.extras == nullptr || says_something(row, step)) {
            return entry_of(row, step);
        }
    }
    return nullptr;
}

/// What a code in the row's cell means, or one that the row spells out; nullptr where
/// there is none.
const CodeStore::Entry* CaseMapper::entry_of(RowNo row, const Step& step) const
{
    if (step.row_code != nullptr) {
        const RowCode& cells = *step.row_code;
        const CodeStore::RowTexts texts{rows_.cell(row, cells.code), rows_.cell(row, cells.term),
                                        rows_.cell(row, cells.snomed), rows_.cell(row, cells.dmd),
                                        rows_.cell(row, cells.category)};
        const bool any = std::ranges::any_of(
            texts, [](const csv::FieldText& cell) { return !trimmed(cell.text).empty(); });
        return any ? &practice_.codes.find_in_row(cells.dictionary, texts) : nullptr;
    }
    const std::string_view code = rows_.word(row, step.cell);
    return code.empty() ? nullptr : &practice_.codes.find(step.dictionary, code);
}

} // namespace ferry::tabular

#include <algorithm>

#include <fmt/format.h>

#include "base/date.hpp"
#include "base/text.hpp"
#include "record/nhs_number.hpp"
#include "sources/gp2gp/case_mapper.hpp"
#include "sources/gp2gp/patient_list.hpp"
#include "transform/policies.hpp"

namespace ferry::gp2gp {

/// The patient is made of the first message about them and of their row in the list.
void CaseMapper::make_patient()
{
    const Component* message = first_message();
    const Component* list = only_list_row();
    const Component* first = message != nullptr ? message : list;
    if (first == nullptr) {
        return;
    }
    make_.begin(ItemType::patient, first->row,
                message != nullptr ? "message-patient" : "patient-list");
    set_kept("source_id", case_.subject.patient);
    if (is_nhs_number(case_.subject.patient)) {
        set_kept("nhs_number", case_.subject.patient);
    }
    if (list != nullptr) {
        if (list != first) {
            make_.also(list->row);
        }
        set_patient_fields(*list);
    }
    make_.finish();
    for (const auto& one : tree_.all()) {
        if (one->kind == Kind::message && !make_.has_fate(one->row)) {
            make_.went_into(one->row, first->row, "message-patient");
        }
    }
}

const Component* CaseMapper::first_message() const
{
    const auto found =
        std::ranges::find(tree_.all(), Kind::message, [](const auto& one) { return one->kind; });
    return found == tree_.all().end() ? nullptr : found->get();
}

/// The patient's row in the list; any further one waits for a person.
const Component* CaseMapper::only_list_row()
{
    const Component* first = nullptr;
    for (const auto& one : tree_.all()) {
        if (one->kind != Kind::list || make_.has_fate(one->row)) {
            continue;
        }
        if (first == nullptr) {
            first = one.get();
        } else {
            make_.settle_by(one->row, cause("duplicate_key", "PatientList"));
        }
    }
    return first;
}

void CaseMapper::set_patient_fields(const Component& row)
{
    const extract::RawRow& raw = case_.rows[static_cast<std::size_t>(row.row)];
    const auto names = names_in(practice_.lists.at(raw.file));
    const auto cells = cells_of(raw.bytes);
    set_part(names, cells, ItemType::patient);
    for (const ItemType type : {ItemType::address, ItemType::contact, ItemType::registration}) {
        set_part(names, cells, type);
    }
}

/// The cells that fill fields of the patient, or of a further item of theirs.
void CaseMapper::set_part(const std::vector<std::string>& names,
                          const std::vector<std::string>& cells, ItemType type)
{
    const std::string part = std::string{name_of(type)} + ".";
    bool begun = type == ItemType::patient;
    for (std::size_t i = 0; i < std::min(names.size(), cells.size()); ++i) {
        const auto column = std::ranges::find(list_columns(), names[i], &ListColumn::name);
        if (column == list_columns().end() || column->field.empty() || trimmed(cells[i]).empty()) {
            continue;
        }
        const bool of_part = column->field.starts_with(part);
        const bool plain = column->field.find('.') == std::string_view::npos;
        if (!of_part && !(plain && type == ItemType::patient)) {
            continue;
        }
        if (!begun) {
            make_.part(type);
            begun = true;
        }
        const std::string_view field = of_part ? column->field.substr(part.size()) : column->field;
        const std::string_view cell = make_.kept(trimmed(cells[i]));
        const bool nul = cell.find('\0') != std::string_view::npos;
        if (nul || !is_utf8(cell)) {
            make_.unreadable(fmt::format("PatientList.{}", names[i]),
                             nul ? Fault::nul_byte : Fault::bad_charset, {});
        } else if (describe(type).fields[find_field(type, field)].kind == ferry::Kind::date) {
            make_.date(field, check_iso_date(cell), cell);
        } else {
            make_.text(field, cell);
        }
    }
}

/// A registration, as SystmOne and Vision send it: its type is a code's term.
void CaseMapper::make_registration(const Component& made)
{
    const xml::Node& coded = made.node->child("code");
    const std::string_view type = term_of(coded);
    const Effective when = effective_of(*made.node);
    if (type.empty() && when.begin.empty() && coded.attribute("code").empty()) {
        make_.settle(made.row, Outcome::left, transform::policy::says_nothing.name);
        return;
    }
    make_.begin(ItemType::registration, made.row, "registration-statement");
    set_kept("source_id", made.id);
    set_kept("type", type.empty() ? coded.attribute("code") : type);
    set_kept("status", trimmed(made.node->child("text").text));
    set_date("start_date", when.begin);
    set_date("end_date", when.end);
    make_.worsen(Outcome::converted, "registration-statement");
    make_.finish();
}

} // namespace ferry::gp2gp

#pragma once

#include <string_view>

#include "practice/emis/table.hpp"

/// Which columns of EMIS's tables the items of a record fill, and with what.
/// A field is known by its column's name, so all layouts share it.
namespace ferry::practice::emis {

/// The first and last processing number of an extract. A patient's rows share one behind
/// the first, under which stands only what they have superseded.
constexpr int first_processing_id = 101;
constexpr int last_processing_id = 110;

int processing_id(const Person& person);

/// "U", "Y", "YM", "YMD", "YMDT"
std::string_view precision_code(Precision precision);

/// Columns of whom and where that every row of a patient has.
template <typename Item>
constexpr Field<Item> whose_fields[] = {
    Field<Item>(
        "PatientGuid", [](CsvFile& out, const Row<Item>& row) { out.guid(row.person.id); }, true),
    Field<Item>(
        "OrganisationGuid",
        [](CsvFile& out, const Row<Item>& row) { out.guid(row.organisation()); }, true),
    Field<Item>(
        "ProcessingId", [](CsvFile& out, const Row<Item>& row) { out.number(row.processing_id); },
        true),
};

/// Columns of who, when and how certain that every clinical entry has.
template <typename Item>
constexpr Field<Item> entry_fields[] = {
    whose_fields<Item>[0],
    whose_fields<Item>[1],
    whose_fields<Item>[2],
    Field<Item>("EffectiveDate",
                [](CsvFile& out, const Row<Item>& row) { out.date(row.item.entry.on); }),
    Field<Item>("EffectiveDatePrecision",
                [](CsvFile& out, const Row<Item>& row) {
                    const Entry& entry = row.item.entry;
                    const bool timed = row.is_odd(Irregularity::emis_precision_ymdt, entry.id);
                    out.plain(precision_code(timed ? Precision::time : entry.precision));
                }),
    Field<Item>("EnteredDate",
                [](CsvFile& out, const Row<Item>& row) { out.date(row.item.entry.entered); }),
    Field<Item>("EnteredTime",
                [](CsvFile& out, const Row<Item>& row) { out.clock(row.item.entry.minute); }),
    Field<Item>(
        "ClinicianUserInRoleGuid",
        [](CsvFile& out, const Row<Item>& row) { out.guid(row.staff(row.item.entry.clinician)); }),
    Field<Item>(
        "EnteredByUserInRoleGuid",
        [](CsvFile& out, const Row<Item>& row) { out.guid(row.staff(row.item.entry.entered_by)); }),
    Field<Item>(
        "IsConfidential",
        [](CsvFile& out, const Row<Item>& row) { out.boolean(row.item.entry.confidential); }),
    Field<Item>(
        "Deleted", [](CsvFile& out, const Row<Item>& row) { out.boolean(row.item.entry.deleted); },
        true),
};

// Each is defined beside its table.
template <>
std::span<const Field<Location>> own_fields<Location>();
template <>
std::span<const Field<Organisation>> own_fields<Organisation>();
template <>
std::span<const Field<OrganisationLocation>> own_fields<OrganisationLocation>();
template <>
std::span<const Field<Agreement>> own_fields<Agreement>();
template <>
std::span<const Field<Staff>> own_fields<Staff>();
template <>
std::span<const Field<Person>> own_fields<Person>();
template <>
std::span<const Field<HistoryStep>> own_fields<HistoryStep>();
template <>
std::span<const Field<Session>> own_fields<Session>();
template <>
std::span<const Field<SessionUser>> own_fields<SessionUser>();
template <>
std::span<const Field<Slot>> own_fields<Slot>();
template <>
std::span<const Field<AuditStep>> own_fields<AuditStep>();
template <>
std::span<const Field<RegistrationAudit>> own_fields<RegistrationAudit>();
template <>
std::span<const Field<Consultation>> own_fields<Consultation>();
template <>
std::span<const Field<Diary>> own_fields<Diary>();
template <>
std::span<const Field<Observation>> own_fields<Observation>();
template <>
std::span<const Field<Problem>> own_fields<Problem>();
template <>
std::span<const Field<Referral>> own_fields<Referral>();
template <>
std::span<const Field<DrugRecord>> own_fields<DrugRecord>();
template <>
std::span<const Field<Issue>> own_fields<Issue>();
template <>
std::span<const Field<Code>> own_fields<Code>();
template <>
std::span<const Field<Drug>> own_fields<Drug>();

/// The fields that an item shares with others: those of an entry, if it is one.
template <typename Item>
std::span<const Field<Item>> common_fields()
{
    if constexpr (requires(const Item& item) { item.entry; }) {
        return entry_fields<Item>;
    } else {
        return whose_fields<Item>;
    }
}

} // namespace ferry::practice::emis

#include <iterator>

#include "practice/emis/fields.hpp"
#include "practice/emis/oddities.hpp"

namespace ferry::practice::emis {
namespace {

std::string_view name_of(PrescriptionType type)
{
    switch (type) {
    case PrescriptionType::acute:
        return "Acute";
    case PrescriptionType::repeat:
        return "Repeat";
    case PrescriptionType::repeat_dispensing:
        return "Repeat Dispensing";
    }
    return "";
}

/// The problem of a medicine; where it is `odd`, one that does not exist.
template <typename Item>
void write_problem(CsvFile& out, const Row<Item>& row, Irregularity odd)
{
    const Guid& id = row.item.entry.id;
    out.guid(row.is_odd(odd, id) ? guid_of(id.high, id.low) : row.item.problem);
}

using D = Row<DrugRecord>;
void write_issues_made(CsvFile& out, const D& row)
{
    const bool later = row.is_odd(Irregularity::emis_acute_post_dated, row.item.entry.id);
    out.number(row.item.issues + (later ? std::ssize(later_issue_days) : 0));
}

constexpr Field<DrugRecord> drug_record_fields[] = {
    Field<DrugRecord>(
        "DrugRecordGuid", [](CsvFile& out, const D& row) { out.guid(row.item.entry.id); }, true),
    Field<DrugRecord>("CodeId",
                      [](CsvFile& out, const D& row) { out.plain(row.item.drug->code_id); }),
    Field<DrugRecord>("Dosage", [](CsvFile& out, const D& row) { out.text(row.item.dosage); }),
    Field<DrugRecord>("Quantity",
                      [](CsvFile& out, const D& row) { out.plain(row.item.drug->row.quantity); }),
    Field<DrugRecord>("QuantityUnit",
                      [](CsvFile& out, const D& row) { out.plain(row.item.drug->row.unit); }),
    Field<DrugRecord>("ProblemObservationGuid",
                      [](CsvFile& out, const D& row) {
                          write_problem(out, row, Irregularity::emis_medication_problem_missing);
                      }),
    Field<DrugRecord>("PrescriptionType",
                      [](CsvFile& out, const D& row) { out.plain(name_of(row.item.type)); }),
    Field<DrugRecord>("IsActive", [](CsvFile& out, const D& row) { out.boolean(row.item.active); }),
    Field<DrugRecord>("CancellationDate",
                      [](CsvFile& out, const D& row) { out.date(row.item.cancelled); }),
    Field<DrugRecord>("NumberOfIssues", write_issues_made),
    Field<DrugRecord>("NumberOfIssuesAuthorised",
                      [](CsvFile& out, const D& row) { out.number(row.item.authorised); }),
};

using I = Row<Issue>;
constexpr Field<Issue> issue_fields[] = {
    Field<Issue>(
        "IssueRecordGuid", [](CsvFile& out, const I& row) { out.guid(row.item.entry.id); }, true),
    Field<Issue>("DrugRecordGuid",
                 [](CsvFile& out, const I& row) { out.guid(row.item.drug_record); }),
    Field<Issue>("CodeId", [](CsvFile& out, const I& row) { out.plain(row.item.drug->code_id); }),
    Field<Issue>("Dosage", [](CsvFile& out, const I& row) { out.text(row.item.dosage); }),
    Field<Issue>("Quantity",
                 [](CsvFile& out, const I& row) { out.plain(row.item.drug->row.quantity); }),
    Field<Issue>("QuantityUnit",
                 [](CsvFile& out, const I& row) { out.plain(row.item.drug->row.unit); }),
    Field<Issue>("ProblemObservationGuid",
                 [](CsvFile& out, const I& row) {
                     write_problem(out, row, Irregularity::emis_issue_problem_missing);
                 }),
    Field<Issue>("CourseDurationInDays",
                 [](CsvFile& out, const I& row) { out.number(row.item.days); }),
    Field<Issue>("EstimatedNhsCost",
                 [](CsvFile& out, const I& row) {
                     out.plain(ShortText::decimal(row.item.drug->row.pence, 2).view());
                 }),
    Field<Issue>("EmisCode",
                 [](CsvFile& out, const I& row) { out.plain(row.item.drug->legacy_code); }),
    Field<Issue>("IsPrescribedAsContraceptive",
                 [](CsvFile& out, const I& row) {
                     out.boolean(row.item.drug->row.bnf_chapter.starts_with("07.03"));
                 }),
    Field<Issue>("IsPrivatelyPrescribed", [](CsvFile& out, const I&) { out.plain("false"); }),
    Field<Issue>("ConsultationGuid",
                 [](CsvFile& out, const I& row) { out.guid(row.item.consultation); }),
    Field<Issue>("IssueMethodDescription",
                 [](CsvFile& out, const I& row) {
                     const bool electronic = row.item.entry.on.year() > 2011;
                     out.plain(electronic ? "Electronic Prescription Service" : "Printed Script");
                 }),
};

bool was_seen(const Slot& slot)
{
    return slot.attended && !slot.free;
}

std::string_view status_of(const Slot& slot)
{
    if (slot.free) {
        return "Slot Available";
    }
    return slot.attended ? "Left" : "DNA";
}

using S = Row<Slot>;
constexpr Field<Slot> slot_fields[] = {
    Field<Slot>("SlotGuid", [](CsvFile& out, const S& row) { out.guid(row.item.id); }),
    Field<Slot>("AppointmentDate",
                [](CsvFile& out, const S& row) { out.date(date_of(row.item.day)); }),
    Field<Slot>("AppointmentStartTime",
                [](CsvFile& out, const S& row) { out.clock(row.item.minute); }),
    Field<Slot>("PlannedDurationInMinutes", [](CsvFile& out, const S&) { out.plain("10"); }),
    Field<Slot>("SendInTime",
                [](CsvFile& out, const S& row) {
                    if (was_seen(row.item)) {
                        out.clock(row.item.minute + 4);
                    }
                }),
    Field<Slot>("LeftTime",
                [](CsvFile& out, const S& row) {
                    if (was_seen(row.item)) {
                        out.clock(row.item.minute + 13);
                    }
                }),
    Field<Slot>("DidNotAttend",
                [](CsvFile& out, const S& row) { out.boolean(!row.item.attended); }),
    Field<Slot>("SessionGuid",
                [](CsvFile& out, const S& row) { out.guid(session_of(row.setting, row.item).id); }),
    Field<Slot>("BookedDate",
                [](CsvFile& out, const S& row) {
                    out.date(row.item.free ? Date{} : date_of(row.item.booked));
                }),
    Field<Slot>("BookedTime",
                [](CsvFile& out, const S& row) { out.plain(row.item.free ? "" : "08:31:00"); }),
    Field<Slot>("SlotStatus", [](CsvFile& out, const S& row) { out.plain(status_of(row.item)); }),
    Field<Slot>("SlotType", [](CsvFile& out, const S&) { out.plain("Slot"); }),
    Field<Slot>("IsBookableOnline", [](CsvFile& out, const S&) { out.plain("false"); }),
    Field<Slot>("BookingMethod", [](CsvFile& out, const S&) { out.plain("Practice"); }),
    Field<Slot>("ModeOfContact",
                [](CsvFile& out, const S& row) {
                    out.plain(row.item.by_telephone ? "Telephone" : "Face to face");
                }),
    Field<Slot>("IsBlocked", [](CsvFile& out, const S&) { out.plain("false"); }),
    Field<Slot>("NationalSlotCategoryName",
                [](CsvFile& out, const S&) { out.plain("General Consultation Routine"); }),
    Field<Slot>("Deleted", [](CsvFile& out, const S&) { out.plain("false"); }),
};

} // namespace

template <>
std::span<const Field<DrugRecord>> own_fields<DrugRecord>()
{
    return drug_record_fields;
}

template <>
std::span<const Field<Issue>> own_fields<Issue>()
{
    return issue_fields;
}

template <>
std::span<const Field<Slot>> own_fields<Slot>()
{
    return slot_fields;
}

} // namespace ferry::practice::emis

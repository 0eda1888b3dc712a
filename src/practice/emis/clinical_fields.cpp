#include <array>
#include <cmath>

#include "practice/emis/fields.hpp"
#include "practice/emis/oddities.hpp"

namespace ferry::practice::emis {
namespace {

std::string_view name_of(ObservationKind kind)
{
    switch (kind) {
    case ObservationKind::observation:
        return "Observation";
    case ObservationKind::value:
        return "Value";
    case ObservationKind::allergy:
        return "Allergy";
    case ObservationKind::immunisation:
        return "Immunisation";
    case ObservationKind::referral:
        return "Referral";
    case ObservationKind::family_history:
        return "Family history";
    }
    return "";
}

const Measure* measure_of(const Observation& item)
{
    return item.kind == ObservationKind::value && item.code != nullptr ? item.code->measure
                                                                       : nullptr;
}

using O = Row<Observation>;
void write_limit(CsvFile& out, const O& row, double Measure::*limit, std::string_view odd)
{
    const Measure* measure = measure_of(row.item);
    if (row.is_odd(Irregularity::emis_range_without_value, row.item.entry.id)) {
        out.plain(odd);
    } else if (measure != nullptr && measure->normal_high > 0) {
        const auto hundredths = std::lround(measure->*limit * 100.0);
        out.plain(ShortText::decimal(hundredths, 2).view());
    }
}

void write_code(CsvFile& out, const O& row)
{
    const Code* code = row.item.code;
    if (row.is_odd(Irregularity::emis_read_synonym, row.item.entry.id)) {
        out.plain(synonym_of(row.setting, *code).code_id);
    } else if (code != nullptr) {
        out.plain(code->code_id);
    }
}

void write_value(CsvFile& out, const O& row)
{
    out.plain(row.is_odd(Irregularity::emis_leading_space, row.item.entry.id) ? " " : "");
    out.plain(row.item.value.view());
}

constexpr Field<Observation> observation_fields[] = {
    Field<Observation>(
        "ObservationGuid", [](CsvFile& out, const O& row) { out.guid(row.item.entry.id); }, true),
    Field<Observation>("ParentObservationGuid",
                       [](CsvFile& out, const O& row) { out.guid(row.item.parent); }),
    Field<Observation>("CodeId", write_code),
    Field<Observation>("ProblemGuid",
                       [](CsvFile& out, const O& row) { out.guid(row.item.problem); }),
    Field<Observation>("AssociatedText",
                       [](CsvFile& out, const O& row) { out.text(row.item.text); }),
    Field<Observation>("ConsultationGuid",
                       [](CsvFile& out, const O& row) { out.guid(row.item.consultation); }),
    Field<Observation>("Value", write_value),
    Field<Observation>("NumericUnit",
                       [](CsvFile& out, const O& row) {
                           const Measure* measure = measure_of(row.item);
                           out.plain(measure == nullptr ? std::string_view{} : measure->unit);
                       }),
    Field<Observation>("ObservationType",
                       [](CsvFile& out, const O& row) { out.plain(name_of(row.item.kind)); }),
    Field<Observation>(
        "NumericRangeLow",
        [](CsvFile& out, const O& row) { write_limit(out, row, &Measure::normal_low, "0"); }),
    Field<Observation>(
        "NumericRangeHigh",
        [](CsvFile& out, const O& row) { write_limit(out, row, &Measure::normal_high, "999"); }),
    Field<Observation>("DocumentGuid",
                       [](CsvFile& out, const O& row) {
                           if (row.item.document) {
                               out.guid({row.item.entry.id.low, row.item.entry.id.high});
                           }
                       }),
    Field<Observation>("Qualifiers",
                       [](CsvFile& out, const O& row) { out.text(row.item.qualifiers); }),
    Field<Observation>("Abnormal",
                       [](CsvFile& out, const O& row) { out.boolean(row.item.abnormal != ' '); }),
    Field<Observation>(
        "AbnormalReason",
        [](CsvFile& out, const O& row) {
            out.plain(row.item.abnormal == 'H' ? "HI" : row.item.abnormal == 'L' ? "LO" : "");
        }),
    Field<Observation>(
        "Episode",
        [](CsvFile& out, const O& row) { out.plain(row.item.first_episode ? "First" : ""); }),
};

using C = Row<Consultation>;
constexpr Field<Consultation> consultation_fields[] = {
    Field<Consultation>(
        "ConsultationGuid", [](CsvFile& out, const C& row) { out.guid(row.item.entry.id); }, true),
    Field<Consultation>("AppointmentSlotGuid",
                        [](CsvFile& out, const C& row) { out.guid(row.item.slot); }),
    Field<Consultation>("ConsultationSourceTerm",
                        [](CsvFile& out, const C& row) { out.plain(row.item.source); }),
    Field<Consultation>("Complete", [](CsvFile& out, const C&) { out.plain("true"); }),
    Field<Consultation>("ConsultationType",
                        [](CsvFile& out, const C&) { out.plain("Consultation"); }),
};

using P = Row<Problem>;
constexpr Field<Problem> problem_fields[] = {
    Field<Problem>("ObservationGuid", [](CsvFile& out, const P& row) { out.guid(row.item.id); }),
    Field<Problem>("ParentProblemObservationGuid",
                   [](CsvFile& out, const P& row) { out.guid(row.item.parent); }),
    Field<Problem>("Deleted", [](CsvFile& out, const P&) { out.plain("false"); }),
    Field<Problem>("Comment", [](CsvFile& out, const P& row) { out.text(row.item.comment); }),
    Field<Problem>("EndDate", [](CsvFile& out, const P& row) { out.date(row.item.ended); }),
    Field<Problem>(
        "EndDatePrecision",
        [](CsvFile& out, const P& row) { out.plain(row.item.ended.empty() ? "" : "YMD"); }),
    Field<Problem>(
        "ExpectedDuration",
        [](CsvFile& out, const P& row) { out.plain(row.item.ended.empty() ? "" : "28"); }),
    Field<Problem>("LastReviewDate",
                   [](CsvFile& out, const P& row) { out.date(row.item.reviewed); }),
    Field<Problem>("LastReviewDatePrecision", [](CsvFile& out, const P&) { out.plain("YMD"); }),
    Field<Problem>("LastReviewUserInRoleGuid",
                   [](CsvFile& out, const P& row) { out.guid(row.staff(row.item.reviewer)); }),
    Field<Problem>(
        "ParentProblemRelationship",
        [](CsvFile& out, const P& row) { out.plain(row.item.parent.empty() ? "" : "Grouped"); }),
    Field<Problem>("ProblemStatusDescription",
                   [](CsvFile& out, const P& row) {
                       out.plain(row.item.ended.empty() ? "Active Problem" : "Past Problem");
                   }),
    Field<Problem>("SignificanceDescription",
                   [](CsvFile& out, const P& row) {
                       out.plain(row.item.significant ? "Significant Problem" : "Minor Problem");
                   }),
};

using R = Row<Referral>;
constexpr Field<Referral> referral_fields[] = {
    Field<Referral>("ObservationGuid", [](CsvFile& out, const R& row) { out.guid(row.item.id); }),
    Field<Referral>(
        "ReferralTargetOrganisationGuid",
        [](CsvFile& out, const R& row) { out.guid(row.setting.practice.organisations[3].id); }),
    Field<Referral>("ReferralUrgency",
                    [](CsvFile& out, const R& row) { out.plain(row.item.urgency); }),
    Field<Referral>("ReferralServiceType",
                    [](CsvFile& out, const R& row) { out.plain(row.item.service); }),
    Field<Referral>("ReferralMode", [](CsvFile& out, const R& row) { out.plain(row.item.mode); }),
    Field<Referral>("ReferralUBRN",
                    [](CsvFile& out, const R& row) {
                        if (row.item.booking_number != 0) {
                            out.number(row.item.booking_number);
                        }
                    }),
    Field<Referral>("TransportRequired", [](CsvFile& out, const R&) { out.plain("false"); }),
};

using D = Row<Diary>;
constexpr Field<Diary> diary_fields[] = {
    Field<Diary>(
        "DiaryGuid", [](CsvFile& out, const D& row) { out.guid(row.item.entry.id); }, true),
    Field<Diary>("CodeId", [](CsvFile& out, const D& row) { out.plain(row.item.code->code_id); }),
    Field<Diary>("OriginalTerm",
                 [](CsvFile& out, const D& row) { out.plain(row.item.code->term); }),
    Field<Diary>("AssociatedText", [](CsvFile& out, const D& row) { out.text(row.item.text); }),
    Field<Diary>("IsActive", [](CsvFile& out, const D& row) { out.boolean(!row.item.done); }),
    Field<Diary>("IsComplete", [](CsvFile& out, const D& row) { out.boolean(row.item.done); }),
    Field<Diary>("ConsultationGuid",
                 [](CsvFile& out, const D& row) { out.guid(row.item.consultation); }),
};

} // namespace

template <>
std::span<const Field<Observation>> own_fields<Observation>()
{
    return observation_fields;
}

template <>
std::span<const Field<Consultation>> own_fields<Consultation>()
{
    return consultation_fields;
}

template <>
std::span<const Field<Problem>> own_fields<Problem>()
{
    return problem_fields;
}

template <>
std::span<const Field<Referral>> own_fields<Referral>()
{
    return referral_fields;
}

template <>
std::span<const Field<Diary>> own_fields<Diary>()
{
    return diary_fields;
}

} // namespace ferry::practice::emis

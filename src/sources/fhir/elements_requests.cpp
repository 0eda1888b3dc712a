#include <algorithm>
#include <array>

#include "sources/fhir/elements.hpp"

namespace ferry::fhir {
namespace {

constexpr auto text = How::text;
constexpr auto date = How::date;
constexpr auto code = How::code;
constexpr auto link = How::link;
constexpr auto detail = How::detail;
constexpr auto read = How::read;
constexpr auto left = How::left;

// Medication and what was asked for. In the order of types.
// clang-format off
constexpr std::array elements{
    Element{"MedicationRequest", "authoredOn", date, "recorded", ""},
    Element{"MedicationRequest", "basedOn", read, "medication", "the plan that an order is of"},
    Element{"MedicationRequest", "category", detail, "", "category"},
    Element{"MedicationRequest", "context|encounter", link, "consultation", ""},
    Element{"MedicationRequest", "courseOfTherapyType", read, "type", "where PrescriptionType is missing"},
    Element{"MedicationRequest", "detectedIssue", detail, "", "detected issue"},
    Element{"MedicationRequest", "dispenseRequest.expectedSupplyDuration", read, "duration_days", "days of an order; else in words"},
    Element{"MedicationRequest", "dispenseRequest.numberOfRepeatsAllowed", read, "issues_authorised", "where RepeatInformation is missing"},
    Element{"MedicationRequest", "dispenseRequest.performer", detail, "", "dispensed by"},
    Element{"MedicationRequest", "dispenseRequest.quantity", read, "quantity", "digits and unit as they stood"},
    Element{"MedicationRequest", "dispenseRequest.validityPeriod.start", date, "date", ""},
    Element{"MedicationRequest", "dispenseRequest.validityPeriod.end", read, "end_date", "of what has ended; of what has not, expiry_date"},
    Element{"MedicationRequest", "doNotPerform", read, "", "holds the request: it says what not to give"},
    Element{"MedicationRequest", "dosageInstruction", read, "dose", "its text; further instructions in words"},
    Element{"MedicationRequest", "eventHistory", left, "", "Who changed the request; it stays in the retained source."},
    Element{"MedicationRequest", "extension:MedicationRepeatInformation", read, "issues_made", "issues made and authorised, and until when"},
    Element{"MedicationRequest", "extension:MedicationStatusReason", read, "end_date", "when and why it was stopped"},
    Element{"MedicationRequest", "extension:MedicationPrescribingOrganization", detail, "", "prescribed by"},
    Element{"MedicationRequest", "extension:PrescriptionType", read, "type", "acute, repeat, ..."},
    Element{"MedicationRequest", "groupIdentifier", left, "", "The orders of a plan name the plan."},
    Element{"MedicationRequest", "insurance", left, "", "Not used in general practice here."},
    Element{"MedicationRequest", "intent", read, "", "a plan is a medication, an order an issue"},
    Element{"MedicationRequest", "medicationReference|medicationCodeableConcept", read, "drug", "the product"},
    Element{"MedicationRequest", "note", read, "text", "the notes' text"},
    Element{"MedicationRequest", "priorPrescription", detail, "", "follows"},
    Element{"MedicationRequest", "priority", detail, "", "priority"},
    Element{"MedicationRequest", "reasonCode", detail, "", "reason"},
    Element{"MedicationRequest", "reasonReference", detail, "", "reason"},
    Element{"MedicationRequest", "recorder", link, "recorded_by", ""},
    Element{"MedicationRequest", "reportedBoolean|reportedReference", detail, "", "reported"},
    Element{"MedicationRequest", "requester.agent|requester", link, "clinician", ""},
    Element{"MedicationRequest", "requester.onBehalfOf", detail, "", "on behalf of"},
    Element{"MedicationRequest", "status", read, "active_in_source", "active or not; entered-in-error is left, draft is held"},
    Element{"MedicationRequest", "statusReason", detail, "", "status because"},
    Element{"MedicationRequest", "subject", read, "", "whose it is"},
    Element{"MedicationRequest", "substitution", detail, "", "substitution"},
    Element{"MedicationRequest", "supportingInformation", detail, "", "supporting information"},

    Element{"MedicationStatement", "basedOn", read, "", "the plan that it speaks of"},
    Element{"MedicationStatement", "category", detail, "", "category"},
    Element{"MedicationStatement", "context|encounter", link, "consultation", ""},
    Element{"MedicationStatement", "dateAsserted", date, "recorded", ""},
    Element{"MedicationStatement", "derivedFrom", left, "", "The plan says what it was derived from."},
    Element{"MedicationStatement", "dosage", read, "dose", "its text, where the plan has another"},
    Element{"MedicationStatement", "effectivePeriod.start|effectiveDateTime", date, "date", ""},
    Element{"MedicationStatement", "effectivePeriod.end", read, "end_date", "of what has ended; of what has not, expiry_date"},
    Element{"MedicationStatement", "extension:MedicationStatementLastIssueDate", detail, "", "last issue"},
    Element{"MedicationStatement", "extension:PrescribingAgency", read, "text", "told where it is not the practice"},
    Element{"MedicationStatement", "extension:DosageLastChanged|extension:MedicationStatementDosageLastChanged", detail, "", "dose last changed"},
    Element{"MedicationStatement", "extension:ChangeSummary", detail, "", "change"},
    Element{"MedicationStatement", "informationSource", detail, "", "told by"},
    Element{"MedicationStatement", "medicationReference|medicationCodeableConcept", read, "drug", "the product"},
    Element{"MedicationStatement", "note", read, "text", "the notes' text"},
    Element{"MedicationStatement", "reasonCode", detail, "", "reason"},
    Element{"MedicationStatement", "reasonReference", detail, "", "reason"},
    Element{"MedicationStatement", "reasonNotTaken|statusReason", detail, "", "not taken because"},
    Element{"MedicationStatement", "status", read, "active_in_source", "active or not; entered-in-error is left"},
    Element{"MedicationStatement", "subject", read, "", "whose it is"},
    Element{"MedicationStatement", "taken", read, "text", "told unless unknown"},

    Element{"ProcedureRequest", "authoredOn", date, "recorded", ""},
    Element{"ProcedureRequest", "basedOn", detail, "", "based on"},
    Element{"ProcedureRequest", "bodySite", detail, "", "body site"},
    Element{"ProcedureRequest", "category", detail, "", "category"},
    Element{"ProcedureRequest", "code", code, "code", ""},
    Element{"ProcedureRequest", "context|encounter", link, "consultation", ""},
    Element{"ProcedureRequest", "doNotPerform", read, "", "holds the request: it says what not to do"},
    Element{"ProcedureRequest", "intent", read, "", "a plan is a diary entry, an order a test request"},
    Element{"ProcedureRequest", "note", read, "text", "the notes' text"},
    Element{"ProcedureRequest", "occurrenceDateTime|occurrencePeriod.start", date, "date", ""},
    Element{"ProcedureRequest", "occurrencePeriod.end|occurrenceTiming", detail, "", "until"},
    Element{"ProcedureRequest", "performer", detail, "", "performer"},
    Element{"ProcedureRequest", "performerType", detail, "", "performer"},
    Element{"ProcedureRequest", "priority", detail, "", "priority"},
    Element{"ProcedureRequest", "reasonCode", detail, "", "reason"},
    Element{"ProcedureRequest", "reasonReference", detail, "", "reason"},
    Element{"ProcedureRequest", "requester.agent|requester", link, "clinician", ""},
    Element{"ProcedureRequest", "requester.onBehalfOf", detail, "", "on behalf of"},
    Element{"ProcedureRequest", "specimen", detail, "", "specimen"},
    Element{"ProcedureRequest", "status", read, "", "entered-in-error is left; active and complete of a plan"},
    Element{"ProcedureRequest", "subject", read, "", "whose it is"},
    Element{"ProcedureRequest", "supportingInfo", detail, "", "supporting information"},

    Element{"ReferralRequest", "authoredOn", date, "date", ""},
    Element{"ReferralRequest", "basedOn", detail, "", "based on"},
    Element{"ReferralRequest", "context|encounter", link, "consultation", ""},
    Element{"ReferralRequest", "description", text, "text", ""},
    Element{"ReferralRequest", "identifier", read, "ubrn", "the one of the booking system"},
    Element{"ReferralRequest", "intent", read, "", "proposal and option are held: nobody was referred yet"},
    Element{"ReferralRequest", "note", read, "text", "the notes' text"},
    Element{"ReferralRequest", "occurrenceDateTime|occurrencePeriod", detail, "", "wanted"},
    Element{"ReferralRequest", "priority", text, "urgency", ""},
    Element{"ReferralRequest", "reasonCode", code, "code", ""},
    Element{"ReferralRequest", "reasonReference", detail, "", "reason"},
    Element{"ReferralRequest", "recipient", read, "target_organisation", "an organisation we know; else in words"},
    Element{"ReferralRequest", "requester.agent|requester", link, "clinician", ""},
    Element{"ReferralRequest", "requester.onBehalfOf", link, "source_organisation", ""},
    Element{"ReferralRequest", "serviceRequested", text, "service_type", ""},
    Element{"ReferralRequest", "specialty", detail, "", "specialty"},
    Element{"ReferralRequest", "status", read, "", "entered-in-error is left; others beside active and unknown are a detail"},
    Element{"ReferralRequest", "subject", read, "", "whose it is"},
    Element{"ReferralRequest", "supportingInfo", detail, "", "supporting information"},
    Element{"ReferralRequest", "type", text, "mode", ""},

    Element{"ServiceRequest", "authoredOn", date, "recorded", ""},
    Element{"ServiceRequest", "basedOn", detail, "", "based on"},
    Element{"ServiceRequest", "bodySite", detail, "", "body site"},
    Element{"ServiceRequest", "category", detail, "", "category"},
    Element{"ServiceRequest", "code", code, "code", ""},
    Element{"ServiceRequest", "doNotPerform", read, "", "holds the request: it says what not to do"},
    Element{"ServiceRequest", "encounter", link, "consultation", ""},
    Element{"ServiceRequest", "identifier", read, "ubrn", "the one of the booking system"},
    Element{"ServiceRequest", "intent", read, "", "a plan is a diary entry; an order a referral by its category, else a test request"},
    Element{"ServiceRequest", "locationCode|locationReference", detail, "", "location"},
    Element{"ServiceRequest", "note", read, "text", "the notes' text"},
    Element{"ServiceRequest", "occurrenceDateTime|occurrencePeriod.start", date, "date", ""},
    Element{"ServiceRequest", "occurrencePeriod.end|occurrenceTiming", detail, "", "until"},
    Element{"ServiceRequest", "orderDetail", detail, "", "detail"},
    Element{"ServiceRequest", "patientInstruction", detail, "", "instruction to the patient"},
    Element{"ServiceRequest", "performer", detail, "", "performer"},
    Element{"ServiceRequest", "performerType", detail, "", "performer"},
    Element{"ServiceRequest", "priority", read, "urgency", "of a referral; else in words"},
    Element{"ServiceRequest", "quantityQuantity|quantityRatio|quantityRange", detail, "", "quantity"},
    Element{"ServiceRequest", "reasonCode", detail, "", "reason"},
    Element{"ServiceRequest", "reasonReference", detail, "", "reason"},
    Element{"ServiceRequest", "requester", link, "clinician", ""},
    Element{"ServiceRequest", "requisition", left, "", "A further id of the supplier."},
    Element{"ServiceRequest", "specimen", detail, "", "specimen"},
    Element{"ServiceRequest", "status", read, "", "entered-in-error is left; active and complete of a plan"},
    Element{"ServiceRequest", "subject", read, "", "whose it is"},
    Element{"ServiceRequest", "supportingInfo", detail, "", "supporting information"},
};
// clang-format on

static_assert(std::ranges::is_sorted(elements, {}, &Element::type));

} // namespace

std::span<const Element> request_elements()
{
    return elements;
}

} // namespace ferry::fhir

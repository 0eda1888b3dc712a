#include "practice/gpconnect/bundle.hpp"
#include "practice/trees/documents.hpp"

/// Allergies, immunisations, referrals, documents and the diary.
namespace ferry::practice::gpconnect {
namespace {

using trees::fhir_issued;
using trees::fhir_time;

} // namespace

void BundleText::allergy(const Observation& row)
{
    const bool drug = row.code->category == "Allergy and adverse drug reactions";
    constexpr std::string_view associated =
        "http://hl7.org/fhir/StructureDefinition/encounter-associatedEncounter";
    const auto consultation = [&] { reference("valueReference", "Encounter", row.consultation); };
    resource("AllergyIntolerance", row.entry, [&] {
        if (!row.consultation.empty()) {
            json_.array("extension", [&] { extension(associated, consultation); });
        }
        json_.text("clinicalStatus", "active");
        json_.text("verificationStatus", "unconfirmed");
        json_.array("category", [&] { json_.text("", drug ? "medication" : "environment"); });
        code("code", row);
        reference("patient", "Patient", sheet_->record().person.id);
        json_.text("onsetDateTime", fhir_time(row.entry));
        json_.text("assertedDate", fhir_issued(row.entry));
        reference("recorder", "Practitioner", setting_.practice.staff[row.entry.entered_by].id);
        note(row.text);
    });
}

void BundleText::immunisation(const Observation& row)
{
    resource("Immunization", row.entry, [&] {
        json_.array("extension", [&] {
            extension(extension_of("DateRecorded"), "valueDateTime", fhir_issued(row.entry));
            extension(extension_of("VaccinationProcedure"),
                      [&] { code("valueCodeableConcept", row); });
        });
        json_.text("status", "completed");
        json_.literal("notGiven", "false");
        one_code("vaccineCode", "http://hl7.org/fhir/v3/NullFlavor", "UNK", "unknown");
        reference("patient", "Patient", sheet_->record().person.id);
        if (!row.consultation.empty()) {
            reference("encounter", "Encounter", row.consultation);
        }
        json_.text("date", fhir_time(row.entry));
        json_.literal("primarySource", "true");
        json_.only("practitioner", [&] {
            one_code("role", "http://hl7.org/fhir/v2/0443", "AP", "Administering Provider");
            reference("actor", "Practitioner", setting_.practice.staff[row.entry.clinician].id);
        });
        note(row.text);
    });
}

void BundleText::referral(const Observation& row, const Referral& referral)
{
    resource("ReferralRequest", row.entry, [&] {
        if (referral.booking_number != 0) {
            json_.only("identifier", [&] {
                json_.text("system", "https://fhir.nhs.uk/Id/ubr-number-UBRN");
                json_.text("value", std::to_string(referral.booking_number));
            });
        }
        json_.text("status", "unknown");
        json_.text("intent", "order");
        words("type", referral.mode);
        json_.text("priority", referral.urgency == "Routine"  ? "routine"
                               : referral.urgency == "Urgent" ? "urgent"
                                                              : "asap");
        json_.array("serviceRequested", [&] { words("", referral.service); });
        reference("subject", "Patient", sheet_->record().person.id);
        if (!row.consultation.empty()) {
            reference("context", "Encounter", row.consultation);
        }
        json_.text("authoredOn", fhir_time(row.entry));
        json_.object("requester", [&] {
            reference("agent", "Practitioner", setting_.practice.staff[row.entry.clinician].id);
        });
        json_.array("recipient",
                    [&] { reference("", "Organization", setting_.practice.organisations[3].id); });
        json_.array("reasonCode", [&] { code("", row); });
        note(row.text);
    });
}

void BundleText::document(const Observation& row)
{
    const Guid id = trees::document_of(row);
    resource("DocumentReference", fmt::format("{}", id), [&] {
        json_.text("status", "current");
        json_.object("type", [&] {
            json_.array("coding",
                        [&] { coding(snomed, "25821000000100", "Original Text document"); });
            json_.text("text", "Record Attachment");
        });
        reference("subject", "Patient", sheet_->record().person.id);
        json_.text("created", fhir_time(row.entry));
        json_.text("indexed", fhir_issued(row.entry));
        json_.text("description", "Record Attachment");
        json_.only("content", [&] {
            json_.object("attachment", [&] {
                json_.text("contentType", "text/plain");
                json_.text("url", trees::address_of(id));
            });
        });
        if (!row.consultation.empty()) {
            json_.object("context", [&] { reference("encounter", "Encounter", row.consultation); });
        }
    });
}

void BundleText::plan(const Diary& diary)
{
    resource("ProcedureRequest", diary.entry, [&] {
        json_.text("status", diary.done ? "completed" : "active");
        json_.text("intent", "plan");
        code("code", *diary.code);
        reference("subject", "Patient", sheet_->record().person.id);
        if (!diary.consultation.empty()) {
            reference("context", "Encounter", diary.consultation);
        }
        json_.text("occurrenceDateTime", trees::fhir_day(diary.entry.on));
        json_.text("authoredOn", fhir_issued(diary.entry));
        json_.object("requester", [&] {
            reference("agent", "Practitioner", setting_.practice.staff[diary.entry.clinician].id);
        });
        note(diary.text);
    });
}

} // namespace ferry::practice::gpconnect

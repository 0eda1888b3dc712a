#include "sources/fhir/kinds.hpp"

#include <algorithm>
#include <array>

#include "transform/policies.hpp"

namespace ferry::fhir {
namespace {

constexpr auto carried = Treatment::carried;
constexpr auto left = Treatment::left;
constexpr auto held = Treatment::held;
constexpr std::string_view audit = transform::policy::audit_retained.name;
constexpr std::string_view message = transform::policy::message_part.name;
constexpr std::string_view definition = transform::policy::dictionary_retained.name;

// clang-format off
constexpr std::array kinds{
    // The practice
    ResourceKind{"Organization", Home::directory, "", carried, ItemType::organisation, ""},
    ResourceKind{"Location", Home::directory, "", carried, ItemType::location, ""},
    ResourceKind{"Practitioner", Home::directory, "", carried, ItemType::staff, ""},
    ResourceKind{"PractitionerRole", Home::directory, "", carried, ItemType::staff, ""},
    ResourceKind{"Schedule", Home::directory, "", carried, ItemType::session, ""},
    ResourceKind{"Slot", Home::directory, "", carried, ItemType::appointment, ""},
    ResourceKind{"HealthcareService", Home::directory, "", held, ItemType::organisation, ""},
    ResourceKind{"OrganizationAffiliation", Home::directory, "", held, ItemType::organisation, ""},
    ResourceKind{"Group", Home::directory, "", left, ItemType::dictionary_entry, transform::policy::group_of_patients.name},
    ResourceKind{"Endpoint", Home::directory, "", left, ItemType::dictionary_entry, transform::policy::technical_address.name},

    // The patient
    ResourceKind{"Patient", Home::subject, "", carried, ItemType::patient, ""},
    ResourceKind{"EpisodeOfCare", Home::patient, "patient", carried, ItemType::registration, ""},
    ResourceKind{"RelatedPerson", Home::patient, "patient", carried, ItemType::contact, ""},

    // The notes
    ResourceKind{"Encounter", Home::patient, "subject|patient", carried, ItemType::consultation, ""},
    ResourceKind{"Observation", Home::patient, "subject", carried, ItemType::observation, ""},
    ResourceKind{"Condition", Home::patient, "subject", carried, ItemType::problem, ""},
    ResourceKind{"AllergyIntolerance", Home::patient, "patient", carried, ItemType::allergy, ""},
    ResourceKind{"Immunization", Home::patient, "patient", carried, ItemType::immunisation, ""},
    ResourceKind{"FamilyMemberHistory", Home::patient, "patient", carried, ItemType::family_history, ""},
    ResourceKind{"Procedure", Home::patient, "subject", carried, ItemType::observation, ""},
    ResourceKind{"List", Home::patient, "subject", carried, ItemType::observation, ""},
    ResourceKind{"QuestionnaireResponse", Home::patient, "subject", carried, ItemType::observation, ""},
    ResourceKind{"MedicationRequest", Home::patient, "subject", carried, ItemType::medication, ""},
    ResourceKind{"MedicationStatement", Home::patient, "subject", carried, ItemType::medication, ""},
    ResourceKind{"Medication", Home::bundle, "", left, ItemType::dictionary_entry, definition},
    ResourceKind{"ReferralRequest", Home::patient, "subject", carried, ItemType::referral, ""},
    ResourceKind{"ProcedureRequest", Home::patient, "subject", carried, ItemType::diary_entry, ""},
    ResourceKind{"ServiceRequest", Home::patient, "subject", carried, ItemType::diary_entry, ""},
    ResourceKind{"DiagnosticReport", Home::patient, "subject", carried, ItemType::test_report, ""},
    ResourceKind{"Specimen", Home::patient, "subject", carried, ItemType::observation, ""},
    ResourceKind{"DocumentReference", Home::patient, "subject", carried, ItemType::document, ""},
    ResourceKind{"Media", Home::patient, "subject", carried, ItemType::document, ""},
    ResourceKind{"Binary", Home::bundle, "", carried, ItemType::document, ""},
    ResourceKind{"Flag", Home::patient, "subject", carried, ItemType::observation, ""},
    ResourceKind{"Consent", Home::patient, "patient", carried, ItemType::consent, ""},
    ResourceKind{"Task", Home::patient, "for", carried, ItemType::task, ""},
    ResourceKind{"Appointment", Home::patient, "participant.actor", carried, ItemType::appointment, ""},

    // Kinds that nobody has said how to read
    ResourceKind{"Communication", Home::patient, "subject", held, ItemType::task, ""},
    ResourceKind{"CommunicationRequest", Home::patient, "subject", held, ItemType::task, ""},
    ResourceKind{"CarePlan", Home::patient, "subject", held, ItemType::diary_entry, ""},
    ResourceKind{"CareTeam", Home::patient, "subject", held, ItemType::contact, ""},
    ResourceKind{"Goal", Home::patient, "subject", held, ItemType::diary_entry, ""},
    ResourceKind{"ClinicalImpression", Home::patient, "subject", held, ItemType::observation, ""},
    ResourceKind{"RiskAssessment", Home::patient, "subject", held, ItemType::observation, ""},
    ResourceKind{"DetectedIssue", Home::patient, "patient", held, ItemType::observation, ""},
    ResourceKind{"Composition", Home::patient, "subject", held, ItemType::document, ""},
    ResourceKind{"DocumentManifest", Home::patient, "subject", held, ItemType::document, ""},
    ResourceKind{"ImagingStudy", Home::patient, "subject|patient", held, ItemType::test_report, ""},
    ResourceKind{"MedicationAdministration", Home::patient, "subject", held, ItemType::issue, ""},
    ResourceKind{"MedicationDispense", Home::patient, "subject", held, ItemType::issue, ""},
    ResourceKind{"ImmunizationRecommendation", Home::patient, "patient", held, ItemType::diary_entry, ""},
    ResourceKind{"ImmunizationEvaluation", Home::patient, "patient", held, ItemType::immunisation, ""},
    ResourceKind{"NutritionOrder", Home::patient, "patient", held, ItemType::diary_entry, ""},
    ResourceKind{"RequestGroup", Home::patient, "subject", held, ItemType::diary_entry, ""},
    ResourceKind{"DeviceRequest", Home::patient, "subject", held, ItemType::diary_entry, ""},
    ResourceKind{"DeviceUseStatement", Home::patient, "subject", held, ItemType::observation, ""},
    ResourceKind{"Device", Home::patient, "patient", held, ItemType::observation, ""},
    ResourceKind{"BodySite", Home::patient, "patient", held, ItemType::observation, ""},
    ResourceKind{"BodyStructure", Home::patient, "patient", held, ItemType::observation, ""},
    ResourceKind{"VisionPrescription", Home::patient, "patient", held, ItemType::issue, ""},
    ResourceKind{"Coverage", Home::patient, "beneficiary", held, ItemType::registration, ""},
    ResourceKind{"Basic", Home::patient, "subject", held, ItemType::observation, ""},
    ResourceKind{"AppointmentResponse", Home::patient, "actor", held, ItemType::appointment, ""},

    // Left behind by a policy
    ResourceKind{"Provenance", Home::patient, "target|patient", left, ItemType::audit_entry, audit},
    ResourceKind{"AuditEvent", Home::patient, "entity.reference|entity.what", left, ItemType::audit_entry, audit},
    ResourceKind{"OperationOutcome", Home::bundle, "", left, ItemType::audit_entry, message},
    ResourceKind{"Parameters", Home::bundle, "", left, ItemType::audit_entry, message},
    ResourceKind{"MessageHeader", Home::bundle, "", left, ItemType::audit_entry, message},
    ResourceKind{"CapabilityStatement", Home::bundle, "", left, ItemType::audit_entry, message},
    ResourceKind{"Substance", Home::bundle, "", left, ItemType::dictionary_entry, definition},
    ResourceKind{"Questionnaire", Home::bundle, "", left, ItemType::dictionary_entry, definition},
    ResourceKind{"CodeSystem", Home::bundle, "", left, ItemType::dictionary_entry, definition},
    ResourceKind{"ValueSet", Home::bundle, "", left, ItemType::dictionary_entry, definition},
    ResourceKind{"ConceptMap", Home::bundle, "", left, ItemType::dictionary_entry, definition},
    ResourceKind{"StructureDefinition", Home::bundle, "", left, ItemType::dictionary_entry, definition},
};
// clang-format on

} // namespace

std::span<const ResourceKind> resource_kinds()
{
    return kinds;
}

const ResourceKind* find_kind(std::string_view name)
{
    const auto* found = std::ranges::find(kinds, name, &ResourceKind::name);
    return found == kinds.end() ? nullptr : found;
}

} // namespace ferry::fhir

#include "sources/fhir/statuses.hpp"

#include <algorithm>
#include <array>

namespace ferry::fhir {
namespace {

constexpr auto stands = Standing::stands;
constexpr auto told = Standing::told;
constexpr auto in_error = Standing::in_error;
constexpr auto ask = Standing::ask;

struct Row {
    std::string_view type; ///< "*": of any type that names no words of its own
    std::string_view status;
    Standing standing;
};

// Words of STU3 and R4 together; a type's own rows go before those for all.
// clang-format off
constexpr std::array rows{
    Row{"*", "entered-in-error", in_error},

    Row{"Observation", "final", stands},
    Row{"Observation", "amended", told},
    Row{"Observation", "corrected", told},
    Row{"Observation", "preliminary", told},
    Row{"Observation", "registered", told},
    Row{"Observation", "unknown", told},
    Row{"Observation", "cancelled", ask},

    Row{"DiagnosticReport", "final", stands},
    Row{"DiagnosticReport", "unknown", told},
    Row{"DiagnosticReport", "registered", told},
    Row{"DiagnosticReport", "partial", told},
    Row{"DiagnosticReport", "preliminary", told},
    Row{"DiagnosticReport", "amended", told},
    Row{"DiagnosticReport", "corrected", told},
    Row{"DiagnosticReport", "appended", told},
    Row{"DiagnosticReport", "cancelled", ask},

    Row{"MedicationRequest", "active", stands},
    Row{"MedicationRequest", "completed", stands},
    Row{"MedicationRequest", "stopped", stands},
    Row{"MedicationRequest", "cancelled", told},
    Row{"MedicationRequest", "on-hold", told},
    Row{"MedicationRequest", "unknown", ask},
    Row{"MedicationRequest", "draft", ask},

    Row{"MedicationStatement", "active", stands},
    Row{"MedicationStatement", "completed", stands},
    Row{"MedicationStatement", "stopped", stands},
    Row{"MedicationStatement", "on-hold", told},
    Row{"MedicationStatement", "intended", ask},
    Row{"MedicationStatement", "not-taken", ask},
    Row{"MedicationStatement", "unknown", ask},

    Row{"Immunization", "completed", stands},
    Row{"Immunization", "not-done", stands},

    Row{"Encounter", "finished", stands},
    Row{"Encounter", "unknown", stands},
    Row{"Encounter", "in-progress", stands},
    Row{"Encounter", "planned", told},
    Row{"Encounter", "arrived", told},
    Row{"Encounter", "triaged", told},
    Row{"Encounter", "onleave", told},
    Row{"Encounter", "cancelled", ask},

    Row{"Procedure", "completed", stands},
    Row{"Procedure", "in-progress", told},
    Row{"Procedure", "on-hold", told},
    Row{"Procedure", "stopped", told},
    Row{"Procedure", "aborted", told},
    Row{"Procedure", "suspended", told},
    Row{"Procedure", "unknown", told},
    Row{"Procedure", "preparation", ask},
    Row{"Procedure", "not-done", ask},

    Row{"ProcedureRequest", "active", stands},
    Row{"ProcedureRequest", "completed", stands},
    Row{"ProcedureRequest", "unknown", told},
    Row{"ProcedureRequest", "suspended", told},
    Row{"ProcedureRequest", "cancelled", told},
    Row{"ProcedureRequest", "draft", ask},
    Row{"ServiceRequest", "active", stands},
    Row{"ServiceRequest", "completed", stands},
    Row{"ServiceRequest", "unknown", told},
    Row{"ServiceRequest", "on-hold", told},
    Row{"ServiceRequest", "revoked", told},
    Row{"ServiceRequest", "draft", ask},

    Row{"ReferralRequest", "active", stands},
    Row{"ReferralRequest", "unknown", stands},
    Row{"ReferralRequest", "completed", told},
    Row{"ReferralRequest", "cancelled", told},
    Row{"ReferralRequest", "suspended", told},
    Row{"ReferralRequest", "draft", ask},

    Row{"DocumentReference", "current", stands},
    Row{"DocumentReference", "superseded", told},

    Row{"Specimen", "available", stands},
    Row{"Specimen", "unavailable", told},
    Row{"Specimen", "unsatisfactory", told},

    Row{"List", "current", stands},
    Row{"List", "retired", told},

    Row{"QuestionnaireResponse", "completed", stands},
    Row{"QuestionnaireResponse", "amended", told},
    Row{"QuestionnaireResponse", "in-progress", told},
    Row{"QuestionnaireResponse", "stopped", told},

    Row{"FamilyMemberHistory", "completed", stands},
    Row{"FamilyMemberHistory", "partial", told},
    Row{"FamilyMemberHistory", "health-unknown", told},

    Row{"Flag", "active", stands},
    Row{"Flag", "inactive", told},

    Row{"Consent", "active", stands},
    Row{"Consent", "inactive", told},
    Row{"Consent", "rejected", told},
    Row{"Consent", "draft", ask},
    Row{"Consent", "proposed", ask},

    Row{"Media", "completed", stands},
    Row{"Media", "in-progress", told},
    Row{"Media", "on-hold", told},
    Row{"Media", "stopped", told},
    Row{"Media", "unknown", told},
    Row{"Media", "preparation", ask},
    Row{"Media", "not-done", ask},

    // Types whose status is a field of the record: any word.
    Row{"Task", "", stands},
    Row{"Appointment", "", stands},
    Row{"Slot", "", stands},
    Row{"EpisodeOfCare", "", stands},
    Row{"Location", "", stands},
};
// clang-format on

} // namespace

std::optional<Standing> standing_of(std::string_view type, std::string_view status)
{
    if (status.empty()) {
        return stands;
    }
    for (const Row& row : rows) {
        const bool any_word = row.status.empty() && row.type == type;
        if (any_word || (row.status == status && (row.type == "*" || row.type == type))) {
            return row.standing;
        }
    }
    return std::nullopt;
}

bool is_active(std::string_view status)
{
    return status == "active" || status == "on-hold";
}

} // namespace ferry::fhir

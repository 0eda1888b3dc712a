#pragma once

#include <array>
#include <span>
#include <string_view>

#include "record/field.hpp"
#include "record/fields.hpp"
#include "record/item_type.hpp"

/// The canonical record, described once (design: "The record"). Each item type
/// is a row of `record_types` with its fields; everything else is derived.
namespace ferry {

/// One item type: its name, what it is, and its fields.
struct TypeDescription {
    ItemType type;
    std::string_view name;
    std::string_view meaning;
    std::span<const Field> fields;
};

/// The whole record. In the order of ItemType.
inline constexpr std::array<TypeDescription, item_type_count> record_types{
    {
     {ItemType::patient, "patient", "A patient.", described::patient},
     {ItemType::registration, "registration", "A registration, or a step of one.",
         described::registration},
     {ItemType::address, "address", "Where a patient lives.", described::address},
     {ItemType::contact, "contact", "How to reach a patient.", described::contact},
     {ItemType::consultation, "consultation", "A contact between patient and practice.",
         described::consultation},
     {ItemType::observation, "observation", "A coded entry of no more special kind.",
         described::observation},
     {ItemType::blood_pressure, "blood_pressure", "A systolic and a diastolic value together.",
         described::blood_pressure},
     {ItemType::problem, "problem", "A problem in the problem list.", described::problem},
     {ItemType::allergy, "allergy", "An allergy or adverse reaction.", described::allergy},
     {ItemType::immunisation, "immunisation", "A vaccination given.", described::immunisation},
     {ItemType::family_history, "family_history", "An illness, or none, in the family.",
         described::family_history},
     {ItemType::medication, "medication", "A medication, acute or repeat.",
         described::medication},
     {ItemType::issue, "issue", "One issue of a medication.", described::issue},
     {ItemType::referral, "referral", "A referral.", described::referral},
     {ItemType::diary_entry, "diary_entry", "Something due: a recall, a review.",
         described::diary_entry},
     {ItemType::appointment, "appointment", "A slot in the appointment book.",
         described::appointment},
     {ItemType::document, "document", "A document.", described::document},
     {ItemType::test_request, "test_request", "A test asked for.", described::test_request},
     {ItemType::test_report, "test_report", "A report of tests.", described::test_report},
     {ItemType::consent, "consent", "A consent or dissent.", described::consent},
     {ItemType::task, "task", "A task of the practice.", described::task},
     {ItemType::audit_entry, "audit_entry", "Who changed what, when.", described::audit_entry},
     {ItemType::alert, "alert", "What Ferry must tell a clinician about this record.",
         described::alert},
     {ItemType::organisation, "organisation", "An organisation.", described::organisation},
     {ItemType::location, "location", "A place.", described::location},
     {ItemType::staff, "staff", "A member of staff in one role.", described::staff},
     {ItemType::session, "session", "A session of the appointment book.", described::session},
     {ItemType::session_user, "session_user", "Who holds a session.", described::session_user},
     {ItemType::dictionary_entry, "dictionary_entry", "An entry of a code dictionary.",
         described::dictionary_entry},
     {ItemType::sharing_agreement, "sharing_agreement", "An agreement to share records.",
         described::sharing_agreement},
     }
};

constexpr const TypeDescription& describe(ItemType type)
{
    return record_types[static_cast<std::size_t>(type)];
}

/// True for the flags that withhold what they stand on from those without the right (R124).
constexpr bool withholds(std::string_view field)
{
    return field == "confidential" || field == "spine_sensitive";
}

/// The place of the field with this name, or no_field.
constexpr FieldNo find_field(ItemType type, std::string_view name)
{
    const auto fields = describe(type).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == name) {
            return static_cast<FieldNo>(i);
        }
    }
    return no_field;
}

/// The place of a field that is known to the compiler: a wrong name does not
/// compile.
consteval FieldNo field_no(ItemType type, std::string_view name)
{
    const FieldNo no = find_field(type, name);
    if (no == no_field) {
        throw "no such field";
    }
    return no;
}

} // namespace ferry

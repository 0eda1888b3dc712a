#include <algorithm>
#include <array>

#include "sources/fhir/elements.hpp"

namespace ferry::fhir {
namespace {

using enum How;

// The patient, the practice and its appointments. In the order of types.
// clang-format off
constexpr auto elements = std::to_array<Element>({
    Element{"Appointment", "cancelationReason", detail, "", "cancelled because"},
    Element{"Appointment", "comment", detail, "", "comment"},
    Element{"Appointment", "created", date, "booked", ""},
    Element{"Appointment", "description", detail, "", "description"},
    Element{"Appointment", "end", date, "end", ""},
    Element{"Appointment", "extension:AppointmentCancellationReason", detail, "", "cancelled because"},
    Element{"Appointment", "extension:BookingOrganisation", read, "external_practice", "the booking organisation's name"},
    Element{"Appointment", "extension:DeliveryChannel.valueCode|extension:DeliveryChannel", text, "mode_of_contact", ""},
    Element{"Appointment", "extension:PractitionerRole", detail, "", "role"},
    Element{"Appointment", "appointmentType", detail, "", "appointment type"},
    Element{"Appointment", "minutesDuration", number, "planned_minutes", ""},
    Element{"Appointment", "participant", read, "clinician", "with whom; others in words"},
    Element{"Appointment", "priority", detail, "", "priority"},
    Element{"Appointment", "reason|reasonCode", detail, "", "reason"},
    Element{"Appointment", "patientInstruction", detail, "", "instruction to the patient"},
    Element{"Appointment", "serviceCategory", text, "service_setting", ""},
    Element{"Appointment", "serviceType", text, "slot_type", ""},
    Element{"Appointment", "specialty", detail, "", "specialty"},
    Element{"Appointment", "slot", read, "session", "the session of the first slot, where it is known"},
    Element{"Appointment", "start", date, "start", ""},
    Element{"Appointment", "status", text, "status", ""},

    Element{"EpisodeOfCare", "careManager", left, "", "The usual GP stands with the patient."},
    Element{"EpisodeOfCare", "managingOrganization", left, "", "The practice; whose record it is says the patient."},
    Element{"EpisodeOfCare", "patient", read, "", "whose it is"},
    Element{"EpisodeOfCare", "period.end", date, "end_date", ""},
    Element{"EpisodeOfCare", "period.start", date, "start_date", ""},
    Element{"EpisodeOfCare", "status", text, "status", ""},
    Element{"EpisodeOfCare", "statusHistory", left, "", "Steps of the registration before this one; they stay in the retained source."},
    Element{"EpisodeOfCare", "type", text, "type", ""},

    Element{"Location", "address", read, "street", "lines, town, county, postcode"},
    Element{"Location", "alias", left, "", "Another name for the same place."},
    Element{"Location", "description", left, "", "The name tells the place."},
    Element{"Location", "managingOrganization", read, "organisation", "its id"},
    Element{"Location", "name", text, "name", ""},
    Element{"Location", "partOf", read, "parent", "its id"},
    Element{"Location", "physicalType", left, "", "The kind of place stands in its type."},
    Element{"Location", "position", left, "", "The address tells where."},
    Element{"Location", "status", left, "", "Past places are named in past entries."},
    Element{"Location", "mode", left, "", "A place is a place."},
    Element{"Location", "telecom", read, "phone", "phone, fax, e-mail"},
    Element{"Location", "type", text, "type", ""},

    Element{"Organization", "active", left, "", "Past organisations are named in past entries."},
    Element{"Organization", "address", read, "address", "lines, town, county, postcode, a line each"},
    Element{"Organization", "alias", left, "", "Another name for the same organisation."},
    Element{"Organization", "contact", left, "", "The record keeps no contacts of organisations."},
    Element{"Organization", "endpoint", left, "", "A technical address."},
    Element{"Organization", "extension:MainLocation", read, "main_location", "its id"},
    Element{"Organization", "extension:Period|extension:organization-period", left, "", "Past organisations are named in past entries."},
    Element{"Organization", "name", text, "name", ""},
    Element{"Organization", "partOf", read, "parent", "its id"},
    Element{"Organization", "telecom", read, "phone", "telephones; e-mail stays in the retained source"},
    Element{"Organization", "type", text, "type", ""},

    Element{"Patient", "active", read, "registration", "status of the registration"},
    Element{"Patient", "address", read, "address", "one address each"},
    Element{"Patient", "birthDate", date, "birth_date", ""},
    Element{"Patient", "communication", text, "language", ""},
    Element{"Patient", "contact", read, "carer_name", "the first; all in words"},
    Element{"Patient", "deceasedBoolean", read, "text", "false says nothing; true without a date is told"},
    Element{"Patient", "deceasedDateTime", date, "death_date", ""},
    Element{"Patient", "extension:BirthPlace|extension:birthPlace", text, "birth_place", ""},
    Element{"Patient", "extension:BirthSex", detail, "", "birth sex"},
    Element{"Patient", "extension:CadavericDonor", detail, "", "donor"},
    Element{"Patient", "extension:ContactPreference", detail, "", "contact preference"},
    Element{"Patient", "extension:DeathNotificationStatus", detail, "", "death notification"},
    Element{"Patient", "extension:EthnicCategory", text, "ethnicity", ""},
    Element{"Patient", "extension:NHSCommunication", text, "language", ""},
    Element{"Patient", "extension:RegistrationDetails", read, "registration", "type, status and period"},
    Element{"Patient", "extension:ReligiousAffiliation", detail, "", "religion"},
    Element{"Patient", "extension:ResidentialStatus", detail, "", "residential status"},
    Element{"Patient", "extension:TreatmentCategory", detail, "", "treatment category"},
    Element{"Patient", "gender", text, "sex", ""},
    Element{"Patient", "generalPractitioner", read, "usual_gp", "the first that is a person"},
    Element{"Patient", "managingOrganization", read, "", "the practice whose record it is"},
    Element{"Patient", "maritalStatus", text, "marital_status", ""},
    Element{"Patient", "multipleBirthBoolean|multipleBirthInteger", detail, "", "multiple birth"},
    Element{"Patient", "name", read, "surname", "the official or usual one; others are previous or preferred names"},
    Element{"Patient", "photo", left, "", "The record keeps no pictures; it stays in the retained source."},
    Element{"Patient", "telecom", read, "contact", "home and mobile telephone, e-mail; other ways with their kind"},

    Element{"Practitioner", "active", left, "", "Staff that left are named in past entries."},
    Element{"Practitioner", "address", left, "", "Private data of staff."},
    Element{"Practitioner", "birthDate", left, "", "Private data of staff."},
    Element{"Practitioner", "communication", left, "", "Private data of staff."},
    Element{"Practitioner", "extension:NHSCommunication", left, "", "Private data of staff."},
    Element{"Practitioner", "gender", left, "", "Private data of staff."},
    Element{"Practitioner", "name", read, "surname", "the official or usual one"},
    Element{"Practitioner", "qualification", left, "", "The role tells the job."},
    Element{"Practitioner", "telecom", left, "", "Private data of staff."},

    Element{"PractitionerRole", "active", left, "", "Staff that left are named in past entries."},
    Element{"PractitionerRole", "code", read, "job", "code and words"},
    Element{"PractitionerRole", "healthcareService", left, "", "The job tells what somebody does."},
    Element{"PractitionerRole", "location", left, "", "Sessions name their place."},
    Element{"PractitionerRole", "organization", read, "organisation", "its id"},
    Element{"PractitionerRole", "period.end", date, "end_date", ""},
    Element{"PractitionerRole", "period.start", date, "start_date", ""},
    Element{"PractitionerRole", "practitioner", read, "", "the person, whose names are the item's"},
    Element{"PractitionerRole", "specialty", left, "", "The job tells what somebody does."},
    Element{"PractitionerRole", "telecom", left, "", "Private data of staff."},

    Element{"RelatedPerson", "active", read, "comments", "told where no longer in use"},
    Element{"RelatedPerson", "address", detail, "", "address"},
    Element{"RelatedPerson", "birthDate", detail, "", "born"},
    Element{"RelatedPerson", "communication", detail, "", "language"},
    Element{"RelatedPerson", "gender", detail, "", "gender"},
    Element{"RelatedPerson", "name", read, "other", "with relationship and telephones, in one text"},
    Element{"RelatedPerson", "patient", read, "", "whose it is"},
    Element{"RelatedPerson", "period.end", detail, "", "until"},
    Element{"RelatedPerson", "period.start", detail, "", "from"},
    Element{"RelatedPerson", "photo", left, "", "The record keeps no pictures; it stays in the retained source."},
    Element{"RelatedPerson", "relationship", read, "other", "before the name"},
    Element{"RelatedPerson", "telecom", read, "other", "behind the name, each with its kind"},

    Element{"Schedule", "active", left, "", "Slots have their own status."},
    Element{"Schedule", "actor", read, "location", "place, and who holds the session"},
    Element{"Schedule", "comment", text, "description", ""},
    Element{"Schedule", "extension:PractitionerRole", left, "", "The role stands with the member of staff."},
    Element{"Schedule", "extension:DeliveryChannel", left, "", "Slots and appointments name it."},
    Element{"Schedule", "planningHorizon.end", date, "end", ""},
    Element{"Schedule", "planningHorizon.start", date, "start", ""},
    Element{"Schedule", "serviceCategory", text, "category", ""},
    Element{"Schedule", "serviceType", text, "type", ""},
    Element{"Schedule", "specialty", left, "", "The session's kind tells what it is for."},

    Element{"Slot", "appointmentType", detail, "", "appointment type"},
    Element{"Slot", "comment", detail, "", "comment"},
    Element{"Slot", "end", date, "end", ""},
    Element{"Slot", "extension:DeliveryChannel.valueCode|extension:DeliveryChannel", text, "mode_of_contact", ""},
    Element{"Slot", "overbooked", detail, "", "overbooked"},
    Element{"Slot", "schedule", link, "session", ""},
    Element{"Slot", "serviceCategory", text, "service_setting", ""},
    Element{"Slot", "serviceType", text, "slot_type", ""},
    Element{"Slot", "specialty", detail, "", "specialty"},
    Element{"Slot", "start", date, "start", ""},
    Element{"Slot", "status", text, "status", ""},
});
// clang-format on

static_assert(std::ranges::is_sorted(elements, {}, &Element::type));

} // namespace

std::span<const Element> people_elements()
{
    return elements;
}

} // namespace ferry::fhir

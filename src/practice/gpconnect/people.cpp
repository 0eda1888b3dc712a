#include "practice/gpconnect/bundle.hpp"

/// The patient, the practice, its staff.
namespace ferry::practice::gpconnect {

void BundleText::patient()
{
    const Person& person = sheet_->record().person;
    resource("Patient", fmt::format("{}", person.id), [&] {
        registration(person);
        nhs_number(person);
        names(person);
        telecoms(person);
        json_.text("gender", person.sex == 'F' ? "female" : "male");
        json_.text("birthDate", trees::fhir_day(date_of(person.birth)));
        if (person.death != 0) {
            json_.text("deceasedDateTime", trees::fhir_day(date_of(person.death)));
        }
        json_.only("address", [&] {
            json_.text("use", "home");
            json_.text("type", "physical");
            json_.array("line",
                        [&] { json_.text("", fmt::format("{} {}", person.house, person.street)); });
            json_.text("city", person.town);
            json_.text("postalCode", person.postcode);
        });
        json_.array("generalPractitioner", [&] {
            reference("", "Practitioner", setting_.practice.staff[person.usual_gp].id);
        });
        reference("managingOrganization", "Organization", setting_.practice.organisations[0].id);
    });
}

void BundleText::nhs_number(const Person& person)
{
    if (!person.nhs.empty()) {
        json_.only("identifier", [&] {
            json_.text("system", "https://fhir.nhs.uk/Id/nhs-number");
            json_.text("value", person.nhs);
        });
    }
}

void BundleText::names(const Person& person)
{
    json_.only("name", [&] {
        json_.text("use", "official");
        json_.text("family", person.surname);
        json_.array("given", [&] {
            json_.text("", person.given);
            json_.text("", person.middle);
        });
        json_.array("prefix", [&] { json_.text("", person.title); });
    });
}

void BundleText::telecoms(const Person& person)
{
    const auto one = [this](std::string_view system, std::string_view use, std::string_view value) {
        if (!value.empty()) {
            json_.object("", [&] {
                json_.text("system", system);
                json_.text("use", use);
                json_.text("value", value);
            });
        }
    };
    if (!person.home_phone.empty() || !person.mobile_phone.empty() || !person.email.empty()) {
        json_.array("telecom", [&] {
            one("phone", "home", person.home_phone);
            one("phone", "mobile", person.mobile_phone);
            one("email", "home", person.email);
        });
    }
}

void BundleText::registration(const Person& person)
{
    const bool temporary = person.status == Status::temporary;
    const auto period = [&] {
        json_.text("start", trees::fhir_day(date_of(person.registered)));
        json_.text("end", person.left == 0 ? std::string{} : trees::fhir_day(date_of(person.left)));
    };
    const auto details = [&] {
        extension("registrationPeriod", [&] { json_.object("valuePeriod", period); });
        extension("registrationType", [&] {
            one_code("valueCodeableConcept",
                     "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-RegistrationType-1",
                     temporary ? "T" : "R", temporary ? "Temporary" : "Regular");
        });
    };
    json_.array("extension", [&] { extensions(extension_of("RegistrationDetails"), details); });
}

void BundleText::practice_and_staff()
{
    const Practice& practice = setting_.practice;
    const Record& record = sheet_->record();
    organisation(practice.organisations[0]);
    if (!record.referrals.empty()) {
        organisation(practice.organisations[3]);
    }
    location();
    const auto hands = trees::hands_in(record, practice.staff.size());
    for (std::size_t i = 0; i < hands.size(); ++i) {
        if (hands[i]) {
            staff(practice.staff[i]);
        }
    }
}

void BundleText::location()
{
    const Practice& practice = setting_.practice;
    resource("Location", fmt::format("{}", practice.location), [&] {
        json_.text("status", "active");
        json_.text("name", practice.organisations[0].name);
        reference("managingOrganization", "Organization", practice.organisations[0].id);
    });
}

void BundleText::organisation(const Organisation& organisation)
{
    resource("Organization", fmt::format("{}", organisation.id), [&] {
        json_.only("identifier", [&] {
            json_.text("system", "https://fhir.nhs.uk/Id/ods-organization-code");
            json_.text("value", organisation.ods);
        });
        json_.array("type", [&] { words("", organisation.type); });
        json_.text("name", organisation.name);
    });
}

/// The person, and the role as a resource of its own.
void BundleText::staff(const Staff& staff)
{
    const Guid& practice = setting_.practice.organisations[0].id;
    resource("Practitioner", fmt::format("{}", staff.id), [&] {
        json_.only("name", [&] {
            json_.text("use", "official");
            json_.text("family", staff.surname);
            json_.array("given", [&] { json_.text("", staff.given); });
            json_.array("prefix", [&] { json_.text("", staff.title); });
        });
    });
    resource("PractitionerRole", fmt::format("{}-ROLE", staff.id), [&] {
        reference("practitioner", "Practitioner", staff.id);
        reference("organization", "Organization", practice);
        json_.array("code", [&] {
            one_code("", "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-SDSJobRoleName-1",
                     staff.job_code, staff.job);
        });
    });
}

} // namespace ferry::practice::gpconnect

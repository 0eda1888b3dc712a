#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sources/fhir/case_mapper.hpp"
#include "sources/fhir/paths.hpp"
#include "sources/fhir/words.hpp"

/// The patient.
namespace ferry::fhir {

using json::Value;

namespace {

std::string joined(const std::vector<Value>& values, std::string_view between)
{
    std::string all;
    for (const Value value : values) {
        all += fmt::format("{}{}", all.empty() ? "" : between, value.text());
    }
    return all;
}

/// The name that counts now: official, else usual, else the first.
Value current_name(Value names)
{
    Value best;
    int rank = 0;
    for (const Value name : names) {
        const std::string_view use = name["use"].text();
        const int one = use == "official" ? 3 : use == "usual" ? 2 : use.empty() ? 1 : 0;
        if (!best || one > rank) {
            best = name;
            rank = one;
        }
    }
    return best;
}

std::string whole_name(Value name)
{
    const std::string_view text = name["text"].text();
    if (!text.empty()) {
        return std::string{text};
    }
    std::string whole = joined(all_at(name, "given"), " ");
    const std::string family = joined(all_at(name, "family"), " ");
    whole += whole.empty() || family.empty() ? family : " " + family;
    return whole;
}

} // namespace

void CaseMapper::patient(RowNo row)
{
    start(ItemType::patient, row, "patient");
    for (const Value identifier : all_at(now_.resource, "identifier")) {
        if (identifier["system"].text().ends_with("nhs-number")) {
            set_text("nhs_number", identifier["value"].text());
            set_text(
                "nhs_number_status",
                make_.kept(words(first_at(
                    identifier, "extension:NHSNumberVerificationStatus.valueCodeableConcept"))));
        }
    }
    set_names(now_.resource["name"]);
    for (const Value doctor : all_at(now_.resource, "generalPractitioner")) {
        if (parse_reference(doctor["reference"].text()).type != "Organization") {
            set_link("usual_gp", doctor);
            break;
        }
    }
    const Value carer = at("contact");
    set_text("carer_name", make_.kept(whole_name(first_at(carer, "name"))));
    set_text("carer_relation", make_.kept(words(carer["relationship"])));
    flush();
    make_registration();
    for (const Value address : all_at(now_.resource, "address")) {
        make_address(address);
    }
    make_contact();
    patient_stands_ = end() >= 0;
}

/// Of a person: the name that counts now, and for patients those of before.
void CaseMapper::set_names(Value names)
{
    const Value name = names.is(json::Type::object) ? names : current_name(names);
    const auto given = all_at(name, "given");
    set_text("title", make_.kept(joined(all_at(name, "prefix"), " ")));
    set_text("surname", make_.kept(joined(all_at(name, "family"), " ")));
    if (!has_field("middle_names")) {
        set_text("given_names", make_.kept(joined(given, " ")));
        return;
    }
    if (!given.empty()) {
        set_text("given_names", given.front().text());
        set_text("middle_names", make_.kept(joined({given.begin() + 1, given.end()}, " ")));
    }
    std::string former;
    for (const Value other : all_at(now_.resource, "name")) {
        const std::string_view use = other["use"].text();
        if (other.offset() == name.offset()) {
            continue;
        }
        if (use == "nickname" || (use == "usual" && !make_.value("preferred_name").present)) {
            set_text("preferred_name", make_.kept(whole_name(other)));
        } else {
            former += fmt::format("{}{}{}", former.empty() ? "" : "; ", whole_name(other),
                                  use == "old" || use.empty() ? "" : fmt::format(" ({})", use));
        }
    }
    set_text("former_names", make_.kept(former));
}

void CaseMapper::make_registration()
{
    const Value details = at("extension:RegistrationDetails");
    const Value active = at("active");
    if (!active && !first_at(details, "extension:registrationType|extension:registrationStatus|"
                                      "extension:registrationPeriod")) {
        return;
    }
    make_.part(ItemType::registration);
    now_.type = ItemType::registration;
    set_text("type", make_.kept(words(
                         first_at(details, "extension:registrationType.valueCodeableConcept"))));
    const std::string status =
        words(first_at(details, "extension:registrationStatus.valueCodeableConcept"));
    const std::string_view by_flag = active.text() == "true"    ? "active"
                                     : active.text() == "false" ? "inactive"
                                                                : "";
    set_text("status", status.empty() ? by_flag : make_.kept(status));
    set_date("start_date", first_at(details, "extension:registrationPeriod.valuePeriod.start"));
    set_date("end_date", first_at(details, "extension:registrationPeriod.valuePeriod.end"));
}

void CaseMapper::make_address(Value address)
{
    make_.part(ItemType::address);
    now_.type = ItemType::address;
    const auto lines = all_at(address, "line");
    const std::string_view text = address["text"].text();
    set_text("street", lines.empty() ? text : make_.kept(joined(lines, ", ")));
    set_text("town", address["city"].text());
    set_text("county", address["district"].text());
    set_text("postcode", address["postalCode"].text());
    std::string use{address["use"].text()};
    for (const std::string_view more : {"type", "state", "country", "period"}) {
        const std::string said = words(address[more]);
        if (!said.empty() && said != "physical") {
            use += fmt::format("{}{}", use.empty() ? "" : ", ", said);
        }
    }
    set_text("use", make_.kept(use));
}

/// Telephones and e-mail; everything else that one must know when getting in touch, in
/// words.
void CaseMapper::make_contact()
{
    say_what_to_mind();
    if (!at("telecom") && now_.texts.empty()) {
        return;
    }
    make_.part(ItemType::contact);
    now_.type = ItemType::contact;
    for (const Value way : all_at(now_.resource, "telecom")) {
        const std::string_view system = way["system"].text();
        const std::string_view use = way["use"].text();
        const std::string_view field = system == "email"                      ? "email"
                                       : system == "phone" && use == "mobile" ? "mobile_phone"
                                       : system == "phone" && use == "home"   ? "home_phone"
                                                                              : "";
        if (!field.empty() && !make_.value(field).present) {
            set_text(field, way["value"].text());
        } else {
            say(fmt::format("{}{}{}: {}", use, use.empty() ? "" : " ", system,
                            way["value"].text()));
        }
    }
    set_text("comments", make_.kept(fmt::format("{}", fmt::join(now_.texts, "\n"))));
    now_.texts.clear();
}

void CaseMapper::say_what_to_mind()
{
    struct Told {
        std::string_view name, path;
    };
    static constexpr std::array told{
        Told{"language",           "extension:NHSCommunication|communication"     },
        Told{"preferred branch",   "extension:RegistrationDetails.extension:preferredBranchSurgery"
                                 ".valueReference"},
        Told{"ethnic category",    "extension:EthnicCategory"                     },
        Told{"marital status",     "maritalStatus"                                },
        Told{"religion",           "extension:ReligiousAffiliation"               },
        Told{"residential status", "extension:ResidentialStatus"                  },
        Told{"treatment category", "extension:TreatmentCategory"                  },
        Told{"contact preference", "extension:ContactPreference"                  },
        Told{"birth sex",          "extension:BirthSex"                           },
        Told{"birth place",        "extension:BirthPlace|extension:birthPlace"    },
        Told{"multiple birth",     "multipleBirthBoolean|multipleBirthInteger"    },
        Told{"donor",              "extension:CadavericDonor"                     },
        Told{"death notification", "extension:DeathNotificationStatus"            },
        Told{"contact",            "contact"                                      },
    };
    for (const auto& [name, path] : told) {
        for (const Value value : all_at(now_.resource, path)) {
            const std::string said = words(value);
            if (!said.empty()) {
                say(fmt::format("{}: {}", name, said));
            }
        }
    }
    if (at("deceasedBoolean").text() == "true") {
        say("deceased, date not known");
    }
}

void CaseMapper::episode(RowNo row)
{
    start(ItemType::registration, row, "episode-of-care");
    end();
}

} // namespace ferry::fhir

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sources/fhir/case_mapper.hpp"
#include "sources/fhir/identity.hpp"
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

/// The field for such a way to reach the patient; "" if it has none of its own.
std::string_view field_for(std::string_view system, std::string_view use)
{
    if (use == "old") {
        return "";
    }
    if (system == "email") {
        return "email";
    }
    if (system != "phone") {
        return "";
    }
    return use == "mobile" ? "mobile_phone" : use == "home" ? "home_phone" : "";
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
    set_nhs_number();
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
    detail_at("contact", "contact");
    detail_at("preferred branch", "extension:RegistrationDetails.extension:preferredBranchSurgery."
                                  "valueReference");
    if (at("deceasedBoolean").text() == "true") {
        detail("deceased", "date not known");
    }
    flush();
    make_registration();
    for (const Value address : all_at(now_.resource, "address")) {
        make_address(address);
    }
    make_contact();
    patient_stands_ = end() >= 0;
}

/// The NHS number that counts now; two that differ hold the patient, and old ones are told.
void CaseMapper::set_nhs_number()
{
    if (current_nhs_numbers(now_.resource).size() > 1) {
        make_.hold(make_.cause("bad_value", "Patient.identifier",
                               "a Patient with several NHS numbers that differ"));
    }
    for (const Value identifier : all_at(now_.resource, "identifier")) {
        if (!identifier["system"].text().ends_with("nhs-number")) {
            continue;
        }
        if (identifier["use"].text() == "old") {
            detail("old NHS number", identifier["value"].text());
            continue;
        }
        set_text("nhs_number", identifier["value"].text());
        set_text("nhs_number_status",
                 make_.kept(words(first_at(
                     identifier, "extension:NHSNumberVerificationStatus.valueCodeableConcept"))));
    }
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
    for (const Value other : all_at(now_.resource, "name")) {
        const std::string_view use = other["use"].text();
        if (other.offset() == name.offset()) {
            continue;
        }
        if (use == "nickname" || (use == "usual" && !make_.value("preferred_name").present)) {
            set_text("preferred_name", make_.kept(whole_name(other)));
        } else if (!make_.value("previous_surname").present && !other["given"] &&
                   (use == "old" || use == "maiden")) {
            set_text("previous_surname", make_.kept(joined(all_at(other, "family"), " ")));
        } else {
            detail(use.empty() ? "name" : fmt::format("{} name", use), whole_name(other));
        }
    }
}

void CaseMapper::make_registration()
{
    const Value details = at("extension:RegistrationDetails");
    const Value active = at("active");
    if (!active && !first_at(details, "extension:registrationType|extension:registrationStatus|"
                                      "extension:registrationPeriod")) {
        return;
    }
    part(ItemType::registration);
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
    part(ItemType::address);
    const auto lines = all_at(address, "line");
    set_text("street", make_.kept(joined(lines, ", ")));
    set_text("text", address["text"].text());
    set_text("town", address["city"].text());
    set_text("county", address["district"].text());
    set_text("postcode", address["postalCode"].text());
    set_date("start_date", first_at(address, "period.start"));
    set_date("end_date", first_at(address, "period.end"));
    std::string kind{address["use"].text()};
    for (const std::string_view more : {"type", "state", "country"}) {
        const std::string said = words(address[more]);
        if (!said.empty() && said != "physical") {
            kind += fmt::format("{}{}", kind.empty() ? "" : ", ", said);
        }
    }
    set_text("kind", make_.kept(kind));
}

void CaseMapper::make_contact()
{
    if (!at("telecom")) {
        return;
    }
    part(ItemType::contact);
    std::string others;
    for (const Value way : all_at(now_.resource, "telecom")) {
        const std::string_view system = way["system"].text();
        const std::string_view use = way["use"].text();
        const std::string_view field = field_for(system, use);
        if (!field.empty() && !make_.value(field).present) {
            set_text(field, way["value"].text());
        } else {
            others += fmt::format("{}{}{}{}: {}", others.empty() ? "" : "; ", use,
                                  use.empty() ? "" : " ", system, way["value"].text());
        }
    }
    set_text("other", make_.kept(others));
}

/// Somebody to get in touch with about the patient. Names and numbers stand together in one
/// text: a number in a field of its own would be taken for the patient's.
void CaseMapper::related_person(RowNo row)
{
    start(ItemType::contact, row, "related-person");
    std::string who;
    const auto add = [&who](std::string_view between, std::string_view more) {
        who += fmt::format("{}{}", who.empty() || more.empty() ? "" : between, more);
    };
    for (const Value relationship : all_at(now_.resource, "relationship")) {
        add(", ", words(relationship));
    }
    for (const Value name : all_at(now_.resource, "name")) {
        const std::string title = joined(all_at(name, "prefix"), " ");
        add(": ", name["text"] || title.empty() ? whole_name(name)
                                                : fmt::format("{} {}", title, whole_name(name)));
    }
    for (const Value way : all_at(now_.resource, "telecom")) {
        const std::string_view use = way["use"].text();
        add("; ", fmt::format("{}{}{}: {}", use, use.empty() ? "" : " ", way["system"].text(),
                              way["value"].text()));
    }
    if (at("active").text() == "false") {
        detail("in use", "no");
    }
    set_text("other", make_.kept(who));
    set_text("comments", make_.kept(fmt::format("{}", fmt::join(now_.details, "; "))));
    now_.details.clear();
    end();
}

void CaseMapper::episode(RowNo row)
{
    start(ItemType::registration, row, "episode-of-care");
    end();
}

} // namespace ferry::fhir

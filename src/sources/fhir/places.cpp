#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sources/fhir/case_mapper.hpp"
#include "sources/fhir/paths.hpp"
#include "sources/fhir/words.hpp"

/// The practice: staff, organisations, places, sessions and slots.
namespace ferry::fhir {

using json::Value;

namespace {

std::string id_in(Value reference)
{
    return common_id(parse_reference(reference["reference"].text()).id);
}

} // namespace

/// A member of staff, with the role that names them where there is exactly one.
void CaseMapper::practitioner(RowNo row)
{
    const auto roles = merged_.find(row);
    const bool one = roles != merged_.end() && roles->second.size() == 1;
    if (!one && roles != merged_.end()) { // each role is a member of staff of its own
        for (const RowNo role : roles->second) {
            spoken_for_[static_cast<std::size_t>(role)] = false;
        }
        merged_.erase(roles);
    }
    start(ItemType::staff, row, "practitioner");
    set_names(now_.resource["name"]);
    for (const Value identifier : all_at(now_.resource, "identifier")) {
        set_text("registration_number", identifier["value"].text());
    }
    if (one) {
        set_role(reading_.resource(merged_.at(row).front()));
    }
    end();
}

void CaseMapper::set_role(Value role)
{
    std::string codes;
    std::string jobs;
    for (const Value code : all_at(role, "code")) {
        codes += fmt::format("{}{}", codes.empty() ? "" : ", ", text_at(code, "coding.code"));
        jobs += fmt::format("{}{}", jobs.empty() ? "" : ", ", words(code));
    }
    set_text("job_code", make_.kept(codes));
    set_text("job", make_.kept(jobs));
    set_text("organisation", make_.kept(id_in(role["organization"])));
    set_date("start_date", first_at(role, "period.start"));
    set_date("end_date", first_at(role, "period.end"));
}

void CaseMapper::role(RowNo row)
{
    start(ItemType::staff, row, "practitioner-role");
    const RowNo person = reading_.target(now_.resource["practitioner"], row);
    if (person >= 0) {
        set_names(reading_.resource(person)["name"]);
    }
    set_role(now_.resource);
    end();
}

void CaseMapper::organisation(RowNo row)
{
    start(ItemType::organisation, row, "organisation");
    for (const Value identifier : all_at(now_.resource, "identifier")) {
        if (identifier["system"].text().ends_with("ods-organization-code")) {
            set_text("ods_code", identifier["value"].text());
        }
    }
    set_text("parent", make_.kept(id_in(now_.resource["partOf"])));
    std::vector<std::string_view> lines;
    for (const std::string_view part :
         {"address.line", "address.city", "address.district", "address.postalCode"}) {
        for (const Value line : all_at(now_.resource, part)) {
            lines.push_back(line.text());
        }
    }
    set_text("address", make_.kept(fmt::format("{}", fmt::join(lines, "\n"))));
    set_telephones();
    set_text("main_location", make_.kept(id_in(at("extension:MainLocation.valueReference"))));
    end();
}

void CaseMapper::location(RowNo row)
{
    start(ItemType::location, row, "location");
    set_text("organisation", make_.kept(id_in(now_.resource["managingOrganization"])));
    set_text("parent", make_.kept(id_in(now_.resource["partOf"])));
    std::string lines;
    for (const Value line : all_at(now_.resource, "address.line")) {
        lines += fmt::format("{}{}", lines.empty() ? "" : ", ", line.text());
    }
    set_text("street", make_.kept(lines));
    set_text("town", at("address.city").text());
    set_text("county", at("address.district").text());
    set_text("postcode", at("address.postalCode").text());
    set_telephones();
    end();
}

void CaseMapper::set_telephones()
{
    std::string phones;
    for (const Value way : all_at(now_.resource, "telecom")) {
        const std::string_view system = way["system"].text();
        if (system == "phone") {
            phones += fmt::format("{}{}", phones.empty() ? "" : ", ", way["value"].text());
        } else if (system == "fax" || system == "email") {
            set_text(system, way["value"].text());
        }
    }
    set_text("phone", make_.kept(phones));
}

void CaseMapper::schedule(RowNo row)
{
    start(ItemType::session, row, "schedule");
    std::vector<Value> holders;
    for (const Value actor : all_at(now_.resource, "actor")) {
        const std::string_view type = parse_reference(actor["reference"].text()).type;
        if (type == "Location" && !make_.value("location").present) {
            set_link("location", actor);
        } else if (type == "Practitioner" || type == "PractitionerRole") {
            holders.push_back(actor);
        }
    }
    flush();
    for (const Value holder : holders) {
        part(ItemType::session_user);
        make_.link("session", reading_.at(row).key);
        set_link("user", holder);
    }
    end();
}

/// A slot of the appointment book; who booked it stands in an Appointment.
void CaseMapper::slot(RowNo row)
{
    start(ItemType::appointment, row, "slot");
    end();
}

} // namespace ferry::fhir

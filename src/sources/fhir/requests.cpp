#include <algorithm>

#include <fmt/format.h>

#include "base/base64.hpp"
#include "base/digest.hpp"
#include "sources/fhir/case_mapper.hpp"
#include "sources/fhir/paths.hpp"
#include "sources/fhir/words.hpp"

/// What was asked for, what came of it, documents, and appointments.
namespace ferry::fhir {

// -- Requests -----------------------------------------------------------------------------

/// A plan is something due; an order asks for a test, or refers the patient.
void CaseMapper::request(RowNo row)
{
    const Value resource = reading_.resource(row);
    const std::string_view intent = resource["intent"].text();
    if (intent == "proposal" || intent == "option") {
        make_.settle_by(row, bad_value(fmt::format("{}.intent", reading_.type(row)), intent));
        return;
    }
    const auto categories = all_at(resource, "category");
    const bool refers = std::ranges::any_of(categories, [](Value one) {
        return has_code(one, {"3457005", "306206005"});
    });
    if (refers) {
        start(ItemType::referral, row, "request-referral");
        set_referral();
    } else if (intent == "plan") {
        start(ItemType::diary_entry, row, "request-plan");
        const std::string_view status = resource["status"].text();
        make_.flag("active", status == "active");
        make_.flag("complete", status == "completed");
        detail("priority", at("priority").text());
    } else {
        start(ItemType::test_request, row, "request-order");
        detail("priority", at("priority").text());
    }
    notes_to_text();
    end();
}

void CaseMapper::referral(RowNo row)
{
    const std::string_view intent = reading_.resource(row)["intent"].text();
    if (intent == "proposal" || intent == "option") {
        make_.settle_by(row, bad_value("ReferralRequest.intent", intent));
        return;
    }
    start(ItemType::referral, row, "referral");
    set_referral();
    notes_to_text();
    end();
}

void CaseMapper::set_referral()
{
    set_text("urgency", at("priority").text());
    for (const Value identifier : all_at(now_.resource, "identifier")) {
        if (identifier["system"].text().find("UBRN") != std::string_view::npos ||
            identifier["system"].text().find("ubrn") != std::string_view::npos) {
            set_text("ubrn", identifier["value"].text());
        }
    }
    bool linked = false;
    for (const Value recipient : all_at(now_.resource, "recipient")) {
        const std::string_view text = recipient["reference"].text();
        const bool organisation = parse_reference(text).type == "Organization";
        if (organisation && !linked) {
            set_link("target_organisation", recipient);
            linked = true;
        } else {
            detail("to", words(recipient));
        }
    }
}

// -- Reports and documents ------------------------------------------------------------------

void CaseMapper::report(RowNo row)
{
    start(ItemType::test_report, row, "report");
    std::string specimens;
    for (const Value specimen : all_at(now_.resource, "specimen")) {
        specimens += fmt::format("{}{}", specimens.empty() ? "" : ", ", words(specimen));
    }
    set_text("specimen", make_.kept(specimens));
    if (!make_.value("date").present) {
        set_date("date", at("issued"));
    }
    notes_to_text();
    end();
}

void CaseMapper::document(RowNo row)
{
    start(ItemType::document, row, "document");
    const auto contents = all_at(now_.resource, "content");
    if (!contents.empty()) {
        set_attachment("DocumentReference.content.attachment", contents.front()["attachment"]);
        detail("format", words(contents.front()["format"]));
    }
    flush();
    for (std::size_t i = 1; i < contents.size(); ++i) {
        part(ItemType::document);
        set_date("date", at("created|date"));
        set_code("code", at("type"));
        set_text("title", at("description").text());
        set_attachment("DocumentReference.content.attachment", contents[i]["attachment"]);
        detail("format", words(contents[i]["format"]));
        flush();
    }
    end();
}

/// A picture, film or sound; `type` tells which.
void CaseMapper::media(RowNo row)
{
    start(ItemType::document, row, "media");
    set_attachment("Media.content", at("content"));
    notes_to_text();
    end();
}

/// Where the bytes are.
void CaseMapper::set_attachment(std::string_view where, Value attachment)
{
    set_text("content_type", attachment["contentType"].text());
    set_text("file", attachment["url"].text());
    const std::string_view title = attachment["title"].text();
    if (!make_.value("title").present) {
        set_text("title", title);
    } else if (title != make_.value("title").view()) {
        detail("title of the file", title);
    }
    detail("size", attachment["size"].text());
    detail("made", attachment["creation"].text());
    detail("hash", attachment["hash"].text());
    const Value data = bytes_of(attachment);
    if (!data) {
        return;
    }
    auto bytes = from_base64(data.text());
    if (!bytes) {
        make_.unreadable(fmt::format("{}.data", where), bytes.error(), data.text());
        return;
    }
    const std::string_view size = attachment["size"].text();
    if (!size.empty() && size != std::to_string(bytes->size())) {
        make_.hold(make_.cause("bad_value", fmt::format("{}.size", where),
                               "bytes that are more or fewer than the document says"));
    }
    std::string digest = evidence_digest(*bytes);
    set_text("digest", make_.kept(digest));
    make_.content(std::move(digest), std::move(*bytes));
}

/// In base64: in the attachment itself, or in the Binary at its address, where that is in the case.
json::Value CaseMapper::bytes_of(Value attachment) const
{
    const RowNo named = reading_.find(reading_.key_of(attachment["url"].text(), now_.row));
    if (attachment["data"] || named < 0 || !spoken_for_[static_cast<std::size_t>(named)]) {
        return attachment["data"];
    }
    return first_at(reading_.resource(named), "data|content"); // R4 and STU3
}

/// A Binary that no document names says neither whose it is nor what.
void CaseMapper::loose_bytes(RowNo row)
{
    make_.settle_by(row, make_.cause("missing_base", "Binary", "bytes that no document names"));
}

// -- Appointments -----------------------------------------------------------------------------

/// Whether the patient comes; an appointment of several patients is nobody's in particular.
void CaseMapper::set_patients_answer()
{
    std::string first;
    for (const Value participant : all_at(now_.resource, "participant")) {
        const Reference to = parse_reference(text_at(participant, "actor.reference"));
        if (to.type != "Patient") {
            continue;
        }
        if (const std::string_view answer = participant["status"].text(); answer != "accepted") {
            detail("the patient's answer", answer);
        }
        const std::string id = common_id(to.id);
        if (!first.empty() && id != first) {
            make_.hold(make_.cause("bad_value", "Appointment.participant",
                                   "an appointment of several patients"));
        }
        first = id;
    }
}

void CaseMapper::appointment(RowNo row)
{
    start(ItemType::appointment, row, "appointment");
    const Value booked_by = at("extension:BookingOrganisation.valueReference");
    const std::string organisation = words(booked_by);
    set_text("external_practice", make_.kept(organisation));
    set_patients_answer();
    bool clinician = false;
    for (const Value actor : all_at(now_.resource, "participant.actor")) {
        const std::string_view type = parse_reference(actor["reference"].text()).type;
        const bool staff = type == "Practitioner" || type == "PractitionerRole";
        if (staff && !clinician) {
            set_link("clinician", actor);
            clinician = true;
        } else if (type != "Patient") {
            detail("with", words(actor));
        }
    }
    const Value slot = at("slot");
    const auto session = practice_.sessions.find(
        slot ? reading_.key_of(slot["reference"].text(), row) : std::string{});
    if (session != practice_.sessions.end()) {
        make_.link("session", session->second);
    }
    end();
}

} // namespace ferry::fhir

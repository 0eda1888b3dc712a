#include <algorithm>

#include <fmt/format.h>

#include "sources/fhir/case_mapper.hpp"
#include "sources/fhir/paths.hpp"
#include "sources/fhir/words.hpp"

/// What is not about the patient's body: warnings, consents, and tasks of the practice.
namespace ferry::fhir {

/// An entry with all it says, and where it still counts, an alert that whoever opens the
/// record sees.
void CaseMapper::flag(RowNo row)
{
    start(ItemType::observation, row, "flag");
    const bool active = at("status").text() == "active";
    const bool secret = make_.value("confidential").present;
    const std::string coded = words(at("code"));
    const std::string warning = coded.empty() ? words(at("category")) : coded;
    const std::string_view id = make_.value("source_id").view();
    flush();
    if (active) {
        part(ItemType::alert);
        set_text("kind", "flag_in_source");
        set_text("text", secret ? "A confidential warning of the old system stands in the notes."
                                : make_.kept(warning));
        set_text("about", id);
    }
    end();
}

void CaseMapper::consent(RowNo row)
{
    start(ItemType::consent, row, "consent");
    const auto categories = all_at(now_.resource, "category");
    for (std::size_t i = 0; i < categories.size(); ++i) {
        if (i == 0) {
            set_code("code", categories[i]);
        } else {
            detail("category", words(categories[i]));
        }
    }
    const Value provision = at("provision");
    const bool rejected = at("status").text() == "rejected";
    set_text("decision", rejected ? "rejected" : provision["type"].text());
    const bool limited =
        std::ranges::any_of(provision, [](Value member) { return member.key() != "type"; });
    if (rejected || limited) { // limits could turn the decision round
        detail("provision", words(provision));
    }
    const Value source = at("sourceAttachment");
    if (source["data"]) { // a consent is no document: its form would be lost
        make_.hold(make_.cause("bad_value", "Consent.sourceAttachment.data",
                               "a consent whose form stands in the resource"));
    }
    detail("source", source["title"].text());
    detail("source", source["url"].text());
    end();
}

/// An owner whom the directory does not know stands in words, which say more than a link
/// that leads nowhere.
void CaseMapper::task(RowNo row)
{
    const std::string_view intent = reading_.resource(row)["intent"].text();
    if (intent == "proposal" || intent == "option") {
        make_.settle_by(row, bad_value("Task.intent", intent));
        return;
    }
    start(ItemType::task, row, "task");
    if (intent != "order") {
        detail("intent", intent);
    }
    const Value owner = at("owner");
    if (practice_.items.contains(reading_.key_of(owner["reference"].text(), row))) {
        set_link("clinician", owner);
    } else {
        detail("for", words(owner));
    }
    notes_to_text();
    end();
}

} // namespace ferry::fhir

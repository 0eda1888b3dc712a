#include <algorithm>

#include <fmt/format.h>

#include "sources/fhir/case_mapper.hpp"
#include "sources/fhir/paths.hpp"
#include "sources/fhir/words.hpp"
#include "transform/policies.hpp"

/// Contacts, the headings in them, and questionnaires.
namespace ferry::fhir {

using json::Value;

namespace {

bool has_code_of_minutes(Value quantity)
{
    const std::string_view code = quantity["code"].text();
    return code == "min" || (code.empty() && quantity["unit"].text() == "minute");
}

/// What GP Connect says when entries are missing on purpose or for now.
constexpr std::string_view warning =
    "extension:ListWarningCode.valueCode|extension:ListWarningCode";

} // namespace

void CaseMapper::encounter(RowNo row)
{
    start(ItemType::consultation, row, "encounter");
    const std::string_view status = at("status").text();
    if (status == "finished" || status == "in-progress") {
        make_.flag("complete", status == "finished");
    }
    const Value length = at("length");
    if (has_code_of_minutes(length)) {
        set_number("duration_minutes", length["value"]);
    } else {
        detail("length", words(length));
    }
    std::string places;
    for (const Value place : all_at(now_.resource, "location.location")) {
        places += fmt::format("{}{}", places.empty() ? "" : ", ", words(place));
    }
    set_text("place", make_.kept(places));
    set_participants();
    join_lists(row);
    end();
}

/// Who saw the patient, and who entered it.
void CaseMapper::set_participants()
{
    bool clinician = false;
    bool recorder = false;
    for (const Value participant : all_at(now_.resource, "participant")) {
        const Value who = participant["individual"];
        const bool recorded = has_code(first_at(participant, "type"), {"REC"});
        bool& set = recorded ? recorder : clinician;
        if (set) {
            detail("participant", words(who));
        } else {
            set_link(recorded ? "recorded_by" : "clinician", who);
            set = true;
        }
    }
}

/// What the lists of a consultation say beyond it.
void CaseMapper::join_lists(RowNo row)
{
    for (const RowNo list : merged_into(row)) {
        const Value resource = reading_.resource(list);
        const std::string_view title = resource["title"].text();
        const bool section = has_code(resource["code"], section_lists);
        if (!section && title != (make_.value("type").present ? make_.value("type").view() : "")) {
            detail("title", title);
        }
        for (const Value note : all_at(resource, "note")) {
            say(note["text"].text());
            tell_author(note);
        }
        if (!make_.value("recorded").present) {
            set_date("recorded", resource["date"]);
        }
    }
}

/// Topics and headings are sections of what stands under them; any other list only names
/// what the items say themselves.
void CaseMapper::list(RowNo row)
{
    const Value resource = reading_.resource(row);
    if (const Value code = first_at(resource, warning)) {
        const std::string_view word = code.text();
        make_.settle_by(
            row, make_.cause("withheld_in_source", word,
                             fmt::format("a list that says that entries are missing: {}", word)));
        return;
    }
    if (has_code(resource["code"], consultation_lists)) {
        const std::string_view note = text_at(resource, "note.text");
        if (!note.empty()) { // of no consultation that could hold it
            make_.settle_by(row, make_.cause("missing_base", "List",
                                             "a note with a list whose consultation is not there"));
            return;
        }
        make_.settle(row, Outcome::left, transform::policy::heading_of_no_consultation.name);
        return;
    }
    make_.settle(row, Outcome::left, transform::policy::list_of_items.name);
}

void CaseMapper::questionnaire(RowNo row)
{
    start(ItemType::observation, row, "questionnaire");
    say_answers(now_.resource["item"]);
    end();
}

/// Puts what an answer says behind what those before it said.
void CaseMapper::add_values(Value answer, std::string& answers) const
{
    for (const Value member : answer) {
        if (member.key().starts_with("value")) {
            answers += fmt::format("{}{}", answers.empty() ? "" : ", ", words(member));
        }
    }
}

/// "Question: answer", one a line.
// NOLINTNEXTLINE(misc-no-recursion): bounded by json::depth_max
void CaseMapper::say_answers(Value items)
{
    for (const Value item : items) {
        const std::string_view text = item["text"].text();
        const std::string_view question = text.empty() ? item["linkId"].text() : text;
        std::string answers;
        for (const Value answer : all_at(item, "answer")) {
            add_values(answer, answers);
        }
        say(answers.empty() ? std::string{question} : fmt::format("{}: {}", question, answers));
        for (const Value answer : all_at(item, "answer")) {
            say_answers(answer["item"]);
        }
        say_answers(item["item"]);
    }
}

} // namespace ferry::fhir

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/text.hpp"
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

/// Why a list has no entries where there are some.
constexpr std::array<std::string_view, 4> kept_back{"withheld", "unavailable", "closed",
                                                    "notstarted"};

/// What GP Connect says of a list that has nothing on it.
bool says_nothing_is_there(std::string_view words)
{
    std::string bare = lower(trimmed(words));
    if (bare.ends_with('.')) {
        bare.pop_back();
    }
    return bare.empty() || bare == "information not available" || bare == "no content recorded";
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
    if (const std::string where = modifier_of(resource); !where.empty()) {
        make_.settle_by(row,
                        make_.cause("bad_value", where,
                                    fmt::format("a {} that nobody has said how to read", where)));
        return;
    }
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
    list_of_items(row);
}

/// A list names items that stand by themselves. What it says besides, such as that no allergies
/// are known, is an entry in words; a list whose entries were kept back waits.
void CaseMapper::list_of_items(RowNo row)
{
    const Value resource = reading_.resource(row);
    for (const Value code : all_at(resource, "emptyReason.coding.code")) {
        if (contains(kept_back, code.text())) {
            make_.settle_by(row, make_.cause("withheld_in_source", code.text(),
                                             fmt::format("a list without its entries: {}",
                                                         words(resource["emptyReason"], row))));
            return;
        }
    }
    std::vector<std::string> said{words(resource["emptyReason"], row)};
    for (const Value note : all_at(resource, "note")) {
        said.emplace_back(note["text"].text());
    }
    const bool silent = std::ranges::all_of(said, &std::string::empty);
    if (silent || std::ranges::all_of(said, says_nothing_is_there)) {
        make_.settle(row, Outcome::left,
                     silent ? transform::policy::list_of_items.name
                            : transform::policy::says_empty.name);
        return;
    }
    start(ItemType::observation, row, "list-in-words");
    set_date("recorded", resource["date"]);
    const std::string_view title = resource["title"].text();
    say(title.empty() ? original_text(resource["code"]) : title);
    say(said.front());
    notes_to_text();
    end();
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

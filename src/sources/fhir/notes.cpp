#include <algorithm>

#include <fmt/format.h>

#include "sources/fhir/case_mapper.hpp"
#include "sources/fhir/paths.hpp"
#include "sources/fhir/words.hpp"

/// Problems, allergies, immunisations and other entries of the notes.
namespace ferry::fhir {

// -- Problems -----------------------------------------------------------------------------

void CaseMapper::condition(RowNo row)
{
    const Value category = reading_.resource(row)["category"];
    const auto categories = all_at(reading_.resource(row), "category");
    const bool problem = !category || std::ranges::any_of(categories, [](Value one) {
        return has_code(one, {"problem-list-item", "problem"});
    });
    start(problem ? ItemType::problem : ItemType::observation, row,
          problem ? "condition-problem" : "condition-diagnosis");
    if (!problem) {
        detail_at("category", "category");
        notes_to_text();
    }
    const std::string verified = words(at("verificationStatus"));
    if (verified != "confirmed" && verified != "Confirmed") {
        detail("verification", verified);
    }
    std::string comment;
    for (const Value note : all_at(now_.resource, "note")) {
        comment += fmt::format("{}{}", comment.empty() ? "" : "\n", note["text"].text());
        tell_author(note);
    }
    set_text("comment", make_.kept(comment));
    const Value actual = at("extension:ActualProblem.valueReference");
    if (problem && actual && reading_.target(actual, row) < 0) {
        detail("made of", actual["reference"].text());
    }
    relate_problems();
    end();
}

/// A parent is linked; other relations are told, since the record has no field for them.
void CaseMapper::relate_problems()
{
    bool linked = false;
    for (const Value related : all_at(now_.resource, "extension:RelatedProblemHeader")) {
        const std::string_view type = text_at(related, "extension:type.valueCode");
        const Value target = first_at(related, "extension:target.valueReference");
        if (type == "parent" && !linked && has_field("parent_problem")) {
            set_link("parent_problem", target);
            set_text("parent_relation", type);
            linked = true;
        } else {
            detail(fmt::format("related problem ({})", type), words(target));
        }
    }
}

// -- Allergies ----------------------------------------------------------------------------

void CaseMapper::allergy(RowNo row)
{
    const auto categories = all_at(reading_.resource(row), "category");
    const bool drug =
        std::ranges::any_of(categories, [](Value one) { return one.text() == "medication"; });
    allergy_to_ = drug                 ? transform::AllergyTo::drug
                  : categories.empty() ? transform::AllergyTo::unclear
                                       : transform::AllergyTo::other;
    start(ItemType::allergy, row, "allergy");
    allergy_to_ = transform::AllergyTo::unclear;
    set_text("category", drug ? "drug" : categories.empty() ? "unstated" : "other");
    for (const Value category : categories) {
        if (category.text() != "medication" && category.text() != "environment") {
            detail("category", category.text());
        }
    }
    const std::string verified = words(at("verificationStatus"));
    if (verified != "unconfirmed" && verified != "Unconfirmed") {
        detail("verification", verified);
    }
    notes_to_text();
    end();
}

// -- Immunisations --------------------------------------------------------------------------

void CaseMapper::immunisation(RowNo row)
{
    const Value resource = reading_.resource(row);
    const Value procedure =
        first_at(resource, "extension:VaccinationProcedure.valueCodeableConcept");
    const Value vaccine = resource["vaccineCode"];
    const Value done = procedure ? procedure : vaccine;
    const bool given =
        resource["notGiven"].text() != "true" && resource["status"].text() != "not-done";
    start(given ? ItemType::immunisation : ItemType::observation, row,
          given ? "immunisation" : "immunisation-not-given");
    if (given) {
        set_code("code", done);
    } else {
        not_given(done);
    }
    if (procedure && !has_code(vaccine, {"UNK"})) {
        given ? set_text("vaccine", make_.kept(words(vaccine))) : detail("vaccine", words(vaccine));
    }
    const Value maker = resource["manufacturer"];
    detail("manufacturer", words(maker));
    if (resource["primarySource"].text() == "false") {
        detail("source", "reported by another, not by who gave it");
    }
    bool clinician = false;
    for (const Value actor : all_at(resource, "practitioner|performer")) {
        const Value role = first_at(actor, "role|function");
        if (has_code(role, {"EP", "OP"})) {
            detail("entered by", words(actor["actor"]));
        } else if (!clinician) {
            set_link("clinician", actor["actor"]);
            clinician = true;
        } else {
            detail("practitioner", words(actor["actor"]));
        }
    }
    notes_to_text();
    end();
}

/// That one was not given must not look like one: its code goes into words (R118).
void CaseMapper::not_given(Value done)
{
    std::string said = fmt::format("Not given: {}", words(done));
    for (const Value coding : all_at(done, "coding")) {
        said += fmt::format(" ({}|{})", coding["system"].text(), coding["code"].text());
    }
    say(said);
    make_.worsen(Outcome::degraded, "immunisation-not-given");
}

// -- Others -----------------------------------------------------------------------------------

/// One entry for each illness; what is said of the relative stands with each.
void CaseMapper::family_history(RowNo row)
{
    start(ItemType::family_history, row, "family-history");
    notes_to_text();
    const auto texts = now_.texts;
    const auto details = now_.details;
    bool first = true;
    for (const Value condition : all_at(now_.resource, "condition")) {
        if (!first) {
            flush();
            part(ItemType::family_history);
            now_.texts = texts;
            now_.details = details;
            set_date("date", at("date"));
        }
        first = false;
        set_code("code", condition["code"]);
        for (const Value member : condition) {
            if (member.key() != "code" && member.key() != "note") {
                detail(member.key(), words(member));
            }
        }
        for (const Value note : all_at(condition, "note")) {
            say(note["text"].text());
            tell_author(note);
        }
    }
    end();
}

void CaseMapper::procedure(RowNo row)
{
    start(ItemType::observation, row, "procedure");
    notes_to_text();
    end();
}

void CaseMapper::specimen(RowNo row)
{
    start(ItemType::observation, row, "specimen");
    notes_to_text();
    end();
}

} // namespace ferry::fhir

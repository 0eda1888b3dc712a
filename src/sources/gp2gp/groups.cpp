#include <algorithm>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/text.hpp"
#include "sources/gp2gp/case_mapper.hpp"
#include "sources/gp2gp/entry_kinds.hpp"
#include "sources/gp2gp/words.hpp"
#include "terminology/systems.hpp"
#include "transform/policies.hpp"

namespace ferry::gp2gp {
namespace {

/// The Read code that stands where a topic has no problem.
bool says_nothing(const transform::SourceCode& code)
{
    return code_in(code, terminology::facts(terminology::System::read2).uri) == "Z....00";
}

} // namespace

// NOLINTBEGIN(misc-no-recursion): bounded by xml::depth_max: rows lie in one another as elements
void CaseMapper::make(const Component& one, const Setting& around)
{
    if (one.kind == Kind::message) {
        make_all(one, around);
    }
    if (one.kind != Kind::component) {
        return;
    }
    if (make_.has_fate(one.row)) {
        make_all(one, around); // what stands in it may still be sound
        return;
    }
    if (const transform::Cause* denied = denial_of(one)) {
        hold_all(one, *denied);
    } else if (one.name == "ehrComposition") {
        make_composition(one, around);
    } else if (one.name == "CompoundStatement") {
        make_compound(one, around);
    } else if (one.name == "ObservationStatement") {
        make_observation(one, around);
    } else if (one.name == "NarrativeStatement") {
        make_narrative(one, around);
    } else if (one.name == "PlanStatement") {
        make_plan(one, around);
    } else if (one.name == "RequestStatement") {
        make_request(one, around);
    } else if (one.name == "MedicationStatement") {
        make_medicine(one, around);
    } else if (one.name == "LinkSet") {
        make_problem_of(one, around);
    } else if (one.name == "RegistrationStatement") {
        make_registration(one);
    } else if (one.name == "EhrEmpty") {
        make_.settle(one.row, Outcome::left, transform::policy::says_empty.name);
    } else if (!contains(words::items, one.name)) {
        make_.settle_by(one.row, cause("unknown_resource", one.name));
        make_all(one, around);
    }
}

void CaseMapper::make_all(const Component& of, const Setting& around)
{
    for (const Component* child : of.children) {
        make(*child, around);
    }
}

/// A composition is a consultation, but for those that only wrap an entry made outside
/// of one: their author and time go into the entry.
void CaseMapper::make_composition(const Component& made, Setting around)
{
    around.composition = &made;
    around.confidential = is_confidential(made, around);
    const xml::Node& coded = made.node->child("code");
    const transform::SourceCode code = code_of(coded);
    const bool any = std::ranges::any_of(made.children, [](const Component* child) {
        return !child->is("EhrEmpty") && !child->is("RegistrationStatement");
    });
    if (!any || means(code, Meant::outside_consulting)) {
        make_all(made, around);
        settle_heading(made, any ? "composition-wrapper" : "composition-without-content");
        return;
    }
    make_.begin(ItemType::consultation, made.row, "consultation-composition");
    make_.known_as(made.id);
    set_kept("source_id", made.id);
    set_time(made, "date");
    set_date("end", effective_of(*made.node).end);
    set_kept("type", term_of(coded));
    if (!code.codings.empty()) {
        make_.code("place_code", code, {});
    }
    set_kept("place", trimmed(made.node->at("location/locatedEntity/locatedPlace/name").text));
    set_people(made, around);
    if (around.confidential) {
        make_.flag("confidential", true);
    }
    make_.finish();
    around.consultation = made.id;
    make_all(made, around);
}

void CaseMapper::make_compound(const Component& made, Setting around)
{
    around.confidential = is_confidential(made, around);
    const std::string_view kind = made.node->attribute("classCode");
    const transform::SourceCode code = code_of(made.node->child("code"));
    const bool drug = means(code, Meant::drug_allergies);
    if (kind == "TOPIC" || kind == "CATEGORY") {
        if (drug || means(code, Meant::other_allergies)) {
            around.allergies = drug ? transform::AllergyTo::drug : transform::AllergyTo::other;
        } else if (!says_nothing(code) && !code.text.empty()) {
            around.section += fmt::format("{}{}", around.section.empty() ? "" : " / ", code.text);
        }
        make_all(made, around);
        settle_heading(made, around.allergies ? "allergy-heading" : "section-heading");
    } else if (means(code, Meant::laboratory_report)) {
        make_group(made, around, ItemType::test_report, "report-cluster");
    } else if (means(code, Meant::specimen)) {
        make_group(made, around, ItemType::observation, "specimen-cluster");
    } else if (!make_pressure(made, around)) {
        make_group(made, around, ItemType::observation, "panel-compound");
    }
}

/// A panel, report or specimen: an item itself, and the parent of what stands in it.
void CaseMapper::make_group(const Component& made, Setting around, ItemType type,
                            std::string_view rule)
{
    make_.begin(type, made.row, rule);
    set_entry(made, around);
    set_code(made, type);
    make_specimen_fields(made);
    make_.finish();
    around.parent = made.id;
    make_all(made, around);
}
// NOLINTEND(misc-no-recursion)

/// What specimen it is, in words: of the specimen itself, and of the report it stands in.
void CaseMapper::make_specimen_fields(const Component& made)
{
    const auto words_of = [](const Component& one) {
        const xml::Node& role = one.node->at("specimen/specimenRole");
        return std::string{trimmed(role.at("specimenSpecimenMaterial/desc").text)};
    };
    const xml::Node& role = made.node->at("specimen/specimenRole");
    if (role) {
        add_note("text", words_of(made), "\n");
        const Effective taken = effective_of(role);
        if (!taken.begin.empty()) {
            set_date("date", taken.begin);
        }
        for (const xml::Node* id : role.children) {
            if (id->name == "id" && !id->attribute("extension").empty()) {
                add_note("qualifiers", fmt::format("specimen id: {}", id->attribute("extension")));
            }
        }
        return;
    }
    for (const Component* child : made.children) {
        const bool specimen =
            child->is("CompoundStatement") && child->node->at("specimen/specimenRole");
        if (specimen && make_.making(ItemType::test_report)) {
            add_note("specimen", words_of(*child));
        }
    }
}

/// A heading is carried in what stands under it; one with nothing under it says nothing.
void CaseMapper::settle_heading(const Component& made, std::string_view rule)
{
    const Component* held = nullptr;
    std::vector<const Component*> below{made.children.begin(), made.children.end()};
    for (std::size_t i = 0; i < below.size(); ++i) {
        const Component& one = *below[i];
        if (make_.has_fate(one.row)) {
            if (make_.item_of(one.row) >= 0) {
                make_.went_into(made.row, one.row, rule);
                return;
            }
            held = held == nullptr && make_.is_held(one.row) ? &one : held;
        }
        below.insert(below.end(), one.children.begin(), one.children.end());
    }
    if (held != nullptr) {
        make_.went_into(made.row, held->row, rule);
    } else {
        make_.settle(made.row, Outcome::left, transform::policy::nothing_below.name);
    }
}

} // namespace ferry::gp2gp

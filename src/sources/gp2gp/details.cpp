#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/text.hpp"
#include "sources/gp2gp/case_mapper.hpp"

/// Who took part in an entry, who told it, how certain it is, and from whom it is withheld.
namespace ferry::gp2gp {
namespace {

struct Participant {
    std::string_view agent;
    std::string_view as; ///< typeCode: PRF, PPRF, RESP ...
};

/// The members of staff that a statement, supply or composition names.
std::vector<Participant> participants_of(const Component* of)
{
    std::vector<Participant> found;
    if (of == nullptr) {
        return found;
    }
    for (const xml::Node* child : of->node->children) {
        const std::string_view agent = child->at("agentRef/id").attribute("root");
        const bool takes_part = child->name == "Participant" || child->name == "Participant2" ||
                                child->name == "performer";
        if (takes_part && !agent.empty()) {
            found.push_back({.agent = agent, .as = child->attribute("typeCode")});
        }
    }
    return found;
}

/// All words in an element and in those below it.
// NOLINTNEXTLINE(misc-no-recursion): bounded by xml::depth_max
std::string words_in(const xml::Node& node)
{
    std::string all{trimmed(node.text)};
    for (const xml::Node* child : node.children) {
        const std::string words = words_in(*child);
        all += fmt::format("{}{}", all.empty() || words.empty() ? "" : " ", words);
    }
    return all;
}

} // namespace

/// True if one of its codes withholds it: every code but those that say "normal", less than
/// that, or something else.
bool withholds(const xml::Node& node)
{
    constexpr std::array<std::string_view, 6> open{"", "N", "L", "M", "U", "NOSCRUB"};
    return std::ranges::any_of(node.children, [&](const xml::Node* child) {
        return child->name == "confidentialityCode" && !contains(open, child->attribute("code"));
    });
}

/// Who is responsible, who entered it and when: of the statement itself, else of the
/// medication statement around a supply, else of the composition it stands in. Others who
/// took part stand in words beside.
void CaseMapper::set_people(const Component& made, const Setting& around)
{
    static const xml::Node none;
    const xml::Node& outer = around.composition == nullptr ? none : *around.composition->node;
    std::vector<Participant> all = participants_of(&made);
    const auto around_supply = participants_of(around.statement);
    all.insert(all.end(), around_supply.begin(), around_supply.end());
    if (around.composition != &made) {
        auto of_composition = participants_of(around.composition);
        if (!around.consultation.empty()) { // says the others in its own item
            of_composition.resize(all.empty() && !of_composition.empty() ? 1 : 0);
        }
        all.insert(all.end(), of_composition.begin(), of_composition.end());
    }
    for (auto one = all.begin(); one != all.end(); ++one) {
        const bool again = std::any_of(all.begin(), one, [&](const Participant& before) {
            return before.agent == one->agent;
        });
        if (one == all.begin()) {
            make_.link("clinician", one->agent);
        } else if (!again) {
            add_details(fmt::format("took part{}{}: {}", one->as.empty() ? "" : " as ", one->as,
                                    one->agent));
        }
    }
    make_.link("recorded_by", outer.at("author/agentRef/id").attribute("root"));
    set_date("recorded", outer.at("author/time").attribute("value"));
}

/// Words for which there is no field of their own.
void CaseMapper::add_details(std::string_view words)
{
    const bool qualifiers = make_.has_field("qualifiers");
    add_note(qualifiers ? "qualifiers" : "text", words, qualifiers ? "; " : "\n");
}

/// How certain and how urgent it is, and who told it.
void CaseMapper::set_details(const Component& made)
{
    const xml::Node& uncertain = made.node->child("uncertaintyCode");
    if (uncertain) {
        add_details(fmt::format("uncertainty: {}", term_or_code(uncertain)));
    }
    const xml::Node& priority = made.node->child("priorityCode");
    if (priority && !make_.has_field("urgency")) {
        add_details(fmt::format("priority: {}", term_or_code(priority)));
    }
    for (const xml::Node* child : made.node->children) {
        const xml::Node& role = child->child("informantRole");
        if (child->name == "informant" && role) {
            const std::string name = words_in(role.child("playingPerson"));
            const std::string_view as = term_or_code(role.child("code"));
            add_details(
                fmt::format("told by: {}{}{}", as, as.empty() || name.empty() ? "" : ", ", name));
        }
    }
}

} // namespace ferry::gp2gp

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "sources/gp2gp/case_mapper.hpp"
#include "sources/gp2gp/entry_kinds.hpp"

namespace ferry::gp2gp {
namespace {

constexpr std::string_view unspecified_problem = "394776006";

/// Words that say how much a problem weighs, among other qualifiers of it.
bool is_significance(const std::string& words)
{
    return words == "Significant" || words == "Minor" || words.starts_with("Unspecified");
}

} // namespace

bool stands_under_allergies(const Component& made)
{
    for (const Component* above = made.parent; above != nullptr; above = above->parent) {
        const transform::SourceCode code = code_of(above->node->child("code"));
        if (means(code, Meant::drug_allergies) || means(code, Meant::other_allergies)) {
            return true;
        }
    }
    return false;
}

/// The link set that makes a problem of this statement, where the two say nothing that
/// contradicts: then they are one item. Else the problem is an item of its own.
const Component* CaseMapper::problem_merged_into(const Component& made) const
{
    const auto found = problems_.find(&made);
    if (found == problems_.end() || !made.is("ObservationStatement")) {
        return nullptr;
    }
    const Effective of_problem = effective_of(*found->second->node);
    const bool half = means(code_of(made.node->child("code")), Meant::systolic) ||
                      means(code_of(made.node->child("code")), Meant::diastolic);
    const bool agree = of_problem.begin == effective_of(*made.node).begin;
    return agree && !half && !made.node->child("value") ? found->second : nullptr;
}

/// What a link set says of its problem: state, significance, end.
void CaseMapper::set_problem(const Component& link_set)
{
    const xml::Node& coded = link_set.node->child("code");
    set_kept("status", coded.attribute("displayName").empty() ? coded.attribute("code")
                                                              : coded.attribute("displayName"));
    set_kept("comment", annotation_of(link_set, "pertinentAnnotation"));
    const std::string_view words = trimmed(coded.child("originalText").text);
    add_note("qualifiers", words);
    const std::vector<std::string> said = qualifiers_of(coded).others;
    const auto known = std::ranges::find_if(said, is_significance);
    const auto significance = known == said.end() ? said.begin() : known;
    for (auto one = said.begin(); one != said.end(); ++one) {
        if (one == significance) {
            set_kept("significance", *one);
        } else {
            add_note("qualifiers", *one);
        }
    }
    set_date("end_date", effective_of(*link_set.node).end);
    if (is_confidential(link_set, {})) {
        make_.flag("confidential", true);
    }
}

/// A problem that is no part of another item: its code is that of the statement it names.
void CaseMapper::make_problem_of(const Component& link_set, const Setting& around)
{
    const auto request = went_into_.find(&link_set);
    if (request != went_into_.end()) {
        return; // goes into the request's item
    }
    const std::string_view named =
        link_set.node->at("conditionNamed/namedStatementRef/id").attribute("root");
    const auto found = by_id_.find(named);
    const Component* statement = found == by_id_.end() ? nullptr : found->second;
    if (statement == nullptr) {
        make_.settle_by(link_set.row, cause("missing_base", "LinkSet"));
        return;
    }
    if (const transform::Cause* denied = denial_of(*statement)) {
        make_.settle_by(link_set.row, *denied);
        return;
    }
    std::string_view rule;
    if (!make_.has_fate(statement->row) && !stands_under_allergies(*statement) &&
        statement->is("ObservationStatement") &&
        type_of(*statement, {}, rule) == ItemType::problem &&
        problem_merged_into(*statement) == &link_set) {
        return; // comes with its statement, which is still to come
    }
    make_.begin(ItemType::problem, link_set.row, "linkset-second-item");
    set_common(link_set, around);
    set_kept("source_id", named);
    set_time(link_set, "date");
    add_note("text", annotation_of(*statement, "pertinentAnnotation"), "\n");
    add_note("text", trimmed(statement->node->child("text").text), "\n");
    const bool supply =
        statement->parent != nullptr && statement->parent->is("MedicationStatement");
    const Component& medicine = supply ? *statement->parent : *statement;
    if (medicine.is("MedicationStatement")) {
        const xml::Node& product =
            medicine.node->at("consumable/manufacturedProduct/manufacturedMaterial/code");
        set_meaning(code_of(product), {.degrade = terminology::DegradeUse::other});
    } else {
        set_code(*statement, ItemType::problem);
    }
    set_problem(link_set);
    if (is_confidential(*statement, {})) {
        make_.flag("confidential", true);
    }
    make_.finish();
}

/// Which statement a link set makes a problem of, and which others belong to it.
void CaseMapper::link_problem(const Component& link_set)
{
    const xml::Node& named = link_set.node->at("conditionNamed/namedStatementRef/id");
    const auto statement = by_id_.find(named.attribute("root"));
    if (statement != by_id_.end()) {
        problems_.emplace(statement->second, &link_set);
    }
    for (const xml::Node* child : link_set.node->children) {
        const xml::Node& related = child->at("statementRef/id");
        if (child->name == "component" && related) {
            const std::string_view statement_id = related.attribute("root");
            const auto [first, fresh] = problem_of_.try_emplace(statement_id, link_set.id);
            if (!fresh && first->second != link_set.id) {
                std::string& further = further_problems_[statement_id];
                further += fmt::format("{}{}", further.empty() ? "" : " ", named.attribute("root"));
            }
        }
    }
}

/// The first problem that names the statement, and the source ids of the others.
void CaseMapper::link_to_problem(std::string_view statement)
{
    const auto problem = problem_of_.find(statement);
    if (statement.empty() || problem == problem_of_.end() || !make_.has_field("problem")) {
        return;
    }
    make_.link("problem", problem->second);
    const auto further = further_problems_.find(statement);
    if (further == further_problems_.end()) {
        return;
    }
    if (make_.has_field("further_problems")) {
        add_note("further_problems", further->second, " ");
    } else {
        add_note("text", fmt::format("further problems: {}", further->second), "\n");
    }
}

/// A link set that names a request and holds only documents says which documents belong
/// to the request: it is no problem. False: it is none of these.
bool CaseMapper::link_documents(const Component& link_set)
{
    const auto statement =
        by_id_.find(link_set.node->at("conditionNamed/namedStatementRef/id").attribute("root"));
    const bool request = statement != by_id_.end() && statement->second->is("RequestStatement");
    if (!request || link_set.node->child("code").attribute("code") != unspecified_problem) {
        return false;
    }
    std::vector<std::string_view> documents;
    for (const xml::Node* child : link_set.node->children) {
        const xml::Node& related = child->at("statementRef/id");
        if (child->name != "component" || !related) {
            continue;
        }
        const auto found = by_id_.find(related.attribute("root"));
        if (found == by_id_.end() || documents_of(*found->second).empty()) {
            return false;
        }
        documents.emplace_back(related.attribute("root"));
    }
    std::string& all = documents_of_[statement->second->id];
    for (const std::string_view document : documents) {
        if (all.find(document) == std::string::npos) {
            all += fmt::format("{}{}", all.empty() ? "" : " ", document);
        }
    }
    went_into_.emplace(&link_set, statement->second->row);
    return true;
}

} // namespace ferry::gp2gp

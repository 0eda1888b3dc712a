#include <fmt/format.h>

#include "base/text.hpp"
#include "sources/gp2gp/case_mapper.hpp"
#include "sources/gp2gp/words.hpp"
#include "transform/policies.hpp"

namespace ferry::gp2gp {
namespace {

constexpr std::string_view practitioner_number = "2.16.840.1.113883.2.1.4.2";
constexpr std::string_view organisation_number = "2.16.840.1.113883.2.1.4.3";

/// The `extension` of the id with this root; "" if there is none.
std::string_view id_under(const xml::Node& node, std::string_view root)
{
    for (const xml::Node* child : node.children) {
        if (child->name == "id" && child->attribute("root") == root) {
            return child->attribute("extension");
        }
    }
    return {};
}

std::string_view code_of_organisation(const xml::Node& node)
{
    const std::string_view code = id_under(node, words::ods_code);
    return code.empty() ? id_under(node, organisation_number) : code;
}

/// The texts of all children with this name, blank between them.
std::string texts_of(const xml::Node& node, std::string_view name, std::string_view between)
{
    std::string all;
    for (const xml::Node* child : node.children) {
        const std::string_view text = trimmed(child->text);
        if (child->name == name && !text.empty()) {
            all += fmt::format("{}{}", all.empty() ? "" : between, text);
        }
    }
    return all;
}

/// Who an agent is, whatever their role: name and professional number, or organisation.
std::string identity_of(const Component& agent)
{
    const xml::Node& name = agent.node->at("agentPerson/name");
    const Component* organisation = agent.children.empty() ? nullptr : agent.children.front();
    const xml::Node& of = organisation == nullptr ? *agent.node : *organisation->node;
    return fmt::format("{}|{}|{}|{}|{}|{}", texts_of(name, "prefix", " "),
                       texts_of(name, "given", " "), texts_of(name, "family", " "),
                       trimmed(name.text), id_under(*agent.node, practitioner_number),
                       organisation == nullptr ? std::string{} : texts_of(of, "name", " "));
}

/// A telephone number without its "tel:".
std::string_view number_in(std::string_view url)
{
    constexpr std::string_view scheme = "tel:";
    return url.starts_with(scheme) ? url.substr(scheme.size()) : url;
}

} // namespace

/// An agent stands in the message of every patient they saw. The same again is left; the
/// same person in another role goes into one item; another person under the same id
/// is for a person to decide on.
void CaseMapper::settle_agents()
{
    std::map<std::string_view, Component*> first;
    for (const auto& one : tree_.all()) {
        if (!one->is("Agent") || one->id.empty() || make_.has_fate(one->row)) {
            continue;
        }
        const auto [found, fresh] = first.try_emplace(one->id, one.get());
        if (fresh) {
            continue;
        }
        const Component& known = *found->second;
        const bool same_person = identity_of(known) == identity_of(*one);
        if (bytes_of(known) != bytes_of(*one) && same_person) {
            roles_[&known].push_back(one.get());
        } else {
            settle_double(*found->second, *one);
        }
    }
}

void CaseMapper::make_agents()
{
    std::set<const Component*> in_another_role;
    const std::vector<const Component*> no_others;
    for (const auto& [known, others] : roles_) {
        in_another_role.insert(others.begin(), others.end());
        for (const Component* other : make_.has_fate(known->row) ? others : no_others) {
            make_.share_fate(other->row, known->row); // somebody else has the same id
        }
    }
    for (const auto& one : tree_.all()) {
        if (one->is("Agent") && !make_.has_fate(one->row) && !in_another_role.contains(one.get())) {
            make_agent(*one);
        }
    }
    for (const auto& one : tree_.all()) { // in an agent that stands there already
        if (!make_.has_fate(one->row) && one->parent != nullptr &&
            make_.has_fate(one->parent->row)) {
            make_.went_into(one->row, one->parent->row, "agent-organisation");
        }
    }
}

/// A person in a role, an organisation, or both: the person is the one that references
/// mean.
void CaseMapper::make_agent(const Component& made)
{
    const xml::Node& person = made.node->child("agentPerson");
    const xml::Node& device = made.node->child("agentDevice");
    const Component* organisation = made.children.empty() ? nullptr : made.children.front();
    if (!person && !device && organisation != nullptr) {
        make_organisation(*organisation, &made);
        return;
    }
    make_.begin(ItemType::staff, made.row, "agent");
    make_.known_as(made.id);
    set_kept("source_id", made.id);
    const xml::Node& name = person.child("name");
    set_kept("title", texts_of(name, "prefix", " "));
    set_kept("given_names", texts_of(name, "given", " "));
    set_kept("surname", texts_of(name, "family", " "));
    if (!make_.value("surname").present) {
        set_kept("surname", trimmed(name ? name.text : device.child("softwareName").text));
    }
    set_job(made);
    for (const Component* role : roles_[&made]) {
        make_.also(role->row);
        set_job(*role);
    }
    set_kept("registration_number", id_under(*made.node, practitioner_number));
    if (organisation != nullptr) {
        const std::string_view code = code_of_organisation(*organisation->node);
        set_kept("organisation",
                 code.empty() ? trimmed(organisation->node->child("name").text) : code);
    }
    make_.finish();
    for (const Component* child : made.children) {
        if (!make_.has_fate(child->row)) {
            make_organisation(*child, nullptr);
        }
    }
}

/// What they do: every different role once.
void CaseMapper::set_job(const Component& agent)
{
    const xml::Node& job = agent.node->child("code");
    const auto add = [this](std::string_view field, std::string_view words) {
        const Value& before = make_.value(field);
        if (!before.present || before.view().find(words) == std::string_view::npos) {
            add_note(field, words);
        }
    };
    add("job", term_of(job));
    add("job_code", job.attribute("code"));
}

/// \param agent the agent that is this organisation and nobody in it; nullptr: none is.
void CaseMapper::make_organisation(const Component& made, const Component* agent)
{
    make_.begin(ItemType::organisation, made.row, "agent-organisation");
    if (agent != nullptr) {
        make_.also(agent->row);
        make_.known_as(agent->id);
        set_kept("source_id", agent->id);
        set_kept("type", term_of(agent->node->child("code")));
    }
    const std::string_view code = code_of_organisation(*made.node);
    if (!make_.value("source_id").present) {
        set_kept("source_id", code);
    }
    set_kept("ods_code", code);
    set_kept("name", trimmed(made.node->child("name").text));
    if (!make_.value("type").present) {
        set_kept("type", term_of(made.node->child("code")));
    }
    const xml::Node& address = made.node->child("addr");
    std::string lines = texts_of(address, "streetAddressLine", "\n");
    const std::string postcode = texts_of(address, "postalCode", "\n");
    if (!postcode.empty()) {
        lines += fmt::format("{}{}", lines.empty() ? "" : "\n", postcode);
    }
    set_kept("address", lines);
    set_kept("phone", number_in(made.node->child("telecom").attribute("value")));
    make_.finish();
}

transform::ItemsById map_directory(const extract::Case& from, Practice& practice,
                                   transform::Mapped& into)
{
    CaseMapper mapper{from, practice};
    mapper.name_types();
    mapper.settle_unreadable();
    mapper.settle_agents();
    mapper.make_agents();
    mapper.settle_rest();
    transform::ItemsById ids = mapper.make_.ids();
    into = mapper.make_.done();
    return ids;
}

transform::Mapped map_repeated(const extract::Case& from, Practice& practice)
{
    CaseMapper mapper{from, practice};
    mapper.name_types();
    for (const auto& one : mapper.tree_.all()) {
        if (one->parent != nullptr) {
            mapper.make_.share_fate(one->row, one->parent->row);
        } else {
            mapper.make_.settle(one->row, Outcome::left, transform::policy::repeated_row.name);
        }
    }
    return mapper.make_.done();
}

} // namespace ferry::gp2gp

#include "sources/gp2gp/case_mapper.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/text.hpp"
#include "sources/gp2gp/patient_list.hpp"
#include "sources/gp2gp/words.hpp"
#include "transform/policies.hpp"
#include "transform/practice.hpp"

namespace ferry::gp2gp {

using transform::Cause;

namespace {

struct TypeOfName {
    std::string_view name;
    ItemType type;
};

/// What becomes of an element, where nothing in it says more.
constexpr std::array types_of_names{
    TypeOfName{"ehrComposition",          ItemType::consultation},
    TypeOfName{"EhrEmpty",                ItemType::consultation},
    TypeOfName{"PlanStatement",           ItemType::diary_entry },
    TypeOfName{"RequestStatement",        ItemType::referral    },
    TypeOfName{"LinkSet",                 ItemType::problem     },
    TypeOfName{"RegistrationStatement",   ItemType::registration},
    TypeOfName{"MedicationStatement",     ItemType::medication  },
    TypeOfName{"ehrSupplyAuthorise",      ItemType::medication  },
    TypeOfName{"ehrSupplyDiscontinue",    ItemType::medication  },
    TypeOfName{"ehrSupplyPrescribe",      ItemType::issue       },
    TypeOfName{"ehrSupplyDispense",       ItemType::issue       },
    TypeOfName{"Agent",                   ItemType::staff       },
    TypeOfName{"agentOrganization",       ItemType::organisation},
    TypeOfName{"representedOrganization", ItemType::organisation},
};

} // namespace

CaseMapper::CaseMapper(const extract::Case& from, Practice& practice)
    : case_{from}, practice_{practice}, tree_{from, practice.list_files},
      make_{from, practice.context, practice.codes, practice.directory}, attachments_{tree_, from}
{
}

transform::Mapped CaseMapper::run()
{
    name_types();
    if (!settle_whole_case()) {
        settle_unreadable();
        settle_doubles();
        learn_links();
        make_patient();
        if (!settle_without_patient()) {
            for (const Component* top : tree_.tops()) {
                make(*top, {});
            }
            settle_waiting_medicines();
            make_loose_attachments();
            for (auto& [digest, bytes] : attachments_.take_contents()) {
                make_.content(digest, std::move(bytes));
            }
        }
        settle_envelopes();
    }
    settle_rest();
    return make_.done();
}

/// What each row would be: told of those too that are held before they are read.
void CaseMapper::name_types()
{
    for (const auto& one : tree_.all()) {
        const auto* found = std::ranges::find(types_of_names, one->name, &TypeOfName::name);
        ItemType type = found == types_of_names.end() ? ItemType::observation : found->type;
        if (one->kind != Kind::component) {
            type = one->kind == Kind::attachment ? ItemType::document : ItemType::patient;
        } else if (one->is("ObservationStatement") && stands_under_allergies(*one)) {
            type = ItemType::allergy;
        }
        make_.name_type(one->row, type);
        make_.identify(one->row, one->name, one->id);
    }
}

const Cause& CaseMapper::cause(transform::CauseName kind, std::string_view about) const
{
    return make_.cause(kind, about, fmt::format("{} {}", about, kind.kind().meaning));
}

/// The unattached case, and cases of another practice, wait as a whole.
bool CaseMapper::settle_whole_case()
{
    const Cause* other =
        case_.no > unattached_case
            ? transform::of_another_practice(case_.subject, practice_.organisation, make_.context())
            : nullptr;
    if (case_.no != unattached_case && other == nullptr) {
        return false;
    }
    for (const auto& one : tree_.all()) {
        const bool damaged = one->kind == Kind::unreadable;
        make_.settle_by(one->row, other != nullptr              ? *other
                                  : damaged && is_of_list(*one) ? cause_of_list_row(*one)
                                  : damaged                     ? cause("damaged_row", "Message")
                                            : cause("unknown_patient", "Message"));
    }
    return true;
}

bool CaseMapper::is_of_list(const Component& one) const
{
    return practice_.list_files.contains(case_.rows[static_cast<std::size_t>(one.row)].file);
}

/// A row of the list whose cells fit its header, and that was dealt as damaged, names
/// different messages by its columns.
const Cause& CaseMapper::cause_of_list_row(const Component& one) const
{
    const extract::RawRow& row = case_.rows[static_cast<std::size_t>(one.row)];
    const bool fits = cells_of(row.bytes).size() == names_in(practice_.lists.at(row.file)).size();
    return fits ? cause("contradiction", "PatientList") : cause("damaged_row", "PatientList");
}

void CaseMapper::settle_unreadable()
{
    for (const auto& one : tree_.all()) {
        if (one->kind == Kind::unreadable) {
            make_.settle_by(one->row, cause("damaged_row", "Message"));
        }
    }
}

/// One id, one item: where the same stands twice, as in two messages about one patient,
/// the second is left; where different things stand under one id, a person decides.
void CaseMapper::settle_doubles()
{
    std::map<std::pair<std::string_view, std::string_view>, Component*> first;
    for (const auto& one : tree_.all()) {
        if (one->kind != Kind::component || one->id.empty() || make_.has_fate(one->row)) {
            continue;
        }
        const auto [found, fresh] = first.try_emplace({one->name, one->id}, one.get());
        if (!fresh) {
            settle_double(*found->second, *one);
        }
    }
}

void CaseMapper::settle_double(Component& older, Component& newer)
{
    if (bytes_of(older) == bytes_of(newer)) {
        make_.settle(newer.row, Outcome::left, transform::policy::repeated_row.name);
        return;
    }
    const Cause& twice = cause("duplicate_key", newer.name);
    if (make_.choice(twice) == "last") {
        make_.settle(older.row, Outcome::left, transform::by_decision, &twice);
        return;
    }
    make_.settle_by(newer.row, twice);
    if (!make_.has_fate(older.row)) {
        make_.settle_by(older.row, twice);
    }
}

/// Why nobody may read an element as if it were so: it says that it is not, or that it was
/// taken back. None: it may be read.
const Cause* CaseMapper::denial_of(const Component& one) const
{
    if (one.kind != Kind::component) {
        return nullptr;
    }
    const auto deny = [&](const std::string& by, const std::string& words) {
        return &make_.cause("unknown_resource", fmt::format("{}.{}", one.name, by),
                            fmt::format("{} {}", one.name, words));
    };
    const std::string_view negated = one.node->attribute("negationInd");
    if (negated == "true" || negated == "1") {
        return deny("negationInd", "that says that it is not so");
    }
    constexpr std::array<std::string_view, 3> told{"ObservationStatement", "NarrativeStatement",
                                                   "CompoundStatement"};
    constexpr std::array<std::string_view, 3> happened{"EVN", "ENV", ""}; // senders swap letters
    const std::string_view mood = one.node->attribute("moodCode");
    if (contains(told, one.name) && !contains(happened, mood)) {
        return deny(fmt::format("moodCode.{}", mood),
                    fmt::format("of what has not happened (moodCode {})", mood));
    }
    constexpr std::array<std::string_view, 4> sound{"complete", "active", "completed", ""};
    const std::string_view status = trimmed(one.node->child("statusCode").attribute("code"));
    if (!contains(sound, lower(status))) {
        return deny(fmt::format("statusCode.{}", status),
                    fmt::format("whose status is {}", status));
    }
    return nullptr;
}

void CaseMapper::hold_all(const Component& top, const Cause& because)
{
    std::vector<const Component*> all{&top};
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!make_.has_fate(all[i]->row)) {
            make_.settle_by(all[i]->row, because);
        }
        all.insert(all.end(), all[i]->children.begin(), all[i]->children.end());
    }
}

/// What statements say about one another, before any becomes an item.
void CaseMapper::learn_links()
{
    for (const auto& one : tree_.all()) {
        if (one->kind == Kind::component && !one->id.empty() && !one->is("CompoundStatement")) {
            by_id_.emplace(one->id, one.get());
        }
        const bool denied = denial_of(*one) != nullptr ||
                            (one->parent != nullptr && denial_of(*one->parent) != nullptr);
        if (one->is("ehrSupplyDiscontinue") && !denied) {
            learn_end(*one);
        }
    }
    for (const auto& one : tree_.all()) { // compounds last: an allergy shares its heading's id
        if (one->is("CompoundStatement") && !one->id.empty()) {
            by_id_.emplace(one->id, one.get());
        }
    }
    for (const auto& one : tree_.all()) {
        if (one->is("LinkSet") && !make_.has_fate(one->row) && denial_of(*one) == nullptr &&
            !link_documents(*one)) {
            link_problem(*one);
        }
    }
}

/// The medications that a discontinuation ends.
void CaseMapper::learn_end(const Component& end)
{
    for (const xml::Node* child : end.node->children) {
        const std::string_view prior = child->at("priorMedicationRef/id").attribute("root");
        if (child->name == "reversalOf" && !prior.empty()) {
            discontinued_[prior].push_back(&end);
        }
    }
}

/// Where the patient is held the rest shares that fate: a record without its patient is
/// no record.
bool CaseMapper::settle_without_patient()
{
    const Component* message = first_message();
    if (message == nullptr || !make_.has_fate(message->row) || make_.item_of(message->row) >= 0) {
        return false;
    }
    for (const auto& one : tree_.all()) {
        if (!make_.has_fate(one->row)) {
            make_.share_fate(one->row, message->row);
        }
    }
    return true;
}

/// Envelopes say nothing of the patient's health; they stay in the retained source.
void CaseMapper::settle_envelopes()
{
    for (const auto& one : tree_.all()) {
        if (make_.has_fate(one->row)) {
            continue;
        }
        if (one->kind == Kind::wrapper || one->kind == Kind::fragment ||
            one->kind == Kind::attachment) {
            make_.settle(one->row, Outcome::left, transform::policy::envelope_retained.name);
        }
    }
}

/// Nothing may be without a fate: what no rule knows waits for a person.
void CaseMapper::settle_rest()
{
    for (const auto& one : tree_.all()) {
        if (!make_.has_fate(one->row)) {
            make_.settle_by(one->row,
                            cause("missing_base", one->name.empty() ? "Message" : one->name));
        }
    }
}

} // namespace ferry::gp2gp

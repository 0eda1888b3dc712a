#include "transform/code_rules.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "base/require.hpp"
#include "terminology/systems.hpp"

namespace ferry::transform {
namespace {

using terminology::ConceptId;
using terminology::ProductState;
using terminology::System;
using terminology::Verdict;

std::string uri(System system)
{
    return std::string{facts(system).uri};
}

/// Puts a coding that the source did not give in front of those it gave.
void put_in_front(Concept& value, std::string system, std::string code, std::string_view display)
{
    value.codings.insert(value.codings.begin(), Coding{.system = std::move(system),
                                                       .code = std::move(code),
                                                       .display = std::string{display},
                                                       .original = false});
}

bool is_of(const Coding& coding, System system)
{
    return coding.system == facts(system).uri;
}

/// The id in `text`, whatever its check digit; nothing if it is no number.
std::optional<ConceptId> number_of(std::string_view text)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole ? std::optional{ConceptId{number}} : std::nullopt;
}

/// A code as causes name it.
struct CodeInCause {
    CauseName kind;
    std::string_view name;
    std::string_view term;
};

const Cause& cause_about(const CodeInCause& code, Causes& causes)
{
    return causes.of(code.kind, code.name,
                     fmt::format("{} \"{}\" {}", code.name, code.term, code.kind.kind().meaning));
}

/// One code on its way through the rules.
class Resolver {
public:
    Resolver(const SourceCode& source, const CodeUse& use, const Context& context)
        : use_{use}, context_{context}
    {
        value_.text = source.text;
        value_.codings = source.codings;
        require(!value_.codings.empty(), "a code has a coding");
        name_ = name_in_causes();
        find_concept();
        find_mappable();
    }

    Concept resolve()
    {
        if (use_.contradictory) {
            hold(use_.is_drug ? CauseName{"contradictory_drug"} : CauseName{"contradictory_code"});
        } else {
            use_.is_drug ? drug() : clinical();
        }
        return std::move(value_);
    }

private:
    std::string name_in_causes() const;
    void find_concept();
    void find_mappable();
    bool take_given_concept();
    void clinical();
    void drug();
    void ask_maps();
    terminology::MapAnswer map_answer() const;
    std::string_view rule_beside_maps() const;
    std::string with_standing(std::string_view rule, ConceptId id) const;
    static bool is_bad_product(const Coding& coding);
    bool take_given_product();
    bool take_product_as(const Coding& given, const terminology::ProductAnswer& today);
    bool take_mapped_product(const Coding& coding);
    void degrade(CauseName kind);
    void hold(CauseName kind);
    bool decided(const Cause& why);
    const Cause& cause(CauseName kind) const;

    const CodeUse& use_;
    const Context& context_;
    std::string name_;                ///< of the code in causes
    std::optional<ConceptId> snomed_; ///< a concept of a release, not a local id
    bool local_ = false;              ///< made by a supplier or practice
    std::optional<Coding> mappable_;  ///< the Read v2 or CTV3 code given
    Concept value_;
};

/// What a person would recognise: the Read code where there is one, else the source's own.
std::string Resolver::name_in_causes() const
{
    const auto known = std::ranges::find_if(value_.codings, [](const Coding& coding) {
        return is_of(coding, System::read2) || is_of(coding, System::ctv3) ||
               is_of(coding, System::emis_local);
    });
    return known == value_.codings.end() ? value_.codings.back().code : known->code;
}

/// The first concept given stands in front: it is the one to act on.
void Resolver::find_concept()
{
    for (std::size_t i = 0; i < value_.codings.size(); ++i) {
        if (!is_of(value_.codings[i], System::snomed)) {
            continue;
        }
        const auto id = terminology::parse_concept_id(value_.codings[i].code);
        if (id && !terminology::is_supplier_local(id->value)) {
            snomed_ = *id;
            const auto first = value_.codings.begin();
            std::rotate(first, first + static_cast<std::ptrdiff_t>(i),
                        first + static_cast<std::ptrdiff_t>(i) + 1);
            return;
        }
        // It looks like a SNOMED CT id and is no concept of any release: a local code,
        // whatever Read code it borrows.
        local_ = true;
        const auto made = terminology::parse_snomed_id(value_.codings[i].code);
        if (made && terminology::is_supplier_local(*made)) {
            value_.codings[i].system = facts(System::emis_local).uri;
        }
    }
}

void Resolver::find_mappable()
{
    const auto found = std::ranges::find_if(value_.codings, [](const Coding& coding) {
        return is_of(coding, System::read2) || is_of(coding, System::ctv3);
    });
    if (found != value_.codings.end()) {
        mappable_ = *found;
    }
}

/// A concept that the source gives stands. False: it gives none.
bool Resolver::take_given_concept()
{
    if (!snomed_) {
        return false;
    }
    const bool already = terminology::is_degrade_code(*snomed_);
    value_.outcome = already ? Outcome::degraded : Outcome::carried;
    value_.rule = already ? "degraded-before" : with_standing(rule_beside_maps(), *snomed_);
    return true;
}

/// The rule's name says that the concept is inactive in the release that is loaded: the
/// entry keeps it, and a person sees in its history what it leads to (ADR 0013).
std::string Resolver::with_standing(std::string_view rule, ConceptId id) const
{
    const auto history = context_.maps.history(id);
    return fmt::format("{}{}", rule, history.known && !history.active ? "-inactive" : "");
}

void Resolver::clinical()
{
    if (take_given_concept()) {
        return;
    }
    if (mappable_ && !local_) {
        ask_maps();
        return;
    }
    degrade("local_code");
}

terminology::MapAnswer Resolver::map_answer() const
{
    constexpr std::size_t read_size = 5;
    const System from = is_of(*mappable_, System::read2) ? System::read2 : System::ctv3;
    const std::string_view code = mappable_->code;
    return context_.maps.to_snomed(
        {.from = from,
         .code = code.substr(0, read_size),
         .term_code = code.size() > read_size ? code.substr(read_size) : std::string_view{},
         .has_value = use_.has_value,
         .original_term = value_.text});
}

/// The source's own concept stands whatever the maps say; where they say something
/// else, the rule's name does, so that it is counted and can be looked at.
std::string_view Resolver::rule_beside_maps() const
{
    if (!mappable_ || use_.is_drug) {
        return "source-snomed";
    }
    const auto answer = map_answer();
    switch (answer.verdict) {
    case Verdict::assured:
    case Verdict::same_term:
        return answer.concept_id == *snomed_ ? "source-snomed" : "source-snomed-maps-differ";
    case Verdict::several:
        return "source-snomed-maps-several";
    case Verdict::unassured:
        return "source-snomed-maps-unassured";
    case Verdict::none:
    case Verdict::drug:
        return "source-snomed-maps-none";
    }
    return "source-snomed";
}

void Resolver::ask_maps()
{
    const auto answer = map_answer();
    switch (answer.verdict) {
    case Verdict::assured:
    case Verdict::same_term:
        put_in_front(value_, uri(System::snomed), answer.concept_id.text(), answer.display);
        value_.outcome = Outcome::converted;
        value_.rule = with_standing(answer.rule, answer.concept_id);
        return;
    case Verdict::several:
        hold("several_targets");
        return;
    case Verdict::unassured:
        degrade("unassured_map");
        return;
    case Verdict::none:
    case Verdict::drug:
        degrade("unmapped_code");
        return;
    }
}

void Resolver::drug()
{
    if (take_given_product() || take_given_concept()) {
        return;
    }
    const auto given = value_.codings; // which the first that fits will change
    if (!std::ranges::any_of(given,
                             [this](const Coding& one) { return take_mapped_product(one); })) {
        degrade(std::ranges::any_of(given, is_bad_product) ? CauseName{"bad_drug_id"}
                                                           : CauseName{"unmapped_drug"});
    }
}

/// dm+d's ids are SNOMED CT ids with their check digit: what fails it was misread or mistyped,
/// and may be another product's.
bool Resolver::is_bad_product(const Coding& coding)
{
    return is_of(coding, System::dmd) && !terminology::parse_concept_id(coding.code);
}

/// A dm+d product that the source gives stands, under the id that dm+d has for it today.
/// False: it gives none.
bool Resolver::take_given_product()
{
    const auto first = value_.codings.begin();
    const auto product = std::ranges::find_if(value_.codings, [](const Coding& coding) {
        return is_of(coding, System::dmd) && !is_bad_product(coding);
    });
    if (product == value_.codings.end()) {
        // dm+d's ids are SNOMED CT ids, and some sources give them as such.
        const auto today = snomed_ ? context_.maps.product(*snomed_) : terminology::ProductAnswer{};
        return (today.state == ProductState::changed || today.state == ProductState::several) &&
               take_product_as(Coding{value_.codings.front()}, today);
    }
    std::rotate(first, product, product + 1);
    value_.outcome = Outcome::carried;
    value_.rule = "source-dmd";
    const auto id = number_of(first->code);
    return !id || take_product_as(Coding{*first}, context_.maps.product(*id));
}

bool Resolver::take_product_as(const Coding& given, const terminology::ProductAnswer& today)
{
    switch (today.state) {
    case ProductState::no_release:
        break;
    case ProductState::valid: // its name may be the supplier's own; a person can look where it is
        if (today.name != value_.text) {
            value_.rule = "dmd-other-name";
        }
        break;
    case ProductState::absent:
        value_.rule = "source-dmd-absent";
        break;
    case ProductState::invalid:
        value_.rule = "source-dmd-invalid";
        break;
    case ProductState::changed: // the same product under a new id, by dm+d's own word
        put_in_front(value_, given.system, today.now.text(), today.name);
        value_.outcome = Outcome::converted;
        value_.rule = "dmd-changed-id";
        break;
    case ProductState::several:
        hold("several_targets");
        break;
    }
    return true;
}

/// A supplier's drug code with one product in the maps that has exactly the original's
/// name, and that dm+d still holds valid.
bool Resolver::take_mapped_product(const Coding& coding)
{
    const auto system = terminology::system_with_uri(coding.system);
    const auto answer =
        system ? context_.maps.drug(*system, coding.code) : terminology::DmdAnswer{};
    if (!answer.product_id) {
        return false;
    }
    const auto today = context_.maps.product(answer.product_id);
    const bool moved = today.state == ProductState::changed;
    const std::string_view name = moved ? today.name : answer.name;
    if (name != value_.text || today.state == ProductState::invalid ||
        today.state == ProductState::several) {
        return false;
    }
    put_in_front(value_, uri(System::dmd), (moved ? today.now : answer.product_id).text(), name);
    value_.outcome = Outcome::converted;
    value_.rule = answer.rule;
    return true;
}

/// To text: a code without a word to show for it has to wait for a person instead.
void Resolver::degrade(CauseName kind)
{
    if (!has_words(value_)) {
        hold(use_.is_drug ? CauseName{"unknown_drug"} : CauseName{"unknown_code"});
        return;
    }
    const Cause& why = cause(kind);
    value_.cause = why.id;
    if (decided(why)) {
        return;
    }
    const auto& code = terminology::degrade_code(use_.degrade);
    put_in_front(value_, uri(System::snomed), code.code.text(), code.display);
    value_.outcome = Outcome::degraded;
    value_.rule = fmt::format("degraded-{}", kind.kind().name);
}

void Resolver::hold(CauseName kind)
{
    const Cause& why = cause(kind);
    value_.cause = why.id;
    if (!decided(why)) {
        value_.outcome = Outcome::held;
        value_.rule = kind.kind().name;
    }
}

/// Applies a person's decision, if there is one that settles the code.
bool Resolver::decided(const Cause& why)
{
    const std::string_view choice = context_.decisions.choice(why);
    value_.rule = by_decision;
    if (choice == "leave") {
        value_.outcome = Outcome::left;
        return true;
    }
    if (choice == "text") {
        const auto& code = terminology::degrade_code(use_.degrade);
        put_in_front(value_, uri(System::snomed), code.code.text(), code.display);
        value_.outcome = Outcome::degraded;
        return true;
    }
    if (const auto chosen = chosen_code(choice)) {
        put_in_front(value_, std::string{chosen->system}, std::string{chosen->code},
                     chosen->display);
        value_.outcome = Outcome::converted;
        return true;
    }
    return false; // undecided, or to be fixed in the source
}

const Cause& Resolver::cause(CauseName kind) const
{
    return cause_about({.kind = kind, .name = name_, .term = value_.text}, context_.causes);
}

} // namespace

const Cause& cause_of(const Concept& meaning, Causes& causes)
{
    const std::string_view id = meaning.cause;
    const auto colon = id.find(':');
    return cause_about({.kind = CauseName{cause_kind(id.substr(0, colon))},
                        .name = id.substr(colon + 1),
                        .term = meaning.text},
                       causes);
}

terminology::DegradeUse degrade_use(ItemType type, AllergyTo to)
{
    using terminology::DegradeUse;
    switch (type) {
    case ItemType::medication:
    case ItemType::issue:
        return DegradeUse::medication;
    case ItemType::referral:
        return DegradeUse::referral;
    case ItemType::test_request:
        return DegradeUse::request;
    case ItemType::diary_entry:
        return DegradeUse::plan;
    case ItemType::allergy:
        return to == AllergyTo::drug    ? DegradeUse::drug_allergy
               : to == AllergyTo::other ? DegradeUse::other_allergy
                                        : DegradeUse::other;
    case ItemType::patient:
    case ItemType::registration:
    case ItemType::address:
    case ItemType::contact:
    case ItemType::consultation:
    case ItemType::observation:
    case ItemType::blood_pressure:
    case ItemType::problem:
    case ItemType::immunisation:
    case ItemType::family_history:
    case ItemType::appointment:
    case ItemType::document:
    case ItemType::test_report:
    case ItemType::consent:
    case ItemType::task:
    case ItemType::audit_entry:
    case ItemType::alert:
    case ItemType::organisation:
    case ItemType::location:
    case ItemType::staff:
    case ItemType::session:
    case ItemType::session_user:
    case ItemType::dictionary_entry:
    case ItemType::sharing_agreement:
        break;
    }
    return DegradeUse::other;
}

Concept text_without_code(terminology::DegradeUse use)
{
    const auto& code = terminology::degrade_code(use);
    return {.codings = {{.system = uri(System::snomed),
                         .code = code.code.text(),
                         .display = std::string{code.display},
                         .original = false}},
            .outcome = Outcome::degraded,
            .rule = "text-without-code"};
}

Concept as_text(const SourceCode& source, terminology::DegradeUse use, std::string_view rule)
{
    Concept made = text_without_code(use);
    made.codings.insert(made.codings.end(), source.codings.begin(), source.codings.end());
    made.text = source.text;
    made.rule = rule;
    return made;
}

Concept resolve(const SourceCode& source, const CodeUse& use, const Context& context)
{
    return Resolver{source, use, context}.resolve();
}

} // namespace ferry::transform

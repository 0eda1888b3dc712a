#include "transform/code_rules.hpp"

#include <optional>

#include <fmt/format.h>

#include "terminology/read2.hpp"
#include "terminology/systems.hpp"

namespace ferry::transform {
namespace {

using terminology::ConceptId;
using terminology::EmisReadTerm;
using terminology::System;
using terminology::Verdict;

constexpr std::string_view by_decision = "decision";
constexpr std::size_t snomed_digits_max = 18; ///< what is longer is nobody's id

std::string uri(System system)
{
    return std::string{facts(system).uri};
}

/// The Read or CTV3 code that the source gives, in whatever form; nothing if none.
std::optional<EmisReadTerm> read_code_of(const SourceCode& source)
{
    if (auto term = terminology::parse_emis_read_term(source.read_term)) {
        return std::move(*term);
    }
    if (source.code.empty()) {
        return std::nullopt;
    }
    if (source.system == facts(System::ctv3).uri) {
        return terminology::parse_ctv3_code(source.code);
    }
    if (source.system == facts(System::read2).uri) {
        return terminology::parse_vision_code(source.code);
    }
    return std::nullopt;
}

/// Puts a coding that the source did not give in front of those it gave.
void put_in_front(Concept& value, std::string system, std::string code, std::string_view display)
{
    value.codings.insert(value.codings.begin(), Coding{.system = std::move(system),
                                                       .code = std::move(code),
                                                       .display = std::string{display},
                                                       .original = false});
}

/// One code on its way through the rules.
class Resolver {
public:
    Resolver(const SourceCode& source, const CodeUse& use, const Context& context)
        : source_{source}, use_{use}, context_{context}
    {
        read_ = read_code_of(source_);
        list_what_the_source_gave();
    }

    Concept resolve()
    {
        value_.text = source_.term;
        if (value_.codings.empty()) {
            text_only();
        } else if (use_.is_drug) {
            drug();
        } else {
            clinical();
        }
        return std::move(value_);
    }

    Concept as_text(std::string_view rule)
    {
        value_.text = source_.term;
        put_degrade_code();
        value_.outcome = Outcome::degraded;
        value_.rule = rule;
        return std::move(value_);
    }

private:
    bool has_read_code() const
    {
        return read_ && (read_->system == System::read2 || read_->system == System::ctv3);
    }

    /// The name of the code in causes: what a person would recognise.
    std::string name() const
    {
        if (!read_) {
            return std::string{source_.code};
        }
        return read_->whole();
    }

    void list_what_the_source_gave();
    void text_only();
    void clinical();
    void drug();
    void ask_maps();
    terminology::MapAnswer map_answer() const;
    std::string_view rule_beside_maps() const;
    void put_degrade_code();
    void degrade(std::string_view kind);
    void hold(std::string_view kind);
    bool decided(const Cause& why);
    const Cause& cause(std::string_view kind) const;

    const SourceCode& source_;
    const CodeUse& use_;
    const Context& context_;
    std::optional<EmisReadTerm> read_;
    std::optional<ConceptId> snomed_; ///< a concept of a release, not a local id
    Concept value_;
};

void Resolver::list_what_the_source_gave()
{
    const auto give = [this](std::string_view system, std::string_view code) {
        value_.codings.push_back({.system = std::string{system},
                                  .code = std::string{code},
                                  .display = std::string{source_.term},
                                  .original = true});
    };
    if (!source_.snomed.empty()) {
        const auto id = terminology::parse_concept_id(source_.snomed);
        if (id && !terminology::is_supplier_local(id->value)) {
            snomed_ = *id;
            give(uri(System::snomed), source_.snomed);
        } else { // looks like a SNOMED CT id and is in no release
            give(source_.local.empty() ? facts(System::emis_local).uri : source_.local,
                 source_.snomed);
        }
    }
    if (!source_.dmd.empty()) {
        give(uri(System::dmd), source_.dmd);
    }
    if (read_) {
        give(uri(read_->system), read_->whole());
    }
    const bool said = read_ && read_->whole() == source_.code; // the own code is the Read code
    if (!said && !source_.code.empty()) {
        give(source_.system, source_.code);
    }
}

/// A text and no code at all.
void Resolver::text_only()
{
    if (source_.term.empty()) {
        hold("unknown_code");
        return;
    }
    put_degrade_code();
    value_.outcome = Outcome::degraded;
    value_.rule = "text-without-code";
}

void Resolver::clinical()
{
    const bool wordless = source_.term.empty() && value_.codings.size() == 1;
    if (wordless && (!has_read_code() || map_answer().verdict == Verdict::none)) {
        hold("unknown_code"); // nobody explains it: there is not even a text
        return;
    }
    if (snomed_) {
        const bool already = terminology::is_degrade_code(*snomed_);
        value_.outcome = already ? Outcome::degraded : Outcome::carried;
        value_.rule = already ? "degraded-before" : rule_beside_maps();
        return;
    }
    if (has_read_code()) {
        ask_maps();
        return;
    }
    degrade("local_code");
}

terminology::MapAnswer Resolver::map_answer() const
{
    return context_.maps.to_snomed({.from = read_->system,
                                    .code = read_->code,
                                    .term_code = read_->term_code,
                                    .has_value = use_.has_value,
                                    .original_term = source_.term});
}

/// The source's own concept stands whatever the maps say; where they say something
/// else, the rule's name does, so that it is counted and can be looked at.
std::string_view Resolver::rule_beside_maps() const
{
    if (!has_read_code()) {
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
    // A code in the supplier's own part of SNOMED CT is a local one, whatever Read
    // code it borrows; the maps may still know it.
    const bool local = !source_.snomed.empty() && source_.snomed.size() <= snomed_digits_max;
    switch (answer.verdict) {
    case Verdict::assured:
    case Verdict::same_term:
        put_in_front(value_, uri(System::snomed), answer.concept_id.text(), answer.display);
        value_.outcome = Outcome::converted;
        value_.rule = answer.rule;
        return;
    case Verdict::several:
        hold("several_targets");
        return;
    case Verdict::unassured:
        degrade("unassured_map");
        return;
    case Verdict::none:
    case Verdict::drug:
        degrade(local ? "local_code" : "unmapped_code");
        return;
    }
}

void Resolver::drug()
{
    if (source_.term.empty() && source_.dmd.empty()) {
        hold("unknown_code");
        return;
    }
    if (!source_.dmd.empty()) {
        value_.outcome = Outcome::carried;
        value_.rule = "source-dmd";
        return;
    }
    const auto own = terminology::system_with_uri(source_.system);
    const auto answer = own ? context_.maps.drug(*own, source_.code) : terminology::DmdAnswer{};
    if (answer.product_id && answer.name == source_.term) {
        put_in_front(value_, uri(System::dmd), answer.product_id.text(), answer.name);
        value_.outcome = Outcome::converted;
        value_.rule = answer.rule;
        return;
    }
    degrade("unmapped_drug");
}

/// Says in front of all other codings that what follows is text.
void Resolver::put_degrade_code()
{
    const auto& code = terminology::degrade_code(use_.degrade);
    put_in_front(value_, uri(System::snomed), code.code.text(), code.display);
}

void Resolver::degrade(std::string_view kind)
{
    const Cause& why = cause(kind);
    value_.cause = why.id;
    if (decided(why)) {
        return;
    }
    put_degrade_code();
    value_.outcome = Outcome::degraded;
    value_.rule = fmt::format("degraded-{}", kind);
}

void Resolver::hold(std::string_view kind)
{
    const Cause& why = cause(kind);
    value_.cause = why.id;
    if (!decided(why)) {
        value_.outcome = Outcome::held;
        value_.rule = kind;
    }
}

/// Applies a person's decision, if there is one that settles the code.
bool Resolver::decided(const Cause& why)
{
    const std::string_view choice = context_.decisions.choice(why.id);
    value_.rule = by_decision;
    if (choice == "leave") {
        value_.outcome = Outcome::left;
        return true;
    }
    if (choice == "text") {
        put_degrade_code();
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

const Cause& Resolver::cause(std::string_view kind) const
{
    return context_.causes.of(
        kind, name(), fmt::format("{} \"{}\" {}", name(), source_.term, cause_kind(kind).meaning));
}

} // namespace

Concept resolve(const SourceCode& source, const CodeUse& use, const Context& context)
{
    return Resolver{source, use, context}.resolve();
}

Concept as_text(const SourceCode& source, const CodeUse& use, std::string_view rule,
                const Context& context)
{
    return Resolver{source, use, context}.as_text(rule);
}

} // namespace ferry::transform

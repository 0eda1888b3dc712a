#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "transform/cause.hpp"

namespace ferry::transform {

/// The rule behind what became so because a person decided it.
inline constexpr std::string_view by_decision = "decision";

/// What a named person decided about one cause, for this and every later pass.
struct Decision {
    std::string cause;
    std::string choice;
    std::string by;
    std::string why;
    std::string at; ///< when, UTC
    /// In what words the cause was told by then (Cause::what). What is told in others is not
    /// decided: the person has not seen it. None: it covers all.
    std::set<std::string, std::less<>> words;
};

/// A code that a decision maps to: "map:http://snomed.info/sct|195967001|Asthma".
struct ChosenCode {
    std::string_view system, code, display;
};

/// The decisions in force. Only read while a pass runs.
class DecisionBook {
public:
    void enter(Decision decision);

    /// The choice made for this cause, in whatever words; empty if none was.
    std::string_view choice(std::string_view cause) const;
    /// The choice that covers the cause as it is told here; empty if none does.
    std::string_view choice(const Cause& cause) const;
    /// True if what is told of the cause in these words is decided.
    bool covers(std::string_view cause, std::string_view words) const;

    /// Its evidence digest: changes if any choice does, or what one covers.
    std::string digest() const;

private:
    std::map<std::string, Decision, std::less<>> decisions_;
};

/// The code a choice names, if it is a "map:" choice.
std::optional<ChosenCode> chosen_code(std::string_view choice);

/// Why no decision may name this code; empty if one may. The target would show it as what the
/// entry means: so its system is one that Ferry knows, an id has its form and check digit, a drug
/// is a product of dm+d, and what only says that a code was lost is no code. \param kind of the
/// cause that is decided.
std::string fault_of(const ChosenCode& code, const CauseKind& kind);

} // namespace ferry::transform

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace ferry::transform {

/// What a named person decided about one cause, for this and every later pass.
struct Decision {
    std::string cause;
    std::string choice;
    std::string by;
    std::string why;
    std::string at; ///< when, UTC
};

/// A code that a decision maps to: "map:http://snomed.info/sct|195967001|Asthma".
struct ChosenCode {
    std::string_view system, code, display;
};

/// The decisions in force. Only read while a pass runs.
class DecisionBook {
public:
    void enter(Decision decision);

    /// The choice made for this cause; empty if none was.
    std::string_view choice(std::string_view cause) const;

    /// Its evidence digest: changes if any choice does.
    std::string digest() const;

private:
    std::map<std::string, Decision, std::less<>> decisions_;
};

/// The code a choice names, if it is a "map:" choice.
std::optional<ChosenCode> chosen_code(std::string_view choice);

/// Why no decision may name this code; empty if one may. The target would show it as what the
/// entry means: so its system is one that Ferry knows, and an id has its form and check digit.
std::string fault_of(const ChosenCode& code);

} // namespace ferry::transform

#pragma once

#include <string>
#include <string_view>
#include <vector>

/// The rules in words, for those who read the books or an extract without Ferry (R98: business
/// rules and rules of derived data).
namespace ferry::transform {

struct RuleMeaning {
    std::string name;
    std::string meaning; ///< a sentence
};

/// Every rule that can stand behind a code (code_rules.hpp), every policy by which something is
/// left (policies.hpp), those of medications and immunisations, and every kind of cause for which
/// something waits (cause.hpp). Rules that only say why a row became an item of its type are named
/// in the description of their source.
const std::vector<RuleMeaning>& rule_meanings();

} // namespace ferry::transform

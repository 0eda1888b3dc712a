#include "transform/decisions.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"

namespace ferry::transform {

void DecisionBook::enter(Decision decision)
{
    std::string cause = decision.cause;
    decisions_.insert_or_assign(std::move(cause), std::move(decision));
}

std::string_view DecisionBook::choice(std::string_view cause) const
{
    const auto found = decisions_.find(cause);
    return found == decisions_.end() ? std::string_view{} : found->second.choice;
}

std::string DecisionBook::digest() const
{
    EvidenceDigest digest;
    for (const auto& [cause, decision] : decisions_) {
        digest.add(cause + '\x1f' + decision.choice + '\x1e');
    }
    return digest.hex();
}

std::optional<ChosenCode> chosen_code(std::string_view choice)
{
    constexpr std::string_view map = "map:";
    if (!choice.starts_with(map)) {
        return std::nullopt;
    }
    const auto parts = split(choice.substr(map.size()), '|');
    if (parts.size() != 3) {
        return std::nullopt;
    }
    return ChosenCode{.system = parts[0], .code = parts[1], .display = parts[2]};
}

} // namespace ferry::transform

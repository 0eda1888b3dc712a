#include "transform/decisions.hpp"

#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "terminology/snomed.hpp"
#include "terminology/systems.hpp"

namespace ferry::transform {
namespace {

constexpr std::size_t read_code_size = 5;

} // namespace

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

std::string_view DecisionBook::choice(const Cause& cause) const
{
    return covers(cause.id, cause.what) ? choice(cause.id) : std::string_view{};
}

bool DecisionBook::covers(std::string_view cause, std::string_view words) const
{
    const auto found = decisions_.find(cause);
    return found != decisions_.end() &&
           (found->second.words.empty() || found->second.words.contains(words));
}

std::string DecisionBook::digest() const
{
    EvidenceDigest digest;
    for (const auto& [cause, decision] : decisions_) {
        digest.add(cause + '\x1f' + decision.choice + '\x1e');
        for (const std::string& words : decision.words) {
            digest.add(words + '\x1d');
        }
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

std::string fault_of(const ChosenCode& code, const CauseKind& kind)
{
    using terminology::System;
    const auto system = terminology::system_with_uri(code.system);
    if (!system) {
        std::vector<std::string_view> known;
        known.reserve(terminology::systems.size());
        for (const terminology::SystemFacts& one : terminology::systems) {
            known.push_back(one.uri);
        }
        return fmt::format("'{}' is no code system that Ferry knows; these are: {}", code.system,
                           fmt::join(known, ", "));
    }
    const bool is_product = *system == System::dmd;
    if (kind.name.find("drug") != std::string_view::npos && !is_product) {
        return fmt::format("a drug is decided to be a product of dm+d ({}), and not a code of {}",
                           facts(System::dmd).uri, facts(*system).title);
    }
    const auto concept_id = terminology::parse_concept_id(code.code);
    if (*system == System::snomed && concept_id && terminology::is_degrade_code(*concept_id)) {
        return fmt::format("'{}' only says that something had no code: it stands there without a "
                           "decision, and as `text` where that is a choice",
                           code.code);
    }
    const bool is_concept = *system == System::snomed || is_product;
    const bool is_read = *system == System::read2 || *system == System::ctv3;
    if ((is_concept && !concept_id) || (is_read && code.code.size() != read_code_size)) {
        return fmt::format(
            "'{}' is no code of {}: {}", code.code, terminology::facts(*system).title,
            is_read ? "it has five characters, full stops among them"
                    : "it is the id of a concept, whose last digit is a check digit");
    }
    return {};
}

} // namespace ferry::transform

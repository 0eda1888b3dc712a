#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ferry {

/// Where a source item ends a pass: in exactly one of these (ADR 0002). The
/// numbers are on disk: do not change them.
enum class Outcome : std::uint8_t {
    carried = 0,   ///< stands in the target with the same meaning and code or text
    converted = 1, ///< stands in the target through a named rule or map
    degraded = 2,  ///< stands in the target as text: readable, no longer active
    held = 3,      ///< waits for a person's decision; not in the target yet
    left = 4,      ///< not migrated, by a named policy or a named person's decision
};

inline constexpr std::array outcomes{Outcome::carried, Outcome::converted, Outcome::degraded,
                                     Outcome::held, Outcome::left};

constexpr std::string_view name_of(Outcome outcome)
{
    constexpr std::array<std::string_view, outcomes.size()> names{"carried", "converted",
                                                                  "degraded", "held", "left"};
    return names[static_cast<std::size_t>(outcome)];
}

} // namespace ferry

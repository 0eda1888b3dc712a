#pragma once

#include <optional>
#include <string_view>

#include "record/outcome.hpp"

namespace ferry::transform {

/// How a medication arrives in the target (design: "Safety rules", 3; R120). A
/// repeat is inactive until a prescriber re-authorises it; what has ended, by the
/// source's mark or by an end date, never comes back to life. Where the source says neither
/// that it is active nor that it has ended, its status is unknown.
struct MedicationStatus {
    std::string_view status; ///< past, current_acute or awaiting_reauthorisation; empty: unknown
    Outcome outcome;         ///< converted where the source held it active
    std::string_view rule;
};

struct MedicationFacts {
    std::optional<bool> active; ///< whether the source holds it active; nothing: it does not say
    bool ended = false;         ///< it has an end date
    bool acute = false;
};

MedicationStatus status_of(const MedicationFacts& facts);

/// True if the source's word for the kind of prescription means acute.
bool is_acute(std::string_view type);

} // namespace ferry::transform

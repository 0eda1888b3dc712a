#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "record/outcome.hpp"
#include "transform/rule.hpp"

namespace ferry::transform {

/// The rules behind a medication's status.
namespace medication_rule {

inline constexpr Rule unstated{"status-unstated", "The source says neither that the medication is "
                                                  "active nor that it has ended."};
inline constexpr Rule past{"past-medication", "The source does not hold the medication active."};
inline constexpr Rule end_date_ends{"end-date-ends",
                                    "The source holds the medication active and says when it "
                                    "ended: the safe reading is that it ended."};
inline constexpr Rule acute{"acute", "An acute medication that the source holds active."};
inline constexpr Rule repeat_arrives_inactive{
    "repeat-arrives-inactive",
    "A repeat waits, inactive, until a prescriber re-authorises it in the new system."};

inline constexpr std::array all{unstated, past, end_date_ends, acute, repeat_arrives_inactive};

} // namespace medication_rule

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

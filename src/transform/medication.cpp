#include "transform/medication.hpp"

#include "base/text.hpp"

namespace ferry::transform {

MedicationStatus status_of(const MedicationFacts& facts)
{
    if (!facts.active && !facts.ended) {
        return {.status = "", .outcome = Outcome::carried, .rule = "status-unstated"};
    }
    if (!facts.active.value_or(false)) {
        return {.status = "past", .outcome = Outcome::carried, .rule = "past-medication"};
    }
    if (facts.ended) { // the source contradicts itself: the safe reading is that it ended
        return {.status = "past", .outcome = Outcome::converted, .rule = "end-date-ends"};
    }
    if (facts.acute) {
        return {.status = "current_acute", .outcome = Outcome::carried, .rule = "acute"};
    }
    return {.status = "awaiting_reauthorisation",
            .outcome = Outcome::converted,
            .rule = "repeat-arrives-inactive"};
}

bool is_acute(std::string_view type)
{
    return lower(type) == "acute";
}

} // namespace ferry::transform

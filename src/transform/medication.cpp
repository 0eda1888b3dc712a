#include "transform/medication.hpp"

#include "base/text.hpp"

namespace ferry::transform {

MedicationStatus status_of(const MedicationFacts& facts)
{
    if (!facts.active && !facts.ended) {
        return {.status = "", .outcome = Outcome::carried, .rule = medication_rule::unstated.name};
    }
    if (!facts.active.value_or(false)) {
        return {.status = "past", .outcome = Outcome::carried, .rule = medication_rule::past.name};
    }
    if (facts.ended) { // the source contradicts itself: the safe reading is that it ended
        return {.status = "past",
                .outcome = Outcome::converted,
                .rule = medication_rule::end_date_ends.name};
    }
    if (facts.acute) {
        return {.status = "current_acute",
                .outcome = Outcome::carried,
                .rule = medication_rule::acute.name};
    }
    return {.status = "awaiting_reauthorisation",
            .outcome = Outcome::converted,
            .rule = medication_rule::repeat_arrives_inactive.name};
}

bool is_acute(std::string_view type)
{
    return lower(type) == "acute";
}

} // namespace ferry::transform

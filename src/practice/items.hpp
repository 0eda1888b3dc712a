#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "practice/model.hpp"

/// A record as a person would count it: a blood pressure is one thing, a
/// problem is one thing, a medicine given once is one thing with its issue.
/// Deleted rows are nothing.
namespace ferry::practice {

enum class ItemType : unsigned char {
    allergy_drug,
    allergy_other,
    bp,
    consultation,
    diary,
    immunisation,
    immunisation_refused,
    issue,
    medication_acute,
    medication_repeat,
    medication_repeat_dispensing,
    observation,
    problem,
    referral,
};
constexpr std::size_t item_types = 14;

/// "allergy-drug", ...
std::string_view name_of(ItemType type);

/// What the truth file says of a record.
struct Tally {
    std::array<std::int64_t, item_types> counts{};
    std::int64_t active_repeats = 0;
    std::vector<std::string> items{}; ///< "type|date|key|value|unit", sorted; on demand
};

/// Counts the record's items; with `list`, names them too.
Tally tally_of(const Record& record, bool list);

} // namespace ferry::practice

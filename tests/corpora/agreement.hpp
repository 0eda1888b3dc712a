#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "corpora/migration.hpp"
#include "corpora/plain_items.hpp"

/// One practice, read from two layouts: do the records say the same where both
/// layouts can?
namespace ferry::corpora {

/// The items of each patient who has an NHS number that nobody else has.
using Patients = std::map<std::string, std::vector<PlainItem>>;

Patients patients_of(const Migration& migration);

/// What of one type of item two layouts can both say.
struct Sayable {
    bool term = true, value = true, unit = true, text = true;
};
using Sayables = std::map<std::string, Sayable>; ///< by type

/// How many items of a type two layouts have, and how many of them agree.
struct Agreement {
    std::int64_t one = 0, other = 0, agree = 0;
    std::vector<std::string> differ; ///< those of either that have no equal, for people
};
using Agreements = std::map<std::string, Agreement>; ///< by type

/// Adds one patient's items, as two layouts have them.
void compare(const std::vector<PlainItem>& one, const std::vector<PlainItem>& other,
             const Sayables& sayable, Agreements& into);

/// A table for people: how many items, how many agree.
std::string shown(const Agreements& all, std::string_view one, std::string_view other);

} // namespace ferry::corpora

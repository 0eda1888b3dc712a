#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.hpp"

/// Finds irregularities in the source data (R77, R78). Profiling changes nothing and
/// holds nothing: it tells a person where to look. It sees the record only, so it is
/// the same for every source.
namespace ferry::profile {

/// One kind of irregularity.
struct FindingKind {
    std::string_view name;
    std::string_view meaning;
};

/// All kinds there are; docs and screens follow this table.
std::span<const FindingKind> finding_kinds();

struct Finding {
    std::string_view kind; ///< a name in finding_kinds()
    std::int64_t count = 0;
    std::vector<std::string> items; ///< the source's ids; at most `items_max`
};

inline constexpr std::size_t items_max = 20;

/// The irregularities of one patient's record.
/// \param today "YYYY-MM-DD": what lies after it lies in the future.
std::vector<Finding> profile_record(const Record& record, std::string_view today);

/// The links of the practice's own record that lead nowhere.
std::vector<Finding> profile_directory(const Record& directory);

/// What tells two patients apart.
struct Person {
    std::string source_id, nhs_number, surname, given_name, birth_date, sex;
};

/// The person of a record; nothing if it has no patient item.
std::optional<Person> person_of(const Record& record);

/// Irregularities that only show between patients: the same NHS number, probable
/// second records (R71).
std::vector<Finding> profile_persons(std::span<const Person> persons);

/// Codes in use that differ only in case, and so mean different things: a reader that
/// folds case would mix them up.
Finding profile_codes(std::span<const Concept* const> concepts);

} // namespace ferry::profile

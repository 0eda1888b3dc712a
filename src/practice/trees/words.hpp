#pragma once

#include <array>
#include <fmt/format.h>
#include <string>
#include <string_view>

#include "practice/dictionary.hpp"
#include "practice/guid.hpp"
#include "practice/model.hpp"

/// How trees write times, codes and ids.
namespace ferry::practice::trees {

/// HL7 version 3: digits only, as many as are known; "" where nobody knows.
std::string hl7_time(const Entry& entry);
std::string hl7_day(Date day);
/// With seconds: when something was entered.
std::string hl7_stamp(Date day, int minute);

/// FHIR: ISO 8601 to the same precision; a clock has the offset of its day.
std::string fhir_time(const Entry& entry);
std::string fhir_day(Date day);
std::string fhir_stamp(Date day, int minute);
/// When an entry was made.
std::string fhir_issued(const Entry& entry);

/// A code as the supplier's system sends it.
struct SentCode {
    std::string code{};            ///< Read v2 with its term code, or a local one; or empty
    bool local = false;            ///< the supplier's or the practice's own
    std::string_view concept_id{}; ///< of SNOMED CT; empty where the maps have to decide
    std::string_view term{};
};
SentCode sent(const Code& code);

/// True where the unit's measure states what is normal.
bool has_range(const Observation& row);
/// Both ends of it.
std::array<ShortText, 2> range_of(const Measure& measure);

/// The unit of a value; "" where it has none.
std::string_view unit_of(const Observation& row);

/// A comparator before the digits of a value, and the digits.
struct SentValue {
    std::string_view comparator{};
    std::string_view digits{};
};
SentValue sent_value(const Observation& row);

} // namespace ferry::practice::trees

template <>
struct fmt::formatter<ferry::practice::Guid> : fmt::formatter<std::string_view> {
    auto format(const ferry::practice::Guid& id, fmt::format_context& to) const
    {
        std::array<char, ferry::practice::guid_size> text{};
        ferry::practice::write_guid(text.data(), id);
        return fmt::formatter<std::string_view>::format({text.data(), text.size()}, to);
    }
};

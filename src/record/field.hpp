#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// What a field of the canonical record can be. The description of each item
/// type is a list of these (describe.hpp); reading, storing, comparing, printing
/// and documenting all follow it, so a new field is one new line there.
namespace ferry {

enum class Kind : std::uint8_t {
    text,      ///< text as it stood
    number,    ///< a number in the source's own digits: "1.50" stays "1.50"
    date,      ///< an ISO date or date and time with only the known digits (date.hpp)
    flag,      ///< yes or no
    code,      ///< a concept: every coding the source gave and the original text
    link,      ///< another item of the same record
    reference, ///< an item of the practice's directory (staff, organisation, ...)
};

/// What a loss in this field would mean to the patient.
enum class Weight : std::uint8_t {
    critical,       ///< can change a treatment: a code, a value, a dose
    clinical,       ///< a clinician would look for it
    administrative, ///< needed to run the practice
};

struct Field {
    std::string_view name;
    Kind kind;
    Weight weight;
    std::string_view meaning;
};

/// The place of a field in its item type's description.
using FieldNo = std::uint16_t;
inline constexpr FieldNo no_field = 0xFFFF;

std::string_view name_of(Kind kind);
std::string_view name_of(Weight weight);

} // namespace ferry

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ferry::fhir {

/// What a resource's status means for the record.
enum class Standing : std::uint8_t {
    stands,   ///< it is what it says
    told,     ///< it stands, and its status is told with it
    in_error, ///< it was entered in error: left
    ask,      ///< it does not say that something was so: a person decides
};

/// What this status word of this type means; nothing for a word that nobody knows.
std::optional<Standing> standing_of(std::string_view type, std::string_view status);

/// True if a medication of this status is one that the patient has.
bool is_active(std::string_view status);

} // namespace ferry::fhir

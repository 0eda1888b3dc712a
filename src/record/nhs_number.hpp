#pragma once

#include <string>
#include <string_view>

namespace ferry {

/// True for ten digits, and nothing between them, of which the last is the check digit of
/// the nine before it: modulus 11, as the NHS Data Model and Dictionary has it under NHS
/// NUMBER (https://www.datadictionary.nhs.uk/attributes/nhs_number.html).
bool is_nhs_number(std::string_view ten_digits);

/// A number without the spaces that people write into it: "943 476 5919". Other bytes
/// stay, and whether it is an NHS number is another question.
std::string without_spaces(std::string_view number);

} // namespace ferry

#pragma once

#include <string_view>

#include "practice/check_digit.hpp"

namespace ferry::practice {

/// For tests: true if the id has a size that ids have, and ends in its check digit.
inline bool is_sctid(std::string_view digits)
{
    return digits.size() >= 6 && digits.size() <= 18 &&
           digits.find_first_not_of("0123456789") == std::string_view::npos &&
           verhoeff_digit(digits.substr(0, digits.size() - 1)) == digits.back();
}

} // namespace ferry::practice

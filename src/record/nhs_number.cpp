#include "record/nhs_number.hpp"

#include "base/text.hpp"

namespace ferry {

bool is_nhs_number(std::string_view ten_digits)
{
    constexpr std::size_t size = 10;
    if (ten_digits.size() != size || !all_digits(ten_digits)) {
        return false;
    }
    // Weighed by 10 to 2, the nine digits and their check digit make a multiple of 11. Where
    // the check digit would have to be 10, no digit does, and there is no such number.
    int sum = 0;
    for (std::size_t at = 0; at < size; ++at) {
        sum += (ten_digits[at] - '0') * static_cast<int>(size - at);
    }
    return sum % 11 == 0;
}

std::string without_spaces(std::string_view number)
{
    std::string closed{number};
    std::erase(closed, ' ');
    return closed;
}

} // namespace ferry

#include "practice/check_digit.hpp"

#include <array>
#include <cstddef>

#include "practice/random.hpp"

namespace ferry::practice {
namespace {

// Multiplication in the dihedral group of ten elements.
constexpr std::array<std::string_view, 10> products = {
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
};
constexpr std::array<std::string_view, 8> permutations = {
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258",
};
constexpr std::string_view inverses = "0432156789";

std::size_t digit(char c)
{
    return static_cast<std::size_t>(c - '0');
}

/// The checksum of the digits before the check digit, which stands at place 0.
std::size_t verhoeff(std::string_view digits)
{
    std::size_t sum = 0;
    std::size_t place = 1;
    for (std::size_t i = digits.size(); i-- > 0; ++place) {
        sum = digit(products[sum][digit(permutations[place % 8][digit(digits[i])])]);
    }
    return sum;
}

} // namespace

int nhs_check_digit(std::string_view nine_digits)
{
    int sum = 0;
    for (int i = 0; i < 9; ++i) {
        sum += (10 - i) * (nine_digits[static_cast<std::size_t>(i)] - '0');
    }
    return (11 - sum % 11) % 11;
}

bool is_nhs_number(std::string_view digits)
{
    return digits.size() == 10 &&
           digits.find_first_not_of("0123456789") == std::string_view::npos &&
           nhs_check_digit(digits) == digits[9] - '0';
}

std::string nhs_number(std::int64_t index, std::uint64_t seed)
{
    // Five digits count the patients in a shuffled order; the sixth passes over
    // the one digit for which there is no check digit, so nine of ten serve.
    constexpr std::int64_t round = 100'000;
    const auto offset = static_cast<std::int64_t>(mixed(seed) % round);
    const std::int64_t shuffled = ((index % round) * 61'379 + offset) % round;
    std::string digits = "999" + std::to_string(round + shuffled).substr(1);
    std::int64_t left = index / round;
    for (char last = '0';; ++last) {
        const int check = nhs_check_digit(digits + last);
        if (check < 10 && left-- == 0) {
            return digits + last + static_cast<char>('0' + check);
        }
    }
}

char verhoeff_digit(std::string_view digits)
{
    return inverses[verhoeff(digits)];
}

std::string sctid(std::int64_t item, std::string_view name_space, std::string_view partition)
{
    std::string digits = std::to_string(item);
    digits.append(name_space).append(partition);
    return digits + verhoeff_digit(digits);
}

} // namespace ferry::practice

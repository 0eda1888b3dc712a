#include "practice/short_text.hpp"

namespace ferry::practice {

ShortText ShortText::decimal(std::int64_t scaled, int decimals)
{
    std::array<char, 24> digits{};
    std::size_t at = digits.size();
    int written = 0;
    do { // from the last digit on, with at least one before the point
        if (decimals > 0 && written == decimals) {
            digits[--at] = '.';
        }
        digits[--at] = static_cast<char>('0' + scaled % 10);
        scaled /= 10;
        ++written;
    } while (scaled > 0 || written <= decimals);
    return ShortText{
        {&digits[at], digits.size() - at}
    };
}

} // namespace ferry::practice

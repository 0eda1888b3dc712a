#include "base/base64.hpp"

#include "base/text.hpp"

namespace ferry {
namespace {

constexpr int bits_of_digit = 6;
constexpr int not_a_digit = -1;

int digit(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : not_a_digit;
}

} // namespace

Parsed<std::string> from_base64(std::string_view text)
{
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    unsigned bits = 0;
    int count = 0;
    std::size_t digits = 0;
    std::size_t fill = 0;
    for (const char c : text) {
        if (is_blank(c)) {
            continue;
        }
        ++digits;
        if (c == '=') {
            ++fill;
            continue;
        }
        const int value = digit(c);
        if (value == not_a_digit || fill > 0) {
            return tl::unexpected{Fault::malformed};
        }
        bits = (bits << bits_of_digit) | static_cast<unsigned>(value);
        count += bits_of_digit;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU);
        }
    }
    if (digits % 4 != 0 || fill > 2) {
        return tl::unexpected{Fault::malformed};
    }
    return bytes;
}

} // namespace ferry

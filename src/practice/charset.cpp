#include "practice/charset.hpp"

#include <algorithm>
#include <cstddef>

#include "base/require.hpp"

namespace ferry::practice {
namespace {

/// Signs of Windows-1252 that stand elsewhere in Unicode.
struct Sign {
    std::string_view utf8;
    unsigned char byte;
};
constexpr Sign signs[] = {
    {"€", 0x80},
    {"‘", 0x91},
    {"’", 0x92},
    {"“", 0x93},
    {"”", 0x94},
    {"–", 0x96},
    {"—", 0x97},
};

/// Adds the sign that `text` begins with, and returns how long it is there.
std::size_t add_sign(std::string_view text, std::string& bytes)
{
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) {
        bytes += text[0];
        return 1;
    }
    if (first == 0xC2 || first == 0xC3) { // U+0080 to U+00FF
        const auto second = static_cast<unsigned char>(text[1]);
        bytes += static_cast<char>(first == 0xC2 ? second : second + 0x40U);
        return 2;
    }
    const auto* const found =
        std::ranges::find_if(signs, [&](const Sign& sign) { return text.starts_with(sign.utf8); });
    require(found != std::end(signs), "Windows-1252 has the sign");
    bytes += static_cast<char>(found->byte);
    return found->utf8.size();
}

} // namespace

bool is_ascii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string windows_1252_of(std::string_view utf8)
{
    std::string bytes;
    while (!utf8.empty()) {
        utf8.remove_prefix(add_sign(utf8, bytes));
    }
    return bytes;
}

} // namespace ferry::practice

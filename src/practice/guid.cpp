#include "practice/guid.hpp"

#include <cstddef>

namespace ferry::practice {
namespace {

constexpr auto make_hex_pairs()
{
    std::array<std::array<char, 2>, 256> pairs{};
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        pairs[i] = {digits[i / 16], digits[i % 16]};
    }
    return pairs;
}

constexpr auto hex_pairs = make_hex_pairs();

char* write_bytes(char* to, std::uint64_t bytes, unsigned count)
{
    while (count-- > 0) {
        const auto& pair = hex_pairs[(bytes >> (count * 8U)) & 0xFFU];
        *to++ = pair[0];
        *to++ = pair[1];
    }
    return to;
}

} // namespace

char* write_guid(char* to, const Guid& guid)
{
    to = write_bytes(to, guid.high >> 32U, 4);
    *to++ = '-';
    to = write_bytes(to, guid.high >> 16U, 2);
    *to++ = '-';
    to = write_bytes(to, guid.high, 2);
    *to++ = '-';
    to = write_bytes(to, guid.low >> 48U, 2);
    *to++ = '-';
    return write_bytes(to, guid.low, 6);
}

std::string braced(const Guid& guid)
{
    std::array<char, guid_size> text{};
    write_guid(text.data(), guid);
    return "{" + std::string{text.data(), text.size()} + "}";
}

} // namespace ferry::practice

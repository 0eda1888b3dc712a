#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace ferry {
namespace {

using Byte = unsigned char;

bool is_continuation(char c)
{
    return (static_cast<Byte>(c) & 0xC0U) == 0x80U;
}

/// The length of the well-formed sequence at the start of `rest`, 0 if none.
std::size_t sequence_size(std::string_view rest)
{
    const auto first = static_cast<Byte>(rest[0]);
    const auto second = rest.size() > 1 ? static_cast<Byte>(rest[1]) : Byte{0};
    if (first < 0x80U) {
        return 1;
    }
    std::size_t size = 0;
    Byte low = 0x80U;
    Byte high = 0xBFU;
    if (first >= 0xC2U && first <= 0xDFU) {
        size = 2;
    } else if (first >= 0xE0U && first <= 0xEFU) {
        size = 3;
        low = first == 0xE0U ? 0xA0U : low;   // no overlong forms
        high = first == 0xEDU ? 0x9FU : high; // no surrogates
    } else if (first >= 0xF0U && first <= 0xF4U) {
        size = 4;
        low = first == 0xF0U ? 0x90U : low;
        high = first == 0xF4U ? 0x8FU : high;
    }
    if (size == 0 || rest.size() < size || second < low || second > high) {
        return 0;
    }
    return std::ranges::all_of(rest.substr(2, size - 2), is_continuation) ? size : 0;
}

/// How many bytes at the start of `rest` are ASCII; looks at eight at a time.
std::size_t ascii_size(std::string_view rest)
{
    constexpr std::uint64_t high_bits = 0x8080808080808080U;
    std::size_t done = 0;
    for (std::uint64_t word = 0; done + sizeof word <= rest.size(); done += sizeof word) {
        std::memcpy(&word, rest.data() + done, sizeof word);
        if ((word & high_bits) != 0) {
            break;
        }
    }
    while (done < rest.size() && static_cast<Byte>(rest[done]) < 0x80U) {
        ++done;
    }
    return done;
}

void append_utf8(std::string& out, std::uint32_t point)
{
    if (point < 0x80U) {
        out += static_cast<char>(point);
    } else if (point < 0x800U) {
        out += static_cast<char>(0xC0U | (point >> 6U));
        out += static_cast<char>(0x80U | (point & 0x3FU));
    } else {
        out += static_cast<char>(0xE0U | (point >> 12U));
        out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (point & 0x3FU));
    }
}

} // namespace

bool is_utf8(std::string_view bytes)
{
    for (bytes.remove_prefix(ascii_size(bytes)); !bytes.empty();
         bytes.remove_prefix(ascii_size(bytes))) {
        const std::size_t size = sequence_size(bytes);
        if (size == 0) {
            return false;
        }
        bytes.remove_prefix(size);
    }
    return true;
}

std::string from_windows_1252(std::string_view bytes)
{
    constexpr std::array<std::uint16_t, 32> upper{
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes) {
        const std::uint32_t byte = static_cast<Byte>(c);
        append_utf8(out, byte >= 0x80U && byte < 0xA0U ? upper.at(byte - 0x80U) : byte);
    }
    return out;
}

bool is_plain_text(std::string_view bytes)
{
    // A byte is zero or above 127 if its high bit is set once 1 is taken away, or
    // before. Borrows only go upwards from a zero, which is found all the same.
    constexpr std::uint64_t high_bits = 0x8080808080808080U;
    constexpr std::uint64_t ones = 0x0101010101010101U;
    std::uint64_t seen = 0;
    std::uint64_t word = 0;
    while (bytes.size() >= sizeof word) {
        std::memcpy(&word, bytes.data(), sizeof word);
        seen |= word | (word - ones);
        bytes.remove_prefix(sizeof word);
    }
    const bool rest = std::ranges::all_of(bytes, [](char c) { return c > 0; });
    return (seen & high_bits) == 0 && rest;
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(at + 1);
    }
}

std::string lower(std::string_view text)
{
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

std::optional<std::int64_t> whole_number(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = failed == std::errc{} && end == text.data() + text.size();
    return whole ? std::optional{number} : std::nullopt;
}

std::string shortened(std::string_view text, std::size_t size)
{
    std::size_t end = std::min(text.size(), size);
    while (end > 0 && end < text.size() && is_continuation(text[end])) {
        --end;
    }
    std::string out{text.substr(0, end)};
    std::ranges::replace_if(
        out, [](char c) { return static_cast<Byte>(c) < 0x20U; }, ' ');
    return end < text.size() ? out + "..." : out;
}

} // namespace ferry

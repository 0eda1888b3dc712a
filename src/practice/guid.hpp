#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "practice/random.hpp"

namespace ferry::practice {

/// The id of one thing in the record; all zero is no id.
struct Guid {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    bool empty() const { return high == 0 && low == 0; }
    // NOLINTNEXTLINE(modernize-use-nullptr): the comparison with 0 is the language's own
    friend auto operator<=>(const Guid&, const Guid&) = default;
};

/// The next id of a stream of random numbers, in the form of version 4.
inline Guid next_guid(Random& random)
{
    return {(random.next() & ~0xF000ULL) | 0x4000ULL, (random.next() >> 2U) | (2ULL << 62U)};
}

/// The id that belongs to a number: the same one each time it is asked for.
inline Guid guid_of(std::uint64_t seed, std::uint64_t number)
{
    Random random{seed, number};
    return next_guid(random);
}

constexpr std::size_t guid_size = 36;

/// Writes the id's 36 characters, in upper case, and returns their end.
char* write_guid(char* to, const Guid& guid);

/// The id as EMIS writes it: {XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX}.
std::string braced(const Guid& guid);

} // namespace ferry::practice

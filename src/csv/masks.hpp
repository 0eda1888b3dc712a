#pragma once

#include <cstdint>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/// Sixty-four bytes at a time: which are equal to one character.
namespace ferry::csv {

inline constexpr std::size_t mask_width = 64;

/// Bit i says whether byte i is `wanted`. \pre 64 bytes can be read.
inline std::uint64_t equal_mask(const char* bytes, char wanted)
{
    std::uint64_t mask = 0;
#ifdef __SSE2__
    const __m128i pattern = _mm_set1_epi8(wanted);
    for (unsigned part = 0; part < 4; ++part) {
        const auto* place = reinterpret_cast<const __m128i*>(bytes + std::size_t{part} * 16);
        const int found = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128(place), pattern));
        mask |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(found)) << (part * 16U);
    }
#else
    for (unsigned i = 0; i < mask_width; ++i) {
        mask |= static_cast<std::uint64_t>(bytes[i] == wanted) << i;
    }
#endif
    return mask;
}

/// Bit i is the parity of bits 0 to i: set between an opening and a closing quote.
inline std::uint64_t running_parity(std::uint64_t bits)
{
    for (unsigned shift = 1; shift < mask_width; shift *= 2) {
        bits ^= bits << shift;
    }
    return bits;
}

} // namespace ferry::csv

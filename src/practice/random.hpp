#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace ferry::practice {

/// Mixes a number thoroughly; the same number always gives the same result.
constexpr std::uint64_t mixed(std::uint64_t x)
{
    x += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

/// A stream of random numbers (xoshiro256**) that depends on nothing but its
/// seed and stream number. Each patient has a stream, so a patient's record is
/// the same whatever stands before it.
class Random {
public:
    Random(std::uint64_t seed, std::uint64_t stream)
    {
        std::uint64_t x = mixed(seed) ^ mixed(mixed(stream));
        for (std::uint64_t& word : state_) {
            word = x = mixed(x);
        }
    }

    std::uint64_t next()
    {
        const std::uint64_t result = rotated(state_[1] * 5, 7) * 9;
        const std::uint64_t shifted = state_[1] << 17U;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = rotated(state_[3], 45);
        return result;
    }

    /// A number from 0 to `count` - 1. \pre count > 0
    int below(int count)
    {
        return static_cast<int>(((next() >> 32U) * static_cast<std::uint64_t>(count)) >> 32U);
    }

    /// A number from `low` to `high`, both included.
    int between(int low, int high) { return low >= high ? low : low + below(high - low + 1); }

    /// A number from 0 up to 1.
    double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

    /// A number near the middle of `low` to `high` more often than at the ends.
    double bell(double low, double high)
    {
        return low + (high - low) * (unit() + unit() + unit()) / 3.0;
    }

    /// True in `share` of the cases.
    bool chance(double share) { return unit() < share; }

    /// A whole number whose mean is `mean`.
    int around(double mean)
    {
        const double drawn = mean * 2.0 * unit();
        const int whole = static_cast<int>(drawn);
        return whole + (chance(drawn - whole) ? 1 : 0);
    }

    /// One of `choices`. \pre there is one
    template <typename T>
    const T& pick(std::span<const T> choices)
    {
        return choices[static_cast<std::size_t>(below(static_cast<int>(choices.size())))];
    }

private:
    static std::uint64_t rotated(std::uint64_t x, unsigned by)
    {
        return (x << by) | (x >> (64U - by));
    }

    std::array<std::uint64_t, 4> state_{};
};

} // namespace ferry::practice

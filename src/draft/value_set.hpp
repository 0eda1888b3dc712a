#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace ferry::draft {

/// The different values of a column, by their fingerprints. Of a column with too many an
/// even share is kept: the same share in every column, so that two can be compared.
class ValueSet {
public:
    void add(std::string_view value);

    /// How many there are; about, where only a share is kept.
    std::int64_t different() const { return static_cast<std::int64_t>(seen_.size()) << bits_; }
    /// One of so many values is kept; 1: every one.
    std::int64_t share() const { return std::int64_t{1} << bits_; }
    /// Whether one of those kept was added more than once.
    bool repeats() const { return repeated_ > 0; }

    /// How many of the values kept of both stand in another set too.
    struct Overlap {
        std::int64_t of = 0, found = 0;
        std::int64_t share = 1;
        bool all() const { return of > 0 && of == found; }
    };
    Overlap inside(const ValueSet& other) const;

private:
    void halve();

    std::unordered_map<std::uint64_t, bool> seen_; ///< whether it was added again
    std::int64_t repeated_ = 0;
    unsigned bits_ = 0;
};

} // namespace ferry::draft

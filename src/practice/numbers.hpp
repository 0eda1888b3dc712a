#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "practice/guid.hpp"

namespace ferry::practice {

/// Gives the things of one record small numbers, for systems whose ids are
/// numbers: 1 to what is asked for first, and so on.
class Numbers {
public:
    /// Forgets all: the next record begins.
    void clear()
    {
        numbers_.clear();
        last_ = 0;
    }

    /// The number of this id: the same one each time.
    std::int64_t of(const Guid& id)
    {
        const auto [found, is_new] = numbers_.try_emplace(id, last_ + 1);
        last_ += is_new ? 1 : 0;
        return found->second;
    }

    /// The number of this id, or 0 if it was never asked for.
    std::int64_t known(const Guid& id) const
    {
        const auto found = numbers_.find(id);
        return found == numbers_.end() ? 0 : found->second;
    }

    /// A number for something without an id.
    std::int64_t next() { return ++last_; }

private:
    struct Hash {
        std::size_t operator()(const Guid& id) const { return id.high ^ id.low; }
    };

    std::unordered_map<Guid, std::int64_t, Hash> numbers_;
    std::int64_t last_ = 0;
};

} // namespace ferry::practice

#include "draft/value_set.hpp"

#include <algorithm>

#include "base/digest.hpp"

namespace ferry::draft {
namespace {

constexpr std::size_t kept_max = std::size_t{1} << 17U;

bool is_kept(std::uint64_t value, unsigned bits)
{
    return (value & ((std::uint64_t{1} << bits) - 1)) == 0;
}

} // namespace

void ValueSet::add(std::string_view value)
{
    const std::uint64_t mark = fingerprint(value);
    if (!is_kept(mark, bits_)) {
        return;
    }
    const auto [place, is_new] = seen_.emplace(mark, false);
    if (!is_new && !place->second) {
        place->second = true;
        ++repeated_;
    }
    if (seen_.size() > kept_max) {
        halve();
    }
}

void ValueSet::halve()
{
    ++bits_;
    std::erase_if(seen_, [this](const auto& one) { return !is_kept(one.first, bits_); });
    repeated_ = std::ranges::count_if(seen_, [](const auto& one) { return one.second; });
}

ValueSet::Overlap ValueSet::inside(const ValueSet& other) const
{
    const unsigned bits = std::max(bits_, other.bits_);
    Overlap overlap{.share = std::int64_t{1} << bits};
    for (const auto& [mark, repeated] : seen_) {
        if (is_kept(mark, bits)) {
            ++overlap.of;
            overlap.found += other.seen_.contains(mark) ? 1 : 0;
        }
    }
    return overlap;
}

} // namespace ferry::draft

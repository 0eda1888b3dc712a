#include "base/arena.hpp"

#include <algorithm>
#include <cstring>

namespace ferry {
namespace {
constexpr std::size_t first_block_size = std::size_t{2} << 10U; ///< most trees keep few words
constexpr std::size_t block_size = std::size_t{64} << 10U;
} // namespace

char* Arena::take(std::size_t size)
{
    if (blocks_.empty() || size_ - used_ < size) {
        size_ = std::max(size, blocks_.empty() ? first_block_size : block_size);
        blocks_.push_back(std::make_unique_for_overwrite<char[]>(size_));
        used_ = 0;
    }
    char* place = blocks_.back().get() + used_;
    used_ += size;
    return place;
}

std::string_view Arena::keep(std::string_view text)
{
    return join(text, {});
}

std::string_view Arena::join(std::string_view first, std::string_view second)
{
    char* place = take(first.size() + second.size());
    std::copy(first.begin(), first.end(), place);
    std::copy(second.begin(), second.end(), place + first.size());
    return {place, first.size() + second.size()};
}

} // namespace ferry

#pragma once

#include <algorithm>
#include <functional>
#include <ranges>

namespace ferry {

/// True if `value` stands in `range`, as C++23's std::ranges::contains has it.
template <typename Range, typename Value, typename Projection = std::identity>
constexpr bool contains(const Range& range, const Value& value, Projection projection = {})
{
    return std::ranges::find(range, value, projection) != std::ranges::end(range);
}

} // namespace ferry

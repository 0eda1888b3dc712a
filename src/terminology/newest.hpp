#pragma once

#include <algorithm>
#include <tuple>
#include <vector>

namespace ferry::terminology {

/// Of the rows with one key keeps the newest, by `effective_time`; of two rows with one
/// date the one that says inactive, since what somebody withdrew may be wrong. Leaves
/// the rows in the order of their keys.
template <typename Row, typename Key>
void keep_newest(std::vector<Row>& rows, const Key& key)
{
    std::ranges::sort(rows, {}, [&](const Row& row) {
        return std::tuple{key(row), ~row.effective_time, row.active};
    });
    const auto again = [&](const Row& a, const Row& b) { return key(a) == key(b); };
    rows.erase(std::unique(rows.begin(), rows.end(), again), rows.end());
}

} // namespace ferry::terminology

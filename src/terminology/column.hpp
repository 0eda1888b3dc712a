#pragma once

#include <span>
#include <type_traits>
#include <vector>

namespace ferry::terminology {

/// An array that no longer changes: its own, or lent by a mapped file.
///
/// A table that was filled owns its columns; one that was found in a cache file only
/// looks at them. Whoever asks sees no difference.
template <typename T>
class Column {
    static_assert(std::is_trivially_copyable_v<T>, "what is mapped has no constructor");

public:
    Column() = default;
    /// Takes `values` over.
    explicit Column(std::vector<T> values) : own_{std::move(values)}, seen_{own_} {}
    /// Looks at `values`. \pre they outlive the column.
    explicit Column(std::span<const T> values) : seen_{values} {}

    // A moved vector keeps its place in memory, so what is seen stays right; of a copied
    // one it would not.
    Column(const Column&) = delete;
    Column& operator=(const Column&) = delete;
    Column(Column&&) noexcept = default;
    Column& operator=(Column&&) noexcept = default;
    ~Column() = default;

    std::span<const T> all() const { return seen_; }
    const T& operator[](std::size_t at) const { return seen_[at]; }
    std::size_t size() const { return seen_.size(); }
    bool empty() const { return seen_.empty(); }
    auto begin() const { return seen_.begin(); }
    auto end() const { return seen_.end(); }

private:
    std::vector<T> own_;
    std::span<const T> seen_;
};

} // namespace ferry::terminology

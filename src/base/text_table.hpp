#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/digest.hpp"

namespace ferry {

/// Hashes a text however it is held, so that a table can be asked without making a string.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const
    {
        return static_cast<std::size_t>(fingerprint(text));
    }
};

/// Values by texts, in no order.
template <typename Value>
using TextTable = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

} // namespace ferry

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::gp2gp {

/// Where a value stands in JSON text.
struct Span {
    std::string key; ///< of a member, without quotes and as it stood; "" in an array
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The members of the object, or elements of the array, that begins at `at`.
/// \pre `text` is well-formed JSON.
std::vector<Span> spans_in(std::string_view text, std::size_t at);

} // namespace ferry::gp2gp

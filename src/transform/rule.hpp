#pragma once

#include <string_view>

namespace ferry::transform {

/// A rule by which something became what it is, as the books name it and tell it to people (R98).
struct Rule {
    std::string_view name;
    std::string_view meaning; ///< a sentence
};

} // namespace ferry::transform

#pragma once

#include <source_location>

namespace ferry {

/// Stops the program: a bug was found, and going on could harm a record.
[[noreturn]] void stop(const char* what, std::source_location where);

/// States what must be true here. A breach is a bug, never wrong data.
inline void require(bool holds, const char* what,
                    std::source_location where = std::source_location::current())
{
    if (!holds) [[unlikely]] {
        stop(what, where);
    }
}

} // namespace ferry

#pragma once

namespace ferry {

/// Stops the program: a bug was found, and going on could harm a record.
[[noreturn]] void stop(const char* what, const char* file, int line);

/// States what must be true here. A breach is a bug, never wrong data.
// The built-ins name the caller; Clang 14 has no std::source_location.
inline void require(bool holds, const char* what, const char* file = __builtin_FILE(),
                    int line = __builtin_LINE())
{
    if (!holds) [[unlikely]] {
        stop(what, file, line);
    }
}

} // namespace ferry

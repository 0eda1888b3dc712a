#pragma once

namespace ferry {

/// A place in the program's text. Stands in for std::source_location, which
/// Clang 14 does not offer with Debian 12's standard library.
struct CodePlace {
    const char* file;
    int line;

    /// Where the caller stands; as a default argument, where its caller stands.
    static constexpr CodePlace here(const char* file = __builtin_FILE(),
                                    int line = __builtin_LINE())
    {
        return {file, line};
    }
};

/// Stops the program: a bug was found, and going on could harm a record.
[[noreturn]] void stop(const char* what, CodePlace where = CodePlace::here());

/// States what must be true here. A breach is a bug, never wrong data.
inline void require(bool holds, const char* what, CodePlace where = CodePlace::here())
{
    if (!holds) [[unlikely]] {
        stop(what, where);
    }
}

} // namespace ferry

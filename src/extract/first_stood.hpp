#pragma once

#include <cstdint>
#include <string>

/// For a source that hands on rows of the system before it.
namespace ferry::extract {

/// What a row of such a source says of another: where it first stood, and its text.
struct FirstStood {
    enum class Is : std::uint8_t { row, header };
    Is is = Is::row;
    std::string file; ///< its name, without folders
    std::int64_t line = 0;
    std::string text;
    std::string charset; ///< of rows
};

} // namespace ferry::extract

#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>

#include "xml/cut.hpp"

/// For tests of cut(): the way back, which the program itself never goes.
namespace ferry::xml {

/// The piece that comes next, with those in it back in their gaps.
// NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max: pieces lie in one another as elements
inline std::string whole(const std::vector<Piece>& pieces, std::size_t& next)
{
    const std::string& bytes = pieces[next++].bytes;
    const std::string opening = fmt::format("<?{} ", gap_target);
    std::string made;
    std::size_t at = 0;
    for (auto gap = bytes.find(opening); gap != std::string::npos; gap = bytes.find(opening, at)) {
        made += bytes.substr(at, gap - at);
        made += whole(pieces, next);
        at = bytes.find("?>", gap) + 2;
    }
    return made + bytes.substr(at);
}

/// The document that cut() was given.
inline std::string put_together(const std::vector<Piece>& pieces)
{
    std::size_t next = 0;
    return whole(pieces, next);
}

} // namespace ferry::xml

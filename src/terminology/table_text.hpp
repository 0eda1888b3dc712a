#pragma once

#include <charconv>
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/text.hpp"

/// Small tables as text in an image: a row a line, tabs between the cells.
namespace ferry::terminology {

/// The rows that have `width` cells; what a table is stored as has no others.
inline std::vector<std::vector<std::string_view>> table_rows(std::string_view text,
                                                             std::size_t width)
{
    std::vector<std::vector<std::string_view>> rows;
    for (const std::string_view line : split(text, '\n')) {
        auto cells = split(line, '\t');
        if (cells.size() == width) {
            rows.push_back(std::move(cells));
        }
    }
    return rows;
}

/// The whole number in `cell`; 0 if there is none.
inline std::size_t number_in(std::string_view cell)
{
    std::size_t number = 0;
    std::from_chars(cell.data(), cell.data() + cell.size(), number);
    return number;
}

} // namespace ferry::terminology

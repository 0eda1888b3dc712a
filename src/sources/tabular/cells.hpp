#pragma once

#include <string_view>
#include <vector>

#include "csv/rows.hpp"

namespace ferry::tabular {

/// The text of the cell at a place; empty where the row is too short, or the place is -1.
inline std::string_view cell(const std::vector<csv::FieldText>& cells, int at)
{
    const auto place = static_cast<std::size_t>(at);
    return at < 0 || place >= cells.size() ? std::string_view{} : cells[place].text;
}

} // namespace ferry::tabular

#pragma once

#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "csv/rows.hpp"

namespace ferry::tabular {

/// What stands in the cell at a place, without blanks around it; empty where the row is too
/// short, or the place is -1.
inline std::string_view word(const std::vector<csv::FieldText>& cells, int at)
{
    const auto place = static_cast<std::size_t>(at);
    return at < 0 || place >= cells.size() ? std::string_view{} : trimmed(cells[place].text);
}

} // namespace ferry::tabular

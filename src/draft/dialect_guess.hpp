#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csv/rows.hpp"

namespace ferry::draft {

/// How one file seems to be written, from its first rows.
struct DialectGuess {
    csv::Dialect dialect;
    bool header = true;
    bool header_shows = true;       ///< below its names stands something else than text
    std::size_t columns = 0;        ///< of the first row
    std::vector<std::string> names; ///< of the header; numbered where there is none
    bool quoted_cells = false;      ///< some cell stands between quotes
    bool cells_at_end = false;      ///< rows have empty cells behind those of the header
    bool other_width = false;       ///< nearly all rows have another width than the header
    std::string separator_evidence, quotes_evidence, header_evidence;
};

/// \param begin the first bytes of the file, without a byte order mark.
DialectGuess guess_dialect(std::string_view begin);

/// "comma", "tab"; the sign itself for others.
std::string name_of_separator(char separator);

} // namespace ferry::draft

#pragma once

#include <charconv>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

/// Rows as this target writes them: texts in quotes, numbers without, nothing at all
/// for what is not there.
namespace ferry::targets::ferry_extract {

inline void add_text(std::string& row, std::string_view text)
{
    row += '"';
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t quote = text.find('"', at);
        const std::size_t end = quote == std::string_view::npos ? text.size() : quote + 1;
        row += text.substr(at, end - at);
        if (quote != std::string_view::npos) {
            row += '"';
        }
        at = end;
    }
    row += '"';
}

inline void add_number(std::string& row, std::int64_t number)
{
    char digits[20];
    const char* const end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    row.append(digits, static_cast<std::size_t>(end - digits));
}

} // namespace ferry::targets::ferry_extract

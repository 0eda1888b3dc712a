#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ferry {

/// True if the bytes are well-formed UTF-8 (NUL bytes count as text here).
bool is_utf8(std::string_view bytes);

/// Windows-1252 bytes as UTF-8. Bytes that the code page leaves open are
/// kept as the control characters U+0080 to U+009F.
std::string from_windows_1252(std::string_view bytes);

/// True for blanks, tabs and line ends.
constexpr bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// True for 0 to 9, and for no other digit that a locale may know.
constexpr bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// True if nothing but digits stands in the text: so of an empty text too.
constexpr bool all_digits(std::string_view text)
{
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// True for what names in programs are made of: ASCII letters, digits and the underscore.
constexpr bool is_word_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_';
}

/// Without blanks, tabs and line ends at both ends.
constexpr std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && is_blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

/// True if every byte is ASCII and none is a NUL: most text is, and needs no further
/// look.
bool is_plain_text(std::string_view bytes);

/// Cut at each `separator`; an empty text gives one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);

/// ASCII letters in lower case; other bytes as they are.
std::string lower(std::string_view text);

/// The whole number in decimal digits that fills the text, a minus before it where it is
/// negative; nothing for anything else, and for a number beyond 64 bits.
std::optional<std::int64_t> whole_number(std::string_view text);

/// At most `size` bytes of `text` on one line, cut between characters, with
/// "..." where it was cut; control characters as blanks. For messages.
std::string shortened(std::string_view text, std::size_t size);

} // namespace ferry

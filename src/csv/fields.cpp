#include <array>
#include <bit>
#include <cstring>

#include "csv/masks.hpp"
#include "csv/rows.hpp"

namespace ferry::csv {
namespace {

const char* find(const char* from, const char* end, char wanted)
{
    const auto size = static_cast<std::size_t>(end - from);
    const void* found = size == 0 ? nullptr : std::memchr(from, wanted, size);
    return found == nullptr ? end : static_cast<const char*>(found);
}

/// The end of the quoted text that begins at `from`: its closing quote, or `end`.
const char* closing_quote(const char* from, const char* end, bool& doubled)
{
    for (;;) {
        const char* found = find(from, end, quote);
        if (found == end || found + 1 == end || found[1] != quote) {
            return found;
        }
        doubled = true;
        from = found + 2;
    }
}

/// Cuts a row of which every field is quoted and no quote is doubled: sixty-four bytes
/// at a time, quotes come in pairs. False where the row is not of this kind.
bool append_quoted_row(std::string_view row, char separator, std::vector<FieldText>& fields)
{
    std::array<char, mask_width> last{};
    std::size_t open = std::string_view::npos;
    std::size_t expected = 0; // where the next field has to begin
    for (std::size_t from = 0; from < row.size(); from += mask_width) {
        const char* bytes = row.data() + from;
        if (row.size() - from < mask_width) { // do not read beyond the row
            std::memcpy(last.data(), bytes, row.size() - from);
            std::memset(last.data() + (row.size() - from), 0, mask_width - (row.size() - from));
            bytes = last.data();
        }
        for (std::uint64_t quotes = equal_mask(bytes, quote); quotes != 0; quotes &= quotes - 1) {
            const std::size_t at = from + static_cast<std::size_t>(std::countr_zero(quotes));
            const bool opens = open == std::string_view::npos;
            const bool ends = at + 1 == row.size() || row[at + 1] == separator;
            if (opens ? at != expected : !ends) {
                return false;
            }
            if (opens) {
                open = at + 1;
                continue;
            }
            fields.push_back({.text = row.substr(open, at - open), .quoted = true});
            open = std::string_view::npos;
            expected = at + 2;
        }
    }
    return open == std::string_view::npos && expected == row.size() + 1;
}

} // namespace

bool append_row(std::string_view row, char separator, std::vector<FieldText>& fields,
                std::size_t most)
{
    const std::size_t before = fields.size();
    if (most == SIZE_MAX && append_quoted_row(row, separator, fields)) {
        return true;
    }
    fields.resize(before);
    const char* at = row.data();
    const char* end = at + row.size();
    for (;;) {
        FieldText field;
        const char* begin = at;
        if (at != end && *at == quote) {
            field.quoted = true;
            ++begin;
            at = closing_quote(begin, end, field.doubled);
            field.text = {begin, static_cast<std::size_t>(at - begin)};
            const bool closed = at != end;
            at += closed ? 1 : 0;
            if (!closed || (at != end && *at != separator)) {
                fields.push_back(field);
                return false;
            }
        } else {
            at = find(at, end, separator);
            field.text = {begin, static_cast<std::size_t>(at - begin)};
        }
        fields.push_back(field);
        if (at == end || fields.size() - before == most) {
            return true;
        }
        ++at;
    }
}

bool split_row(std::string_view row, char separator, std::vector<FieldText>& fields,
               std::size_t most)
{
    fields.clear();
    return append_row(row, separator, fields, most);
}

bool append_row(std::string_view row, Dialect dialect, std::vector<FieldText>& fields,
                std::size_t most)
{
    if (dialect.quotes == Quotes::doubled) {
        return append_row(row, dialect.separator, fields, most);
    }
    const char* at = row.data();
    const char* end = at + row.size();
    for (std::size_t count = 0; count < most; ++count) {
        const char* stop = find(at, end, dialect.separator);
        fields.push_back({
            .text = {at, static_cast<std::size_t>(stop - at)}
        });
        if (stop == end) {
            break;
        }
        at = stop + 1;
    }
    return true;
}

bool split_row(std::string_view row, Dialect dialect, std::vector<FieldText>& fields,
               std::size_t most)
{
    fields.clear();
    return append_row(row, dialect, fields, most);
}

std::string undoubled(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        if (text[i] == quote && i + 1 < text.size() && text[i + 1] == quote) {
            ++i;
        }
    }
    return out;
}

} // namespace ferry::csv

#include <cstring>

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

} // namespace

bool split_row(std::string_view row, char separator, std::vector<FieldText>& fields,
               std::size_t most)
{
    fields.clear();
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
        if (at == end || fields.size() == most) {
            return true;
        }
        ++at;
    }
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

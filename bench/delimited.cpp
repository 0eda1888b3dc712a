#include "delimited.hpp"

#include <cstring>

namespace ferry::bench {
namespace {

constexpr std::size_t block_size = std::size_t{1} << 20U;
constexpr char quote = '"';

const char* find(const char* from, const char* end, char wanted)
{
    const auto size = static_cast<std::size_t>(end - from);
    return static_cast<const char*>(std::memchr(from, wanted, size));
}

/// The comma or line end behind an unquoted field; nothing where the block ends first.
const char* plain_end(const char* from, const char* end)
{
    while (from != end && *from != ',' && *from != '\n') {
        ++from;
    }
    return from == end ? nullptr : from;
}

std::string_view without_return(const char* begin, const char* end)
{
    const bool has_return = end != begin && end[-1] == '\r';
    return {begin, static_cast<std::size_t>(end - begin - (has_return ? 1 : 0))};
}

std::string with_single_quotes(const char* begin, const char* end)
{
    std::string out;
    for (; begin != end; ++begin) {
        out += *begin;
        begin += *begin == quote ? 1 : 0;
    }
    return out;
}

} // namespace

DelimitedFile::DelimitedFile(const std::filesystem::path& path)
    : file_{path}, block_(block_size), at_{block_.data()}, end_{at_}
{
}

bool DelimitedFile::next(std::vector<std::string_view>& fields)
{
    while (at_ == end_ || !read_row(fields)) {
        if (!more()) {
            return false;
        }
    }
    return true;
}

/// False where the block ends within the row: it is then read anew with more of the file.
bool DelimitedFile::read_row(std::vector<std::string_view>& fields)
{
    fields.clear();
    undoubled_.clear();
    const char* at = at_;
    for (;;) {
        std::string_view field;
        if (at != end_ && *at == quote) {
            const char* behind = read_quoted(at + 1, field);
            at = behind == nullptr ? nullptr : plain_end(behind, end_);
        } else {
            const char* begin = at;
            at = plain_end(begin, end_);
            field = at == nullptr ? field : without_return(begin, at);
        }
        if (at == nullptr) {
            return false;
        }
        fields.push_back(field);
        if (*at++ == '\n') {
            at_ = at;
            return true;
        }
    }
}

/// Gives the place behind the closing quote; nothing where the block ends first.
const char* DelimitedFile::read_quoted(const char* begin, std::string_view& field)
{
    bool doubled = false;
    const char* found = find(begin, end_, quote);
    while (found != nullptr && found + 1 != end_ && found[1] == quote) {
        doubled = true;
        found = find(found + 2, end_, quote);
    }
    if (found == nullptr) {
        return nullptr;
    }
    field = doubled ? undoubled_.emplace_back(with_single_quotes(begin, found))
                    : std::string_view{begin, static_cast<std::size_t>(found - begin)};
    return found + 1;
}

/// Moves the row that was begun to the front and reads on behind it. False at the end.
bool DelimitedFile::more()
{
    const auto begun = static_cast<std::size_t>(end_ - at_);
    std::memmove(block_.data(), at_, begun);
    if (begun > block_.size() / 2) {
        block_.resize(block_.size() * 2);
    }
    // One byte stays free for the line end that the last row may lack.
    std::size_t got = file_.read({block_.data() + begun, block_.size() - begun - 1});
    if (got == 0 && begun != 0 && block_[begun - 1] != '\n') {
        block_[begun + got++] = '\n';
    }
    at_ = block_.data();
    end_ = at_ + begun + got;
    return got != 0;
}

} // namespace ferry::bench

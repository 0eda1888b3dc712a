#include "csv/rows.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/require.hpp"
#include "csv/masks.hpp"

namespace ferry::csv {
namespace {
constexpr std::size_t block_size = std::size_t{1} << 20U;
constexpr char line_end = '\n';
} // namespace

RowReader::RowReader(Fill fill, Quotes quotes)
    : fill_{std::move(fill)}, quotes_{quotes}, buffer_(block_size + mask_width)
{
}

std::optional<Row> RowReader::next()
{
    for (;;) {
        if (next_end_ < ends_.size()) {
            return row_to(ends_[next_end_++], true);
        }
        const bool too_long =
            indexed_ - begin_ >= row_size_max || inner_breaks_.size() > row_breaks_max;
        if (too_long || (at_end_ && indexed_ == end_)) {
            if (begin_ == end_) {
                return std::nullopt;
            }
            return row_to(too_long ? indexed_ : end_, false);
        }
        if (indexed_ == end_ && !at_end_) {
            refill();
        }
        index();
    }
}

/// Moves what is left to the front and reads on. False at the end.
bool RowReader::refill()
{
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    for (std::size_t& at : inner_breaks_) {
        at -= begin_;
    }
    ends_.clear();
    next_end_ = 0;
    indexed_ -= begin_;
    end_ -= begin_;
    dropped_ += begin_;
    begin_ = 0;
    if (buffer_.size() - mask_width - end_ < block_size / 2) {
        buffer_.resize(std::max(buffer_.size() * 2, block_size + mask_width));
    }
    const std::size_t got = fill_({buffer_.data() + end_, buffer_.size() - mask_width - end_});
    end_ += got;
    at_end_ = got == 0;
    return got != 0;
}

/// Finds the row ends in the bytes not looked at yet, a stretch at a time: a row
/// that has to be given back then costs no more than one stretch.
void RowReader::index()
{
    constexpr std::size_t stretch = std::size_t{64} << 10U;
    const std::size_t stop = std::min(end_, indexed_ + stretch);
    while (indexed_ < stop) {
        const std::size_t size = std::min(mask_width, stop - indexed_);
        const std::uint64_t valid =
            size == mask_width ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1;
        const char* bytes = buffer_.data() + indexed_;
        const std::uint64_t inside =
            quotes_ == Quotes::none
                ? 0
                : running_parity(equal_mask(bytes, quote) & valid) ^ inside_quotes_;
        const std::uint64_t breaks = equal_mask(bytes, line_end) & valid;
        for (std::uint64_t rest = breaks & ~inside; rest != 0; rest &= rest - 1) {
            ends_.push_back(indexed_ + static_cast<std::size_t>(std::countr_zero(rest)));
        }
        for (std::uint64_t rest = breaks & inside; rest != 0; rest &= rest - 1) {
            inner_breaks_.push_back(indexed_ + static_cast<std::size_t>(std::countr_zero(rest)));
        }
        const bool open = ((inside >> (size - 1)) & 1U) != 0;
        inside_quotes_ = open ? ~std::uint64_t{0} : 0;
        indexed_ += size;
    }
}

Row RowReader::row_to(std::size_t end, bool ended)
{
    Row row{
        .bytes = {buffer_.data() + begin_, end - begin_},
        .offset = dropped_ + begin_,
        .line = line_,
        .ended = ended
    };
    row.open_quote = !ended && inside_quotes_ != 0;
    if (row.bytes.ends_with('\r')) {
        row.bytes.remove_suffix(1);
    }
    const auto inner = std::ranges::upper_bound(inner_breaks_, end);
    const auto breaks = inner - inner_breaks_.begin();
    row.many_lines = breaks > 0;
    inner_breaks_.erase(inner_breaks_.begin(), inner);
    last_begin_ = begin_;
    last_line_ = line_;
    line_ += breaks + (ended ? 1 : 0);
    begin_ = ended ? end + 1 : end;
    return row;
}

Row RowReader::only_first_line()
{
    const char* begin = buffer_.data() + last_begin_;
    const void* found = std::memchr(begin, line_end, end_ - last_begin_);
    const std::size_t end =
        found == nullptr
            ? end_
            : static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data());
    begin_ = last_begin_;
    line_ = last_line_;
    ends_.clear();
    next_end_ = 0;
    inner_breaks_.clear();
    inside_quotes_ = 0;
    Row row = row_to(end, found != nullptr);
    row.open_quote = true;
    indexed_ = begin_;
    return row;
}

} // namespace ferry::csv

#include <algorithm>
#include <vector>

#include "base/require.hpp"
#include "csv/rows.hpp"
#include "entries.hpp"

namespace ferry::fuzz {
namespace {

constexpr char separator = ',';

/// True if the row is whole; checks that its fields make it up.
bool check_fields(std::string_view row)
{
    std::vector<csv::FieldText> fields;
    const bool whole = csv::split_row(row, separator, fields);
    std::size_t size = fields.size() - 1; // separators
    for (const csv::FieldText& field : fields) {
        size += field.text.size() + (field.quoted ? 2 : 0);
    }
    require(whole ? size == row.size() : size <= row.size() + 2, "fields make up their row");
    return whole;
}

/// Follows the rows through the text they were cut from.
class Walk {
public:
    explicit Walk(std::string_view text) : text_{text} {}

    void take(const csv::Row& row)
    {
        const auto line = 1 + std::ranges::count(text_.substr(0, at_), '\n');
        require(row.line == line, "a row knows its line");
        require(text_.substr(at_).starts_with(row.bytes), "a row is what stands there");
        at_ += row.bytes.size();
        const std::string_view rest = text_.substr(at_);
        if (rest.starts_with("\r\n") || rest == "\r") {
            ++at_;
        }
        if (row.ended) {
            require(text_.substr(at_).starts_with('\n'), "a row that ended has its line end");
            ++at_;
        }
    }

    std::size_t at() const { return at_; }
    void back_to(std::size_t at) { at_ = at; }
    bool at_end() const { return at_ == text_.size(); }

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace

void rows(std::string_view bytes)
{
    if (bytes.empty()) {
        return;
    }
    const std::size_t piece = static_cast<unsigned char>(bytes.front()) % 97 + 1;
    const std::string_view text = bytes.substr(1);
    std::string_view rest = text;
    csv::RowReader reader{[&](std::span<char> room) {
        const std::size_t size = std::min({piece, room.size(), rest.size()});
        std::copy_n(rest.begin(), size, room.begin());
        rest.remove_prefix(size);
        return size;
    }};
    Walk walk{text};
    while (const auto row = reader.next()) {
        const std::size_t begin = walk.at();
        walk.take(*row);
        if (!check_fields(row->bytes) && (row->many_lines || row->open_quote)) {
            walk.back_to(begin);
            walk.take(reader.only_first_line());
        }
    }
    require(walk.at_end(), "no byte is lost");
}

} // namespace ferry::fuzz

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Rows and fields of delimited text, as RFC 4180 has them and as suppliers
/// write them. Nothing here knows what the fields mean.
namespace ferry::csv {

inline constexpr char quote = '"';

/// Whether quotes part fields, or are text like any other.
enum class Quotes : std::uint8_t { doubled, none };

/// How a row is parted into fields.
struct Dialect {
    char separator = ',';
    Quotes quotes = Quotes::doubled;
};

/// Bounds that keep a damaged file from filling the memory.
inline constexpr std::size_t row_size_max = std::size_t{128} << 20U;
inline constexpr std::size_t row_breaks_max = 100'000;

/// One row as it stood: the bytes between two line ends that are no part of a
/// quoted field, without the line end.
struct Row {
    std::string_view bytes;   ///< valid until the next call of next()
    std::uint64_t offset = 0; ///< bytes before it in the stream
    std::int64_t line = 0;    ///< the physical line on which it begins, from 1
    bool many_lines = false;  ///< a quoted field holds a line break
    bool ended = true;        ///< a line end follows; false: the file ends here
    bool open_quote = false;  ///< a quoted field never ends
};

/// Cuts a stream of bytes into rows. Keeps one block in memory, or one row where
/// a row is longer; counts physical lines.
class RowReader {
public:
    /// Fills as much of the room as there is, 0 at the end.
    using Fill = std::function<std::size_t(std::span<char>)>;

    explicit RowReader(Fill fill, Quotes quotes = Quotes::doubled);

    /// The next row; nothing at the end. A blank line is a row without bytes.
    std::optional<Row> next();

    /// Gives the last row back but for its first physical line: the quotes of that
    /// line were wrong, and reading goes on with the line after it.
    /// \pre the last row had many lines or an open quote.
    Row only_first_line();

private:
    bool refill();
    void index();
    Row row_to(std::size_t end, bool ended);

    Fill fill_;
    Quotes quotes_;
    std::vector<char> buffer_;
    std::uint64_t dropped_ = 0; ///< bytes of the stream before the buffer's
    std::size_t begin_ = 0;     ///< of the row to come
    std::size_t end_ = 0;       ///< of the bytes in the buffer
    std::size_t indexed_ = 0;   ///< bytes before this were searched for row ends
    std::vector<std::size_t> ends_;
    std::size_t next_end_ = 0;
    std::uint64_t inside_quotes_ = 0; ///< all ones: indexed_ is inside a quoted field
    std::vector<std::size_t> inner_breaks_;
    std::int64_t line_ = 1;
    std::size_t last_begin_ = 0;
    std::int64_t last_line_ = 0;
    bool at_end_ = false;
};

/// One field of a row. `text` is what stands between the quotes; where `doubled`,
/// quotes in it are still doubled.
struct FieldText {
    std::string_view text;
    bool quoted = false;
    bool doubled = false;
};

/// Cuts a row into its fields, or only the first `most` of them. False where a quoted field does
/// not end before a separator: the row is damaged, and `fields` holds what could be read.
bool split_row(std::string_view row, char separator, std::vector<FieldText>& fields,
               std::size_t most = SIZE_MAX);

/// The same, but puts the fields behind those that are there already.
bool append_row(std::string_view row, char separator, std::vector<FieldText>& fields,
                std::size_t most = SIZE_MAX);

/// The same for a row in this dialect. Without quotes no row is damaged.
bool split_row(std::string_view row, Dialect dialect, std::vector<FieldText>& fields,
               std::size_t most = SIZE_MAX);
bool append_row(std::string_view row, Dialect dialect, std::vector<FieldText>& fields,
                std::size_t most = SIZE_MAX);

/// With doubled quotes made single.
std::string undoubled(std::string_view text);

} // namespace ferry::csv

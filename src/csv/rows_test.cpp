#include "csv/rows.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace ferry::csv {
namespace {

struct Read {
    std::string bytes;
    std::int64_t line;
    bool ended;
    bool open_quote;
    friend bool operator==(const Read&, const Read&) = default;
};

/// Reads all rows of `text`, which comes `piece` bytes at a time, and looks whether each
/// stands where it says.
std::vector<Read> rows_of(std::string_view text, std::size_t piece)
{
    const std::string_view whole = text;
    RowReader reader{[&text, piece](std::span<char> room) {
        const std::size_t size = std::min({piece, room.size(), text.size()});
        std::copy_n(text.begin(), size, room.begin());
        text.remove_prefix(size);
        return size;
    }};
    std::vector<Read> rows;
    while (const auto row = reader.next()) {
        EXPECT_EQ(whole.substr(row->offset, row->bytes.size()), row->bytes);
        rows.push_back({std::string{row->bytes}, row->line, row->ended, row->open_quote});
    }
    return rows;
}

TEST(RowReader, CutsAtLineEndsOutsideQuotes)
{
    const std::string text = "a,b\r\n\"c\nd\",e\n\nf";
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 100U}) {
        const auto rows = rows_of(text, piece);
        ASSERT_EQ(rows.size(), 4U) << piece;
        EXPECT_EQ(rows[0], (Read{"a,b", 1, true, false}));
        EXPECT_EQ(rows[1], (Read{"\"c\nd\",e", 2, true, false}));
        EXPECT_EQ(rows[2], (Read{"", 4, true, false}));
        EXPECT_EQ(rows[3], (Read{"f", 5, false, false}));
    }
}

TEST(RowReader, SaysThatAQuoteNeverEnds)
{
    const auto rows = rows_of("a\n\"b\nc", 100);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_TRUE(rows[1].open_quote);
    EXPECT_FALSE(rows[1].ended);
}

TEST(RowReader, GoesOnAfterTheLineWhoseQuotesWereWrong)
{
    std::string_view text = "h\n\"bad\ngood,1\nlast,2\n";
    RowReader reader{[&text](std::span<char> room) {
        const std::size_t size = std::min(room.size(), text.size());
        std::copy_n(text.begin(), size, room.begin());
        text.remove_prefix(size);
        return size;
    }};
    EXPECT_EQ(reader.next()->bytes, "h");
    EXPECT_TRUE(reader.next()->open_quote);
    const Row first = reader.only_first_line();
    EXPECT_EQ(first.bytes, "\"bad");
    EXPECT_EQ(first.line, 2);
    const auto good = reader.next();
    EXPECT_EQ(good->bytes, "good,1");
    EXPECT_EQ(good->line, 3);
    EXPECT_EQ(reader.next()->bytes, "last,2");
    EXPECT_FALSE(reader.next());
}

TEST(RowReader, KeepsARowThatIsLongerThanItsBlock)
{
    const std::string text = "\"" + std::string(5'000'000, 'x') + "\"\nnext\n";
    const auto rows = rows_of(text, 1U << 20U);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].bytes.size(), 5'000'002U);
    EXPECT_EQ(rows[1], (Read{"next", 2, true, false}));
}

TEST(RowReader, LosesNoByteWhateverTheTextIs)
{
    std::mt19937 random{42};
    for (int round = 0; round < 300; ++round) {
        std::string text;
        const std::size_t size = random() % 400;
        for (std::size_t i = 0; i < size; ++i) {
            text += "ab,\"\n\r"[random() % 6];
        }
        const auto rows = rows_of(text, 1 + random() % 90);
        std::size_t bytes = 0;
        for (const Read& row : rows) {
            bytes += row.bytes.size() + (row.ended ? 1 : 0);
        }
        // A carriage return before a line end, or at the very end, is part of the line end.
        EXPECT_LE(bytes, text.size());
        EXPECT_GE(bytes + rows.size(), text.size());
    }
}

TEST(SplitRow, ReadsQuotedAndPlainFields)
{
    std::vector<FieldText> fields;
    ASSERT_TRUE(split_row(R"("a","",b,,"c ""x"", d")", ',', fields));
    ASSERT_EQ(fields.size(), 5U);
    EXPECT_EQ(fields[0].text, "a");
    EXPECT_TRUE(fields[1].quoted);
    EXPECT_EQ(fields[2].text, "b");
    EXPECT_EQ(fields[3].text, "");
    EXPECT_TRUE(fields[4].doubled);
    EXPECT_EQ(undoubled(fields[4].text), "c \"x\", d");
}

TEST(SplitRow, TellsADamagedRow)
{
    std::vector<FieldText> fields;
    EXPECT_FALSE(split_row(R"("a","b)", ',', fields));
    EXPECT_FALSE(split_row(R"("a"x,"b")", ',', fields));
    EXPECT_TRUE(split_row("", ',', fields));
    EXPECT_EQ(fields.size(), 1U);
    EXPECT_TRUE(split_row("a\tb", '\t', fields));
    EXPECT_EQ(fields.size(), 2U);
}

} // namespace
} // namespace ferry::csv

#include "terminology/release_reader.hpp"

#include <array>

#include <gmock/gmock.h>

#include "terminology/test_files.hpp"

namespace ferry::terminology {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr std::array<std::string_view, 2> columns{"Code", "Mark"};

using ReleaseReaderTest = ReleaseDirectory;

std::vector<std::string> rows_of(const std::filesystem::path& path)
{
    ReleaseReader reader{path, columns};
    std::vector<std::string> rows;
    while (reader.next()) {
        rows.push_back(std::string{reader.cell(0)} + "|" + std::string{reader.cell(1)});
    }
    return rows;
}

TEST_F(ReleaseReaderTest, FindsColumnsByNameWhereverTheyStand)
{
    const auto path = write("a.txt", "mark\tMore\tCODE\n1\tx\tH33..\n0\t\"\tG20..\n");
    EXPECT_THAT(rows_of(path), testing::ElementsAre("H33..|1", "G20..|0"));
}

TEST_F(ReleaseReaderTest, TakesEitherLineEndAndAByteOrderMark)
{
    const std::string lf = "Code\tMark\nA\t1\nB\t0\n";
    const auto expected = testing::ElementsAre("A|1", "B|0");
    EXPECT_THAT(rows_of(write("lf.txt", lf)), expected);
    EXPECT_THAT(rows_of(write("crlf.txt", with_crlf(lf))), expected);
    EXPECT_THAT(rows_of(write("bom.txt", "\xEF\xBB\xBF" + with_crlf(lf))), expected);
    EXPECT_THAT(rows_of(write("unended.txt", "Code\tMark\nA\t1\nB\t0")), expected);
    EXPECT_THAT(rows_of(write("empty-line.txt", lf + "\n")), expected);
}

TEST_F(ReleaseReaderTest, ReadsRowsThatCrossTheEdgesOfItsBuffer)
{
    std::string text = "Code\tMark\n";
    const std::string filling(997, 'x');
    constexpr int count = 5000; // some five buffers
    for (int i = 0; i < count; ++i) {
        text += filling + std::to_string(i) + "\t1\r\n";
    }
    const auto path = write("long.txt", text);
    const auto rows = rows_of(path);
    ASSERT_EQ(rows.size(), static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        ASSERT_EQ(rows[static_cast<std::size_t>(i)], filling + std::to_string(i) + "|1");
    }
}

TEST_F(ReleaseReaderTest, HasTheDigestOfTheWholeFile)
{
    const std::string text = "Code\tMark\r\nA\t1\r\n";
    ReleaseReader reader{write("a.txt", text), columns};
    while (reader.next()) {
    }
    EXPECT_EQ(reader.rows(), 1);
    EXPECT_EQ(reader.digest(), evidence_digest(text));
}

TEST_F(ReleaseReaderTest, RefusesAnEmptyFile)
{
    const auto path = write("a.txt", "");
    EXPECT_THAT(refusal([&] { rows_of(path); }),
                AllOf(HasSubstr("a.txt"), HasSubstr("empty"), HasSubstr("Code, Mark"),
                      HasSubstr("Take the file again")));
}

TEST_F(ReleaseReaderTest, RefusesAHeaderWithoutANeededColumn)
{
    const auto path = write("a.txt", "Code\tMarks\nA\t1\n");
    EXPECT_THAT(refusal([&] { rows_of(path); }),
                AllOf(HasSubstr("a.txt:1:"), HasSubstr("no column Mark;"), HasSubstr("Marks")));
}

TEST_F(ReleaseReaderTest, RefusesAHeaderThatNamesAColumnTwice)
{
    const auto path = write("a.txt", "Code\tMark\tCODE\nA\t1\tB\n");
    EXPECT_THAT(refusal([&] { rows_of(path); }), HasSubstr("Code twice"));
}

TEST_F(ReleaseReaderTest, RefusesARowWithCellsMissingOrTooMany)
{
    const auto cut = write("cut.txt", "Code\tMark\nA\t1\nB\n");
    EXPECT_THAT(refusal([&] { rows_of(cut); }),
                AllOf(HasSubstr("cut.txt:3:"), HasSubstr("1 cells; expected 2")));
    const auto wide = write("wide.txt", "Code\tMark\nA\t1\t2\n");
    EXPECT_THAT(refusal([&] { rows_of(wide); }), HasSubstr("3 cells; expected 2"));
}

TEST_F(ReleaseReaderTest, RefusesAnEmptyLineBetweenRows)
{
    const auto path = write("a.txt", "Code\tMark\nA\t1\n\nB\t0\n");
    EXPECT_THAT(refusal([&] { rows_of(path); }), HasSubstr("empty"));
}

TEST_F(ReleaseReaderTest, RefusesAFileWithoutLines)
{
    const auto path = write("a.txt", std::string(std::size_t{3} << 20U, 'x'));
    EXPECT_THAT(refusal([&] { rows_of(path); }), HasSubstr("a line of more than"));
}

TEST_F(ReleaseReaderTest, RefusesACellThatIsNotWhatItMustBe)
{
    const auto path = write("a.txt", "Code\tMark\n22298007\t\n\xE9\tyes\n");
    ReleaseReader row{path, columns};
    ASSERT_TRUE(row.next());
    EXPECT_THAT(refusal([&] { row.concept_id(0); }),
                AllOf(HasSubstr("a.txt:2: column Code"), HasSubstr("found \"22298007\"")));
    EXPECT_THAT(refusal([&] { row.description_id(1); }), HasSubstr("column Mark"));
    EXPECT_EQ(row.description_id_or_none(1), DescriptionId{});
    ASSERT_TRUE(row.next());
    EXPECT_THAT(refusal([&] { row.flag(1); }), HasSubstr("expected 0 or 1, found \"yes\""));
    EXPECT_THAT(refusal([&] { row.text(0); }), HasSubstr("UTF-8"));
}

TEST_F(ReleaseReaderTest, RefusesASuppliersOwnIdAsATarget)
{
    ReleaseReader row{write("a.txt", "Code\tMark\n442901000006106\t1\n"), columns};
    ASSERT_TRUE(row.next());
    ASSERT_TRUE(parse_concept_id("442901000006106"));
    EXPECT_THAT(refusal([&] { row.concept_id(0); }), HasSubstr("of a release"));
}

TEST_F(ReleaseReaderTest, ThrowsWhereTheFileIsNotThere)
{
    EXPECT_THROW((ReleaseReader{directory() / "nothing.txt", columns}), Error);
}

} // namespace
} // namespace ferry::terminology

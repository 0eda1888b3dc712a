#include "extract/spill.hpp"

#include <fstream>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.hpp"

namespace ferry::extract {
namespace {

TEST(Spill, GivesEachCaseItsRowsInTheOrderTheyCame)
{
    const auto folder = std::filesystem::path{testing::TempDir()} / "spill_test";
    {
        Spill spill{folder, 2};
        const std::string large(1000, 'x');
        for (std::uint32_t line = 1; line <= 2000; ++line) {
            spill.add(line % 2, line % 3, {.file = 1, .line = line, .bytes = large});
        }
        EXPECT_FALSE(std::filesystem::is_empty(folder));
        const auto cases = spill.take(1, 4);
        ASSERT_EQ(cases.size(), 4U);
        EXPECT_TRUE(cases[3].rows.empty());
        std::size_t rows = 0;
        for (std::uint32_t slot = 0; slot < 3; ++slot) {
            std::uint32_t before = 0;
            for (const RawRow& row : cases[slot].rows) {
                EXPECT_EQ(row.line % 3, slot);
                EXPECT_GT(row.line, before);
                EXPECT_EQ(row.bytes, large);
                before = row.line;
                ++rows;
            }
        }
        EXPECT_EQ(rows, 1000U);
    }
    EXPECT_FALSE(std::filesystem::exists(folder));
}

/// A file of the extract whose rows are dealt, and the folder of the spill.
class SpillFromFile : public testing::Test {
public:
    static constexpr std::uint32_t rows = 4000;

    SpillFromFile()
    {
        std::filesystem::create_directories(place_);
        write(0);
    }
    ~SpillFromFile() override { std::filesystem::remove_all(place_); }
    SpillFromFile(const SpillFromFile&) = delete;
    SpillFromFile& operator=(const SpillFromFile&) = delete;

    static std::string text_of(std::uint32_t line)
    {
        return fmt::format("{:06}{}", line, std::string(100, 'x'));
    }
    static std::uint64_t offset_of(std::uint32_t line) { return (line - 1) * 108UL; }

    void write(std::uint32_t lines_missing)
    {
        std::ofstream out{file_path_};
        for (std::uint32_t line = 1; line <= rows - lines_missing; ++line) {
            out << text_of(line) << "\r\n";
        }
    }
    /// Deals every row, patient after patient or mixed, and the last one without its place.
    void deal(Spill& spill, std::uint32_t stride) const
    {
        spill.reads_again(7, std::make_shared<ReadFile>(file_path_));
        for (std::uint32_t start = 1; start <= stride; ++start) {
            for (std::uint32_t line = start; line <= rows; line += stride) {
                spill.add(line % stride, 0, {.file = 7, .line = line, .bytes = text_of(line)},
                          line == rows ? nowhere : offset_of(line));
            }
        }
    }
    static void expect_rows(const Case& made, std::uint32_t first, std::uint32_t stride)
    {
        std::uint32_t line = first;
        for (const RawRow& row : made.rows) {
            ASSERT_EQ(row.line, line);
            ASSERT_EQ(row.bytes, text_of(line));
            line += stride;
        }
        EXPECT_GT(line, rows);
    }
    std::uintmax_t spilled() const
    {
        std::uintmax_t bytes = 0;
        for (const auto& file : std::filesystem::directory_iterator{folder_}) {
            bytes += file.file_size();
        }
        return bytes;
    }

protected:
    std::filesystem::path place_ = std::filesystem::path{testing::TempDir()} /
                                   testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::path file_path_ = place_ / "rows.csv";
    std::filesystem::path folder_ = place_ / "spill";
};

TEST_F(SpillFromFile, NotesOnlyThePlacesOfRowsThatStandTogether)
{
    Spill spill{folder_, 1};
    deal(spill, 1);
    EXPECT_LT(spilled(), rows * 108UL / 4);
    EXPECT_GE(spill.size_of(0), rows * 106UL);
    const auto cases = spill.take(0, 1);
    expect_rows(cases[0], 1, 1);
}

TEST_F(SpillFromFile, KeepsTheBytesOfRowsThatStandFarApart)
{
    Spill spill{folder_, 3};
    deal(spill, 3);
    EXPECT_GT(spilled(), rows * 106UL / 2);
    for (std::uint32_t bucket = 0; bucket < 3; ++bucket) {
        expect_rows(spill.take(bucket, 1)[0], bucket == 0 ? 3 : bucket, 3);
    }
}

TEST_F(SpillFromFile, RefusesAFileThatWasChangedMeanwhile)
{
    Spill spill{folder_, 1};
    deal(spill, 1);
    write(1);
    EXPECT_THROW(spill.take(0, 1), InputError);
}

TEST(Spill, KeepsNoMoreFilesOpenThanAProcessMay)
{
    constexpr std::uint32_t buckets = 700;
    Spill spill{std::filesystem::path{testing::TempDir()} / "spill_many", buckets};
    const std::string large(70'000, 'x'); // does not wait
    for (std::uint32_t line = 1; line <= 2; ++line) {
        for (std::uint32_t bucket = 0; bucket < buckets; ++bucket) {
            spill.add(bucket, 0, {.file = 1, .line = line, .bytes = large});
        }
    }
    const std::filesystem::directory_iterator open{"/proc/self/fd"};
    EXPECT_LT(std::distance(begin(open), end(open)), 500);
    for (const std::uint32_t bucket : {0U, 350U, 699U}) {
        const auto cases = spill.take(bucket, 1);
        ASSERT_EQ(cases[0].rows.size(), 2U) << bucket;
        EXPECT_EQ(cases[0].rows[0].line, 1U);
        EXPECT_EQ(cases[0].rows[1].line, 2U);
        EXPECT_EQ(cases[0].rows[1].bytes, large);
    }
}

TEST(Spill, ClearsWhatAKilledPassLeft)
{
    const auto folder = std::filesystem::path{testing::TempDir()} / "spill_left";
    std::filesystem::create_directory(folder);
    std::fclose(std::fopen((folder / "bucket-0000").c_str(), "w"));
    Spill spill{folder, 1};
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

} // namespace
} // namespace ferry::extract

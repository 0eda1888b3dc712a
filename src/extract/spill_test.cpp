#include "extract/spill.hpp"

#include <gtest/gtest.h>

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

#include "cli/origins.hpp"

#include <gtest/gtest.h>

namespace ferry::cli {
namespace {

TEST(IsRowOf, TakesTheWholeFirstCellForTheId)
{
    for (const char* row : {"101,Smith", "101;Smith", "101|Smith", "101\tSmith", "101",
                            R"("101","Smith")", R"("101")", R"("{101}","Smith")", "{101},Smith"}) {
        EXPECT_TRUE(is_row_of(row, "101")) << row;
    }
    EXPECT_TRUE(is_row_of(R"("{101}","Smith")", "{101}"));
    for (const char* row : {"1011,Smith", "10,101", "101-2,Smith", R"("1011")", "{1011}", "x101",
                            R"("101""2",)", "Smith,101", "{101", "101},", "", "\"", "{}"}) {
        EXPECT_FALSE(is_row_of(row, "101")) << row;
    }
    EXPECT_FALSE(is_row_of("101,Smith", "{101}"));
}

TEST(IsRowOf, TakesTheFirstIdThatAnElementNames)
{
    const char* element = R"(<Statement><id root="A-1"/><of><id root="B-2"/></of></Statement>)";
    EXPECT_TRUE(is_row_of(element, "A-1"));
    EXPECT_FALSE(is_row_of(element, "A-"));
    EXPECT_FALSE(is_row_of(element, "B-2"));
    EXPECT_FALSE(is_row_of("<Statement/>", "A-1"));
}

} // namespace
} // namespace ferry::cli

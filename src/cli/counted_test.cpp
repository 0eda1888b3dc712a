#include "cli/counted.hpp"

#include <gtest/gtest.h>

namespace ferry::cli {
namespace {

TEST(Counted, PutsTheWordInTheFormOfItsCount)
{
    EXPECT_EQ(counted(0, "item"), "0 items");
    EXPECT_EQ(counted(1, "item"), "1 item");
    EXPECT_EQ(counted(1'000'000, "source item"), "1000000 source items");
    EXPECT_EQ(counted(1, "entry", "entries"), "1 entry");
    EXPECT_EQ(counted(2, "entry", "entries"), "2 entries");
    EXPECT_EQ(for_count(1, "waits", "wait"), "waits");
    EXPECT_EQ(for_count(0, "waits", "wait"), "wait");
}

} // namespace
} // namespace ferry::cli

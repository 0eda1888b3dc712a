#include "extract/place.hpp"

#include <array>

#include <gtest/gtest.h>

namespace ferry::extract {
namespace {

TEST(PlaceOfARow, IsItsFileAndLine)
{
    const std::array<SourceFile, 2> files{
        {{.no = 1, .name = "a.csv"}, {.no = 7, .name = "b.csv"}}
    };
    EXPECT_EQ(place_in(files, {.file = 7, .line = 12}), "b.csv:12");
    EXPECT_EQ(place_in(files, {.file = 2, .line = 12}), std::nullopt);
}

} // namespace
} // namespace ferry::extract

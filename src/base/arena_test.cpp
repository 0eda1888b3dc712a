#include "base/arena.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace ferry {
namespace {

TEST(Arena, KeepsACopyThatOutlivesTheOriginal)
{
    Arena arena;
    std::string original = "chest pain";
    const std::string_view kept = arena.keep(original);
    original.assign("overwritten");
    EXPECT_EQ(kept, "chest pain");
}

TEST(Arena, KeepsEarlierTextsWhereTheyAreAsItGrows)
{
    Arena arena;
    std::vector<std::string_view> kept;
    kept.reserve(20'000);
    for (int i = 0; i < 20'000; ++i) {
        kept.push_back(arena.keep("observation " + std::to_string(i)));
    }
    for (int i = 0; i < 20'000; ++i) {
        EXPECT_EQ(kept.at(static_cast<std::size_t>(i)), "observation " + std::to_string(i));
    }
}

TEST(Arena, HoldsATextLargerThanItsBlocks)
{
    Arena arena;
    const std::string letter(1'000'000, 'x');
    const std::string_view before = arena.keep("before");
    const std::string_view kept = arena.keep(letter);
    const std::string_view after = arena.keep("after");
    EXPECT_EQ(before, "before");
    EXPECT_EQ(kept, letter);
    EXPECT_EQ(after, "after");
}

TEST(Arena, GivesOutPlacesThatDoNotOverlap)
{
    Arena arena;
    std::vector<char*> places;
    places.reserve(2'000);
    for (std::size_t size = 1; size < 2'000; ++size) {
        places.push_back(arena.take(size));
        std::fill_n(places.back(), size, static_cast<char>(size % 100));
    }
    for (std::size_t size = 1; size < 2'000; ++size) {
        const std::string_view place{places.at(size - 1), size};
        EXPECT_EQ(place.find_first_not_of(static_cast<char>(size % 100)), std::string_view::npos);
    }
}

TEST(Arena, JoinsTwoTexts)
{
    Arena arena;
    EXPECT_EQ(arena.join("blood ", "pressure"), "blood pressure");
    EXPECT_EQ(arena.join("", "pressure"), "pressure");
    EXPECT_EQ(arena.join("blood", ""), "blood");
    EXPECT_EQ(arena.join("", ""), "");
}

TEST(Arena, KeepsAnEmptyTextFirstOfAll)
{
    Arena arena;
    EXPECT_EQ(arena.keep(""), "");
    EXPECT_EQ(arena.keep("text"), "text");
}

} // namespace
} // namespace ferry

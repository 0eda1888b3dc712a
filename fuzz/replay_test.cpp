#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "entries.hpp"

namespace ferry::fuzz {
namespace {

/// Gives every seed below fuzz/corpus to the entry, and every beginning of the small ones.
int replay(const char* name, void (*entry)(std::string_view))
{
    constexpr std::size_t small = 200;
    int seeds = 0;
    const auto folder = std::filesystem::path{FERRY_SOURCE_DIR} / "fuzz" / "corpus" / name;
    for (const auto& file : std::filesystem::directory_iterator{folder}) {
        const std::string bytes = read_whole(file.path());
        entry(bytes);
        for (std::size_t size = 0; size < std::min(bytes.size(), small); size += 16) {
            entry(std::string_view{bytes}.substr(0, size));
        }
        ++seeds;
    }
    return seeds;
}

TEST(FuzzSeeds, LoseNoByteOfAnyRow)
{
    EXPECT_GE(replay("rows", rows), 5);
}

TEST(FuzzSeeds, EndEveryRowOfAnyCaseInOneOutcome)
{
    EXPECT_GE(replay("case", one_case), 5);
}

TEST(FuzzSeeds, ReadAsJsonOrSayWhatIsWrong)
{
    EXPECT_GE(replay("json", json_text), 5);
}

TEST(FuzzSeeds, EndEveryResourceOfAnyBundleInOneOutcome)
{
    EXPECT_GE(replay("fhir", fhir_bundle), 5);
}

TEST(FuzzSeeds, EndEveryItemOfAnyMessageInOneOutcome)
{
    EXPECT_GE(replay("gp2gp", gp2gp_message), 5);
}

TEST(FuzzSeeds, PutEveryPieceOfXmlTogetherAgain)
{
    EXPECT_GE(replay("xml", xml), 5);
}

TEST(FuzzSeeds, UnpackWithinTheLimitsOrSayWhy)
{
    EXPECT_GE(replay("zip", zip), 5);
}

} // namespace
} // namespace ferry::fuzz

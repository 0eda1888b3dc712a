#include <array>
#include <filesystem>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "base/text.hpp"
#include "terminology/code_maps.hpp"

namespace ferry::terminology {
namespace {

const std::filesystem::path corpora =
    std::filesystem::path{FERRY_SOURCE_DIR} / ".." / "shared" / "corpora" / "terminology";

/// Rows of the corpora's own table of Read codes, by code and term code: how many
/// concepts it has beside them.
std::map<std::string, int> read_codes_of(const std::filesystem::path& path)
{
    std::map<std::string, int> count;
    const std::string text = read_whole(path);
    for (const auto line : split(text, '\n')) {
        const auto cells = split(line, '\t');
        if (cells.size() > 3 && cells[0] != "read_code") {
            ++count[std::string{cells[0]} + std::string{cells[1]}];
        }
    }
    return count;
}

TEST(TerminologyCorpora, MapEachReadCodeToItsOneConceptOrSayThatThereAreSeveral)
{
    if (!std::filesystem::exists(corpora / "official")) {
        GTEST_SKIP() << "the test corpora are not at " << corpora;
    }
    const std::array directories{corpora / "official"};
    const CodeMaps maps{directories};
    ASSERT_EQ(maps.catalogue().size(), 3U);
    EXPECT_EQ(maps.catalogue()[0].rows, 182);
    EXPECT_EQ(maps.catalogue()[0].version, "2020-04-01");
    EXPECT_EQ(maps.catalogue()[2].rows, 172);
    EXPECT_EQ(maps.ignored().size(), 2U); // concepts and the language reference set

    int several = 0;
    for (const auto& [seven, targets] : read_codes_of(corpora / "simple" / "read2_to_snomed.tsv")) {
        const std::string_view whole{seven};
        const MapAnswer answer = maps.to_snomed({.from = System::read2,
                                                 .code = whole.substr(0, 5),
                                                 .term_code = whole.substr(5),
                                                 .original_term = {}});
        several += answer.verdict == Verdict::several ? 1 : 0;
        EXPECT_EQ(answer.rule, answer.targets.empty() ? "" : "read2-map") << seven;
        EXPECT_LE(answer.targets.size(), static_cast<std::size_t>(targets)) << seven;
    }
    EXPECT_EQ(several, 17);
}

TEST(TerminologyCorpora, KeepSerumBilirubinAndTriglycerideApart)
{
    if (!std::filesystem::exists(corpora / "official")) {
        GTEST_SKIP() << "the test corpora are not at " << corpora;
    }
    const std::array directories{corpora / "official"};
    const CodeMaps maps{directories};
    const auto target = [&](std::string_view code) {
        return maps
            .to_snomed(
                {.from = System::read2, .code = code, .term_code = "00", .original_term = {}})
            .concept_id;
    };
    EXPECT_TRUE(target("44E..") || target("44e.."));
    EXPECT_NE(target("44E.."), target("44e.."));
}

} // namespace
} // namespace ferry::terminology

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
    ASSERT_EQ(maps.catalogue().size(), 5U);
    EXPECT_EQ(maps.catalogue()[0].rows, 182);
    EXPECT_EQ(maps.catalogue()[0].version, "2020-04-01");
    EXPECT_EQ(maps.catalogue()[2].rows, 172);
    EXPECT_EQ(maps.catalogue()[3].rows, 262); // concepts
    EXPECT_EQ(maps.catalogue()[4].rows, 172); // language
    EXPECT_TRUE(maps.ignored().empty());

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

const std::filesystem::path dmd = corpora.parent_path() / "dmd";

TEST(TerminologyCorpora, ReadEveryFileOfDmdButTheBarCodes)
{
    if (!std::filesystem::exists(dmd)) {
        GTEST_SKIP() << "the test corpora are not at " << dmd;
    }
    const std::array directories{dmd / "release1"};
    const CodeMaps maps{directories};
    std::map<ReleaseKind, std::int64_t> rows;
    for (const CatalogueEntry& entry : maps.catalogue()) {
        EXPECT_EQ(entry.version, "2019-04-01");
        EXPECT_EQ(entry.odd_ids, 0) << entry.file;
        rows[entry.kind] = entry.rows;
    }
    EXPECT_EQ(rows.size(), 7U);
    EXPECT_EQ(rows[ReleaseKind::dmd_moieties], 2859);
    EXPECT_EQ(rows[ReleaseKind::dmd_substances], 3482);
    ASSERT_EQ(maps.ignored().size(), 1U);
    EXPECT_EQ(maps.ignored().front().path.filename(), "f_gtin2_0010419.xml");
    // Abacavir had another id as a substance once.
    const ProductAnswer changed = maps.product({3276611000001104});
    EXPECT_EQ(changed.state, ProductState::changed);
    EXPECT_EQ(changed.now, ConceptId{387005008});
    EXPECT_EQ(maps.product(changed.now).state, ProductState::valid);
}

TEST(TerminologyCorpora, FollowTheProductWhoseIdTheNextReleaseOfDmdChanges)
{
    if (!std::filesystem::exists(dmd)) {
        GTEST_SKIP() << "the test corpora are not at " << dmd;
    }
    constexpr ConceptId gel{22480211000001104};
    const std::array first{dmd / "release1"};
    const CodeMaps before{first};
    EXPECT_EQ(before.product(gel).state, ProductState::valid);
    const std::array second{dmd / "release2"};
    const CodeMaps after{second};
    EXPECT_EQ(after.product(gel).state, ProductState::changed);
    EXPECT_EQ(after.product(gel).now, ConceptId{12345}) << "no SNOMED CT id, and noted as odd";
    EXPECT_EQ(after.product(gel).name, before.product(gel).name);
    EXPECT_NE(before.fingerprint(), after.fingerprint());
    std::int64_t odd = 0;
    for (const CatalogueEntry& entry : after.catalogue()) {
        odd += entry.odd_ids;
    }
    EXPECT_EQ(odd, 1);
}

TEST(TerminologyCorpora, ShowTheWordingThatTheUkPrefers)
{
    if (!std::filesystem::exists(corpora / "official")) {
        GTEST_SKIP() << "the test corpora are not at " << corpora;
    }
    const std::array directories{corpora / "official"};
    const CodeMaps maps{directories};
    EXPECT_EQ(maps.display({6020002}), "Athlete's foot");
    EXPECT_TRUE(maps.history({6020002}).active);
    EXPECT_EQ(maps.is_a({6020002}, {404684003}), Subsumption::unknown) << "no relationships";
}

} // namespace
} // namespace ferry::terminology

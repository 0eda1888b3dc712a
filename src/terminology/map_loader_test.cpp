#include "terminology/map_tables.hpp"

#include <gmock/gmock.h>

#include "base/digest.hpp"
#include "base/test_as_nobody.hpp"
#include "terminology/test_rows.hpp"

namespace ferry::terminology {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class MapLoaderTest : public CodeMapsTest {
protected:
    /// Loads `row` below `header` and expects that it is refused for `column`.
    void refuses(std::string_view name, std::string_view header, std::string_view row,
                 std::string_view column) const
    {
        EXPECT_THAT(refusal_of(name, std::string{header} + std::string{row} + "\n"),
                    AllOf(HasSubstr(std::string{name} + ":2: column " + std::string{column} + ":"),
                          HasSubstr("expected")))
            << row;
        std::filesystem::remove(directory() / name);
    }
};

TEST_F(MapLoaderTest, RefusesRowsOfTheReadMapThatCannotBeRead)
{
    const auto refused = [&](std::string_view row, std::string_view column) {
        refuses(read2_file, read2_header, row, column);
    };
    refused("0\tH33\t00\t195967001\t\t1\t0\t1", "ReadCode");
    refused("0\tH33..\t0-\t195967001\t\t1\t0\t1", "TermCode");
    refused("0\tH33..\t00\t195967002\t\t1\t0\t1", "ConceptId");
    refused("0\tH33..\t00\t\t\t1\t0\t1", "ConceptId");
    refused("0\tH33..\t00\t442901000006106\t\t1\t0\t1", "ConceptId");
    refused("0\tH33..\t00\t195967001\t22298006\t1\t0\t1", "DescriptionId");
    refused("0\tH33..\t00\t195967001\t\tyes\t0\t1", "IS_ASSURED");
    refused("0\tH33..\t00\t195967001\t\t1\t0\t", "MapStatus");
    refused("0\tH33..\t00\t195967001\t\t1\t0\t2", "MapStatus");
}

TEST_F(MapLoaderTest, RefusesRowsOfOtherFilesThatCannotBeRead)
{
    refuses(ctv3_file, ctv3_header, "0\tH33..\tY0002\tQ\t195967001\t\t1\t0\t1", "CTV3_TERMTYPE");
    refuses(ctv3_file, ctv3_header, "0\tH33..\t\tS\t195967001\t\t1\t0\t1", "CTV3_TERMID");
    refuses(read2_alternates, read2_alternates_header, "2469.\t00\t_DRUG\t\tY", "CONCEPTID");
    refuses(descriptions_file, description_header,
            "1001016\t20200401\t1\t0\t195967001\ten\t0\t\xE9\t0", "term");
    refuses(descriptions_file, description_header,
            "1001016\t20200401\tx\t0\t195967001\ten\t0\tAsthma\t0", "active");
    refuses(descriptions_file, description_header,
            "1001016\t2020-04-01\t1\t0\t195967001\ten\t0\tAsthma\t0", "effectiveTime");
    refuses(descriptions_file, description_header,
            "195967001\t20200401\t1\t0\t195967001\ten\t0\tAsthma\t0", "id");
    refuses(products_file, products_header, "0\tX\t1\t\t", "PRODUCTID");
}

TEST_F(MapLoaderTest, RefusesATermThatNoReleaseHas)
{
    const std::string term(70'000, 'x');
    refuses(descriptions_file, description_header,
            "1001016\t20200401\t1\t0\t195967001\ten\t0\t" + term + "\t0", "term");
}

TEST_F(MapLoaderTest, RefuseAFileThatIsNotWhatItsNameSays)
{
    EXPECT_THAT(refusal_of(read2_file, ctv3_header),
                AllOf(HasSubstr(std::string{read2_file} + ":1:"), HasSubstr("no column ReadCode")));
    EXPECT_THAT(refusal_of(read2_file, ""), HasSubstr("the file is empty"));
}

TEST_F(MapLoaderTest, StopWhereAFileCannotBeRead)
{
    std::filesystem::create_symlink(directory() / "gone", directory() / read2_file);
    EXPECT_THROW(load(), Error);
}

TEST_F(MapLoaderTest, StopWhereAFileMayNotBeRead)
{
    const auto path = write(read2_file, read2_rows({"H33.. 00 195967001 assured"}));
    std::filesystem::permissions(path, std::filesystem::perms::none);
    const AsNobody nobody;
    EXPECT_THROW(load(), Error);
}

TEST_F(MapLoaderTest, CatalogueWhatWasLoadedAndListWhatWasNot)
{
    const std::string content =
        read2_rows({"H33.. 00 195967001 assured", "G20.. 00 29857009 unassured",
                    "G3... 00 29857009 withdrawn"});
    write(read2_file, content);
    write(descriptions_file, std::string{description_header} +
                                 description_row("1001016", "195967001", "Asthma") +
                                 description_row("1002011", "195967001", "Old", "0"));
    write("notes.txt", "mine");
    const CodeMaps maps = load();
    ASSERT_EQ(maps.catalogue().size(), 2U);
    const CatalogueEntry& map = maps.catalogue()[0];
    EXPECT_EQ(map.kind, ReleaseKind::read2_map);
    EXPECT_EQ(map.file, read2_file);
    EXPECT_EQ(map.version, "2020-04-01");
    EXPECT_EQ(map.rows, 3);
    EXPECT_EQ(map.active, 2);
    EXPECT_EQ(map.assured, 1);
    EXPECT_EQ(map.digest, evidence_digest(content));
    EXPECT_EQ(maps.catalogue()[1].active, 1);
    EXPECT_EQ(maps.catalogue()[1].assured, std::nullopt);
    ASSERT_EQ(maps.ignored().size(), 1U);
    EXPECT_EQ(maps.ignored()[0].path.filename(), "notes.txt");
}

TEST_F(MapLoaderTest, HaveAFingerprintThatChangesWithTheContentOnly)
{
    constexpr std::string_view asthma_row = "H33.. 00 195967001 assured";
    constexpr std::string_view pain_row = "182.. 00 29857009 assured";
    constexpr std::string_view old_row = "G20.. 00 29857009 withdrawn";
    write(read2_file, read2_rows({asthma_row, pain_row}));
    const std::string before = load().fingerprint();
    EXPECT_EQ(load().fingerprint(), before);
    write(read2_file, with_crlf(read2_rows({pain_row, old_row, asthma_row, asthma_row})));
    EXPECT_EQ(load().fingerprint(), before);
    write(read2_file, read2_rows({asthma_row}));
    EXPECT_NE(load().fingerprint(), before);
    write(read2_file, read2_rows({asthma_row, "182.. 00 29857009 unassured"}));
    EXPECT_NE(load().fingerprint(), before);
    write(read2_file, read2_rows({asthma_row, pain_row}));
    write(descriptions_file,
          std::string{description_header} + description_row("1001016", "195967001", "Asthma"));
    EXPECT_NE(load().fingerprint(), before);
}

} // namespace
} // namespace ferry::terminology

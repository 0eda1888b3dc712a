#include "terminology/release_files.hpp"

#include <gmock/gmock.h>

#include "base/test_as_nobody.hpp"
#include "terminology/test_files.hpp"

namespace ferry::terminology {
namespace {

using testing::AllOf;
using testing::HasSubstr;

using ReleaseFilesTest = ReleaseDirectory;

FoundFiles find_in(const std::filesystem::path& directory)
{
    const std::array directories{directory};
    return find_release_files(directories);
}

TEST(ReleaseKinds, StandInTheOrderOfTheirEnumeration)
{
    for (std::size_t i = 0; i < release_kinds.size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(release_kinds[i].kind), i) << release_kinds[i].title;
        EXPECT_EQ(&facts(release_kinds[i].kind), &release_kinds[i]);
    }
}

TEST(ReleaseKinds, AreRecognisedByTheNameOfTheFile)
{
    struct Case {
        std::string_view name;
        ReleaseKind kind;
    };
    // clang-format off
    constexpr Case cases[] = {
        {"rcsctmap2_uk_20200401000001.txt", ReleaseKind::read2_map},
        {"RCSCTMAP2_UK_20200401000001.TXT", ReleaseKind::read2_map},
        {"ctv3sctmap2_uk_20200401000001.txt", ReleaseKind::ctv3_map},
        {"codesWithValues_AlternateMaps_READ2_20200401000001.txt", ReleaseKind::read2_alternates},
        {"codesWithValues_AlternateMaps_CTV3_20200401000001.txt", ReleaseKind::ctv3_alternates},
        {"sct2_Description_Snapshot-en_GB1000000_20200401.txt", ReleaseKind::descriptions},
        {"sct2_Description_MONOSnapshot-en_GB_20230705.txt", ReleaseKind::descriptions},
        {"dmd_products.txt", ReleaseKind::drug_products},
        {"sct2_Concept_Snapshot_GB_20200401.txt", ReleaseKind::concepts},
        {"sct2_Relationship_MONOSnapshot_GB_20230705.txt", ReleaseKind::relationships},
        {"der2_cRefset_LanguageSnapshot-en_GB_20200401.txt", ReleaseKind::language},
        {"der2_cRefset_AssociationSnapshot_INT_20200131.txt", ReleaseKind::associations},
        {"der2_ssRefset_ModuleDependencySnapshot_INT_20200131.txt", ReleaseKind::modules},
        {"20200401_PCD_Refset_Content_V2.txt", ReleaseKind::clusters},
        {"der2_cRefset_PrimaryCareSnapshot_GB1000000_20200401.txt", ReleaseKind::reference_sets},
        {"xres2_HistorySubstitutionTable_Concepts_GB1000000_20200401.txt",
         ReleaseKind::substitutions},
        {"f_vtm2_3010419.xml", ReleaseKind::dmd_moieties},
        {"f_lookup2_3010419.xml", ReleaseKind::dmd_lookups},
    };
    // clang-format on
    for (const auto& [name, kind] : cases) {
        EXPECT_EQ(recognised(name), kind) << name;
    }
    for (const std::string_view name :
         {"sct2_Description_Full-en_GB_20200401.txt", "rcsctmap2_uk_20200401000001.csv",
          "rcsctmap_uk_20200401000001.txt", "sct2_Concept_Delta_GB_20200401.txt",
          "sct2_RelationshipConcreteValues_Snapshot_INT_20230131.txt", "f_gtin2_0010419.xml",
          "20200401_PCD_Refset_Content_by_Output.txt", "f_vtm2_3010419.txt", ""}) {
        EXPECT_EQ(recognised(name), std::nullopt) << name;
    }
}

TEST(ReleaseKinds, HaveTheDateInTheNameOfTheFile)
{
    EXPECT_EQ(release_date("rcsctmap2_uk_20200401000001.txt"), "2020-04-01");
    EXPECT_EQ(release_date("sct2_Description_Snapshot-en_GB1000000_20200401.txt"), "2020-04-01");
    EXPECT_EQ(release_date("dmd_products.txt"), "");
    EXPECT_EQ(release_date("f_vmp2_3020419.xml"), "2019-04-02");
    EXPECT_EQ(release_date("f_vmp2_3310419.xml"), "") << "31 April";
    EXPECT_EQ(release_series("f_vmp2_3020419.xml"), "f_vmp2_3.xml");
    EXPECT_EQ(release_date("rcsctmap2_uk_20209901.txt"), "");
    EXPECT_EQ(release_series("RcSctMap2_uk_20200401000001.txt"), "rcsctmap2_uk_.txt");
}

TEST_F(ReleaseFilesTest, AreFoundInDirectoriesBelow)
{
    write("one/two/rcsctmap2_uk_20200401000001.txt", "x");
    write("ctv3sctmap2_uk_20200401000001.txt", "x");
    const FoundFiles found = find_in(directory());
    ASSERT_EQ(found.recognised.size(), 2U);
    EXPECT_EQ(found.recognised[0].kind, ReleaseKind::read2_map);
    EXPECT_EQ(found.recognised[1].kind, ReleaseKind::ctv3_map);
    EXPECT_TRUE(found.ignored.empty());
}

TEST_F(ReleaseFilesTest, AreListedWhereFerryDoesNotReadThem)
{
    write("readme.md", "x");
    write("rcmap_uk_20200401000001.txt", "x");
    std::filesystem::create_directory_symlink(directory(), directory() / "again");
    const FoundFiles found = find_in(directory());
    EXPECT_TRUE(found.recognised.empty());
    ASSERT_EQ(found.ignored.size(), 3U);
    EXPECT_THAT(found.ignored[0].reason, HasSubstr("link to a directory"));
    EXPECT_EQ(found.ignored[1].path.filename(), "rcmap_uk_20200401000001.txt");
    EXPECT_THAT(found.ignored[1].reason, HasSubstr("the name"));
}

TEST_F(ReleaseFilesTest, AreLoadedOnceWhereTheyAreThereTwice)
{
    write("a/rcsctmap2_uk_20200401000001.txt", "x");
    write("b/rcsctmap2_uk_20200401000001.txt", "x");
    const std::array twice{directory() / "a", directory() / "b", directory() / "a"};
    const FoundFiles found = find_release_files(twice);
    EXPECT_EQ(found.recognised.size(), 1U);
    ASSERT_EQ(found.ignored.size(), 1U);
    EXPECT_THAT(found.ignored[0].reason, HasSubstr("the same as"));
}

TEST_F(ReleaseFilesTest, AreRefusedWhereTwoReleasesOfOneAreThere)
{
    write("rcsctmap2_uk_20200401000001.txt", "x");
    write("rcsctmap2_uk_20191001000001.txt", "y");
    EXPECT_THAT(refusal([&] { find_in(directory()); }),
                AllOf(HasSubstr("20200401"), HasSubstr("20191001"), HasSubstr("two releases")));
}

TEST_F(ReleaseFilesTest, MayBeSeveralDescriptionFilesOfDifferentEditions)
{
    write("sct2_Description_Snapshot-en_INT_20200131.txt", "x");
    write("sct2_Description_Snapshot-en_GB1000000_20200401.txt", "y");
    EXPECT_EQ(find_in(directory()).recognised.size(), 2U);
}

TEST_F(ReleaseFilesTest, NeedADirectory)
{
    EXPECT_THAT(refusal([&] { find_in(directory() / "nowhere"); }),
                AllOf(HasSubstr("nowhere"), HasSubstr("expected a directory")));
    const auto file = write("rcsctmap2_uk_20200401000001.txt", "x");
    EXPECT_THAT(refusal([&] { find_in(file); }), HasSubstr("expected a directory"));
}

TEST_F(ReleaseFilesTest, NeedADirectoryThatMayBeRead)
{
    write("closed/rcsctmap2_uk_20200401000001.txt", "x");
    std::filesystem::permissions(directory() / "closed", std::filesystem::perms::none);
    {
        const AsNobody nobody;
        EXPECT_THAT(refusal([&] { find_in(directory()); }), HasSubstr("permissions"));
    }
    std::filesystem::permissions(directory() / "closed", std::filesystem::perms::owner_all);
}

} // namespace
} // namespace ferry::terminology

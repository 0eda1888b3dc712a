#include <gmock/gmock.h>

#include "terminology/map_tables.hpp"
#include "terminology/test_rows.hpp"

namespace ferry::terminology {
namespace {

using testing::IsEmpty;

class MapsCacheTest : public CodeMapsTest {
protected:
    MapsCacheTest()
    {
        write("maps/" + std::string{read2_file}, read2_rows({"H33.. 00 195967001 assured"}));
        write("maps/" + std::string{descriptions_file},
              std::string{description_header} + description_row("1001016", "195967001", "Asthma"));
        write("maps/" + std::string{products_file},
              std::string{products_header} + "39711000001103\tMetformin\tM1\t\t\n");
        write("maps/sct2_Relationship_Snapshot_INT_20200131.txt",
              "id\teffectiveTime\tactive\tsourceId\tdestinationId\ttypeId\n"
              "100022\t20200131\t1\t195967001\t64572001\t116680003\n");
        write("maps/sct2_Concept_Snapshot_INT_20200131.txt",
              "id\teffectiveTime\tactive\n195967001\t20200131\t0\n");
        write("maps/der2_cRefset_AssociationSnapshot_INT_20200131.txt",
              "effectiveTime\tactive\trefsetId\treferencedComponentId\ttargetComponentId\n"
              "20200131\t1\t900000000000527005\t195967001\t64572001\n");
        write("maps/20200401_PCD_Refset_Content_V2.txt",
              "Cluster_ID\tCluster_Description\tSNOMED_code\nAST_COD\tAsthma\t195967001\n");
        write("maps/f_vtm2_3010419.xml",
              "<VIRTUAL_THERAPEUTIC_MOIETIES><VTM><VTMID>39712000001101</VTMID><NM>Metformin</NM>"
              "<VTMIDPREV>39711000001103</VTMIDPREV></VTM></VIRTUAL_THERAPEUTIC_MOIETIES>");
    }

    LoadedTables load_cached() const
    {
        const std::array directories{directory() / "maps"};
        return load_map_tables(directories, cache(), 0);
    }
    std::filesystem::path cache() const { return directory() / "cache"; }
    std::string cached() const { return read_whole(cache()); }

    /// Checks that the tables say what the files do.
    static void expect_whole(const LoadedTables& loaded)
    {
        const MapTables& tables = loaded.tables;
        constexpr ConceptId asthma{195967001};
        EXPECT_TRUE(loaded.image.has_value());
        EXPECT_EQ(tables.read2.map.find(*code_key("H33..", "00")).size(), 1U);
        EXPECT_NE(tables.descriptions.worded(asthma, "Asthma"), nullptr);
        EXPECT_EQ(tables.drugs.find(System::emis_drug, "M1").size(), 1U);
        EXPECT_EQ(tables.hierarchy.is_a(asthma, {64572001}), Subsumption::yes);
        EXPECT_EQ(tables.concepts.active(asthma), false);
        EXPECT_EQ(tables.history.of(asthma).size(), 1U);
        EXPECT_TRUE(tables.clusters.contains("AST_COD", asthma));
        EXPECT_EQ(tables.dmd.find({39711000001103}).now, ConceptId{39712000001101});
        EXPECT_EQ(tables.catalogue.size(), 8U);
    }
};

TEST_F(MapsCacheTest, SaysWhatTheFilesSay)
{
    expect_whole(load_cached());
    const std::string first = cached();
    const LoadedTables again = load_cached();
    expect_whole(again);
    EXPECT_EQ(cached(), first) << "it was looked at, and not made again";
    const std::array directories{directory() / "maps"};
    const MapTables read = read_map_tables(find_release_files(directories));
    EXPECT_EQ(again.tables.fingerprint, read.fingerprint);
    for (std::size_t i = 0; i < read.catalogue.size(); ++i) {
        EXPECT_EQ(again.tables.catalogue[i].digest, read.catalogue[i].digest);
        EXPECT_EQ(again.tables.catalogue[i].assured, read.catalogue[i].assured);
        EXPECT_EQ(again.tables.catalogue[i].active, read.catalogue[i].active);
    }
}

TEST_F(MapsCacheTest, IsMadeAnewWhereTheReleasesAreOthers)
{
    static_cast<void>(load_cached());
    write("maps/" + std::string{read2_file}, read2_rows({"G20.. 00 195967001 assured"}));
    const LoadedTables loaded = load_cached();
    EXPECT_TRUE(loaded.tables.read2.map.find(*code_key("H33..", "00")).empty());
    EXPECT_EQ(loaded.tables.read2.map.find(*code_key("G20..", "00")).size(), 1U);
    std::filesystem::remove(directory() / "maps" / read2_file);
    EXPECT_EQ(load_cached().tables.catalogue.size(), 7U);
}

TEST_F(MapsCacheTest, IsMadeAnewWhereAnyByteOfItIsDamagedOrMissing)
{
    static_cast<void>(load_cached());
    const std::string whole = cached();
    for (std::size_t at = 0; at < whole.size(); at += 13) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        write_whole(cache(), damaged);
        expect_whole(load_cached());
        EXPECT_EQ(cached(), whole) << at;
    }
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{5}, std::size_t{128}, whole.size() - 1}) {
        write_whole(cache(), whole.substr(0, size));
        expect_whole(load_cached());
        EXPECT_EQ(cached(), whole) << size;
    }
    write_whole(cache(), whole + "more");
    expect_whole(load_cached());
    EXPECT_EQ(cached(), whole);
}

TEST_F(MapsCacheTest, LeavesNothingBesideIt)
{
    static_cast<void>(load_cached());
    for (const auto& entry : std::filesystem::directory_iterator{directory()}) {
        EXPECT_TRUE(entry.path() == cache() || entry.path() == directory() / "maps")
            << entry.path();
    }
}

TEST_F(MapsCacheTest, IsNotMadeOfReleasesThatAreReadInAMoment)
{
    const std::array directories{directory() / "maps"};
    EXPECT_FALSE(load_map_tables(directories, cache()).image.has_value());
    EXPECT_FALSE(std::filesystem::exists(cache()));
}

TEST_F(MapsCacheTest, StopsTheCommandWhereItCannotBeWritten)
{
    const std::array directories{directory() / "maps"};
    EXPECT_THROW(load_map_tables(directories, directory() / "nowhere" / "cache", 0), Error);
}

TEST(Image, KeepsArraysInPlaceAndRefusesWhatDoesNotFitItsFrame)
{
    const std::array<std::uint64_t, 3> numbers{1, 2, 3};
    ImageWriter into;
    into.add(std::span<const std::uint64_t>{numbers});
    into.add_text("text");
    ImageReader from{into.bytes()};
    EXPECT_EQ(from.column<std::uint64_t>().size(), 3U);
    EXPECT_EQ(from.text(), "text");
    EXPECT_TRUE(from.sound());
    ImageReader wrong{into.bytes()};
    EXPECT_THAT(wrong.column<std::uint32_t>().all(), IsEmpty()) << "elements of another size";
    EXPECT_FALSE(wrong.sound());
    ImageReader cut{into.bytes().substr(0, 20)};
    EXPECT_THAT(cut.column<std::uint64_t>().all(), IsEmpty());
    EXPECT_FALSE(cut.sound());
}

} // namespace
} // namespace ferry::terminology

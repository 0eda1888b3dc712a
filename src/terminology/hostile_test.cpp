#include <algorithm>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "terminology/test_rows.hpp"

/// What holds for every kind of release file, whatever is wrong with the file.
namespace ferry::terminology {
namespace {

using testing::HasSubstr;

/// The least good file of each kind.
struct Sample {
    ReleaseKind kind;
    std::string_view name;
    std::string_view text;
};

// clang-format off
constexpr std::array samples{
    Sample{ReleaseKind::read2_map, "rcsctmap2_uk_20200401000001.txt",
        "ReadCode\tTermCode\tConceptId\tDescriptionId\tIS_ASSURED\tMapStatus\n"
        "H33..\t00\t195967001\t1001016\t1\t1\n"},
    Sample{ReleaseKind::ctv3_map, "ctv3sctmap2_uk_20200401000001.txt",
        "CTV3_CONCEPTID\tCTV3_TERMID\tCTV3_TERMTYPE\tSCT_CONCEPTID\tSCT_DESCRIPTIONID\tMAPSTATUS\t"
        "IS_ASSURED\nH33..\tY0001\tP\t195967001\t\t1\t1\n"},
    Sample{ReleaseKind::read2_alternates, "codesWithValues_AlternateMaps_READ2_20200401.txt",
        "READCODE\tTERMCODE\tCONCEPTID\tDESCRIPTIONID\tUSE\n2469.\t00\t195967001\t\tY\n"},
    Sample{ReleaseKind::ctv3_alternates, "codesWithValues_AlternateMaps_CTV3_20200401.txt",
        "CTV3_CONCEPTID\tCTV3_TERMID\tCONCEPTID\tDESCRIPTIONID\tUSE\n"
        "2469.\tY0001\t195967001\t\tY\n"},
    Sample{ReleaseKind::descriptions, "sct2_Description_Snapshot-en_GB_20200401.txt",
        "id\teffectiveTime\tactive\tconceptId\ttypeId\tterm\n"
        "1001016\t20200401\t1\t195967001\t900000000000013009\tAsthma\n"},
    Sample{ReleaseKind::drug_products, "dmd_products.txt",
        "PRODUCTID\tNM\tEMIS_CODEID\tEMIS_LEGACY\tMULTILEX\n39711000001103\tMetformin\tM1\t\t\n"},
    Sample{ReleaseKind::concepts, "sct2_Concept_Snapshot_GB_20200401.txt",
        "id\teffectiveTime\tactive\n195967001\t20200401\t1\n"},
    Sample{ReleaseKind::relationships, "sct2_Relationship_Snapshot_GB_20200401.txt",
        "id\teffectiveTime\tactive\tsourceId\tdestinationId\ttypeId\n"
        "100022\t20200401\t1\t195967001\t64572001\t116680003\n"},
    Sample{ReleaseKind::language, "der2_cRefset_LanguageSnapshot-en_GB_20200401.txt",
        "effectiveTime\tactive\trefsetId\treferencedComponentId\tacceptabilityId\n"
        "20200401\t1\t999001261000000100\t1001016\t900000000000548007\n"},
    Sample{ReleaseKind::associations, "der2_cRefset_AssociationSnapshot_GB_20200401.txt",
        "effectiveTime\tactive\trefsetId\treferencedComponentId\ttargetComponentId\n"
        "20200401\t1\t900000000000527005\t195967001\t64572001\n"},
    Sample{ReleaseKind::substitutions, "xres2_HistorySubstitutionTable_Concepts_GB_20200401.txt",
        "OLDCONCEPTID\tNEWCONCEPTID\tISAMBIGUOUS\n195967001\t64572001\t0\n"},
    Sample{ReleaseKind::modules, "der2_ssRefset_ModuleDependencySnapshot_GB_20200401.txt",
        "effectiveTime\tactive\tmoduleId\treferencedComponentId\tsourceEffectiveTime\t"
        "targetEffectiveTime\n20200401\t1\t999000011000000103\t900000000000207008\t20200401\t"
        "20200131\n"},
    Sample{ReleaseKind::clusters, "20200401_PCD_Refset_Content_V2.txt",
        "Cluster_ID\tCluster_Description\tSNOMED_code\nAST_COD\tAsthma\t195967001\n"},
    Sample{ReleaseKind::reference_sets, "der2_cRefset_PrimaryCareSnapshot_GB_20200401.txt",
        "effectiveTime\tactive\trefsetId\treferencedComponentId\n"
        "20200401\t1\t999004211000000100\t195967001\n"},
    Sample{ReleaseKind::dmd_moieties, "f_vtm2_3010419.xml",
        "<VIRTUAL_THERAPEUTIC_MOIETIES><VTM><VTMID>39711000001103</VTMID><NM>A</NM></VTM>"
        "</VIRTUAL_THERAPEUTIC_MOIETIES>"},
    Sample{ReleaseKind::dmd_products, "f_vmp2_3010419.xml",
        "<VIRTUAL_MED_PRODUCTS><VMPS><VMP><VPID>39711000001103</VPID><NM>A</NM></VMP></VMPS>"
        "</VIRTUAL_MED_PRODUCTS>"},
    Sample{ReleaseKind::dmd_brands, "f_amp2_3010419.xml",
        "<ACTUAL_MEDICINAL_PRODUCTS><AMP><APID>39711000001103</APID><DESC>A</DESC></AMP>"
        "</ACTUAL_MEDICINAL_PRODUCTS>"},
    Sample{ReleaseKind::dmd_packs, "f_vmpp2_3010419.xml",
        "<VIRTUAL_MED_PRODUCT_PACK><VMPP><VPPID>39711000001103</VPPID><NM>A</NM></VMPP>"
        "</VIRTUAL_MED_PRODUCT_PACK>"},
    Sample{ReleaseKind::dmd_brand_packs, "f_ampp2_3010419.xml",
        "<ACTUAL_MEDICINAL_PROD_PACKS><AMPP><APPID>39711000001103</APPID><NM>A</NM></AMPP>"
        "</ACTUAL_MEDICINAL_PROD_PACKS>"},
    Sample{ReleaseKind::dmd_substances, "f_ingredient2_3010419.xml",
        "<INGREDIENT_SUBSTANCES><ING><ISID>39711000001103</ISID><NM>A</NM></ING>"
        "</INGREDIENT_SUBSTANCES>"},
    Sample{ReleaseKind::dmd_lookups, "f_lookup2_3010419.xml",
        "<LOOKUP><FORM><INFO><CD>39711000001103</CD><DESC>A</DESC></INFO></FORM></LOOKUP>"},
};
// clang-format on

class HostileTest : public CodeMapsTest {
protected:
    /// Loads one file with this text: true if it could be, false if it was refused with
    /// an InputError that names it. Anything else fails the test.
    bool loads(const Sample& sample, std::string_view text) const
    {
        write(sample.name, text);
        try {
            return load().catalogue().size() == 1;
        } catch (const InputError& refused) {
            EXPECT_THAT(refused.what(), HasSubstr(std::string{sample.name}));
            return false;
        }
    }
    void done(const Sample& sample) const { std::filesystem::remove(directory() / sample.name); }
};

TEST_F(HostileTest, HasASampleOfEveryKindThatIsRead)
{
    ASSERT_EQ(samples.size(), release_kinds.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(samples[i].kind), i);
        EXPECT_EQ(recognised(samples[i].name), samples[i].kind) << samples[i].name;
        EXPECT_TRUE(loads(samples[i], samples[i].text)) << samples[i].name;
        done(samples[i]);
    }
}

TEST_F(HostileTest, RefusesOrReadsAFileThatIsCutAtAnyByte)
{
    for (const Sample& sample : samples) {
        for (std::size_t size = 0; size < sample.text.size(); ++size) {
            const bool loaded = loads(sample, sample.text.substr(0, size));
            const bool only_header = sample.text.find('\n') + 1 == size;
            const bool xml = sample.text.starts_with('<');
            EXPECT_FALSE(loaded && xml) << sample.name << " cut at " << size;
            EXPECT_FALSE(only_header && !xml && !loaded) << sample.name << ": no rows are no fault";
        }
        done(sample);
    }
}

TEST_F(HostileTest, RefusesAFileWithoutOneOfItsColumns)
{
    for (const Sample& sample : samples) {
        if (sample.text.starts_with('<')) {
            continue;
        }
        const auto header = sample.text.substr(0, sample.text.find('\n'));
        for (const auto column : split(header, '\t')) {
            std::string changed{sample.text};
            changed[static_cast<std::size_t>(column.data() - sample.text.data())] = '#';
            EXPECT_FALSE(loads(sample, changed)) << sample.name << " without " << column;
        }
        done(sample);
    }
}

TEST_F(HostileTest, RefusesALineLongerThanAnyReleaseHas)
{
    for (const Sample& sample : samples) {
        if (!sample.text.starts_with('<')) {
            const std::string line(std::size_t{2} << 20U, 'x');
            EXPECT_FALSE(loads(sample, std::string{sample.text} + line)) << sample.name;
            done(sample);
        }
    }
}

TEST_F(HostileTest, TakesARowThatStandsTwiceForOne)
{
    for (const Sample& sample : samples) {
        const bool xml = sample.text.starts_with('<');
        if (!xml) {
            const auto rows = sample.text.substr(sample.text.find('\n') + 1);
            write(sample.name, sample.text);
            const std::string once = load().fingerprint();
            write(sample.name, std::string{sample.text} + std::string{rows});
            EXPECT_EQ(load().fingerprint(), once) << sample.name;
            done(sample);
        }
    }
}

RC_GTEST_FIXTURE_PROP(HostileTest, IsReadOrRefusedWhateverBytesAreChanged, ())
{
    const auto& sample = samples[*rc::gen::inRange<std::size_t>(0, samples.size())];
    std::string text{sample.text};
    const int changes = *rc::gen::inRange(1, 4);
    for (int i = 0; i < changes; ++i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
        text[at] = *rc::gen::arbitrary<char>();
    }
    static_cast<void>(loads(sample, text));
    done(sample);
}

} // namespace
} // namespace ferry::terminology

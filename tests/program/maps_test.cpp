#include "base/files.hpp"
#include "program/small_migration.hpp"

/// The terminology of a migration, from outside: catalogue, history, frozen versions.
namespace ferry::program {
namespace {

using Json = nlohmann::json;

constexpr const char* old_drug = "39711000001103";
constexpr const char* new_drug = "39712000001101";

class ProgramMaps : public SmallMigration {
protected:
    ProgramMaps()
    {
        practice_.add_drug("met", {
                                      {"Term",             "Metformin"},
                                      {"DmdProductCodeId", old_drug   }
        });
        practice_.add("Prescribing_DrugRecord", {
                                                    {"DrugRecordGuid",   "m1"    },
                                                    {"PatientGuid",      "p1"    },
                                                    {"CodeId",           "met"   },
                                                    {"PrescriptionType", "Repeat"}
        });
        practice_.add_code("cough", {
                                        {"Term",       "Chesty cough"},
                                        {"ReadTermId", "171"         }
        });
        practice_.add("CareRecord_Observation",
                      {
                          {"ObservationGuid", "obs4" },
                          {"PatientGuid",     "p2"   },
                          {"CodeId",          "cough"}
        });
        practice_.write(folder_ / "coded");
        write_read_map("28743005");
        write("readme.md", "mine");
        write("sct2_Concept_Snapshot_GB_20260401.txt",
              "id\teffectiveTime\tactive\n195967001\t20260401\t0\n28743005\t20260401\t1\n");
        write("der2_cRefset_AssociationSnapshot_GB_20260401.txt",
              "effectiveTime\tactive\trefsetId\treferencedComponentId\ttargetComponentId\n"
              "20260401\t1\t900000000000527005\t195967001\t64572001\n");
        write("sct2_Description_Snapshot-en_GB_20260401.txt",
              "id\teffectiveTime\tactive\tconceptId\ttypeId\tterm\n"
              "1001016\t20260401\t1\t64572001\t900000000000003001\tDisorder (disorder)\n");
        write(
            "f_vmp2_3010426.xml",
            std::string{"<VIRTUAL_MED_PRODUCTS><VMPS><VMP><VPID>"} + new_drug +
                "</VPID><VPIDPREV>" + old_drug +
                "</VPIDPREV><NM>Metformin 500mg tablets</NM></VMP></VMPS></VIRTUAL_MED_PRODUCTS>");
    }

    void write(const std::string& name, const std::string& content) const
    {
        std::filesystem::create_directories(folder_ / "maps");
        write_whole(folder_ / "maps" + "/" + name, content);
    }

    void write_read_map(const std::string& target) const
    {
        write("rcsctmap2_uk_20260401000001.txt",
              "MapId\tReadCode\tTermCode\tConceptId\tDescriptionId\tIS_ASSURED\tEffectiveDate\t"
              "MapStatus\n{0}\t171..\t00\t" +
                  target + "\t\t1\t20260401\t1\n");
    }

    Ended pass(const Words& more = {}) const
    {
        Words words{"pass",   workspace(),      "--extract", folder_ / "coded",
                    "--maps", folder_ / "maps", "--by",      "Ada"};
        words.insert(words.end(), more.begin(), more.end());
        return ferry(words);
    }

    Json maps() const { return ferry({"maps", workspace(), "--json"}).json(); }

    Json map_of(const std::string& kind) const
    {
        const Json told = maps(); // which the loop must not outlive
        for (const Json& map : told["maps"]) {
            if (map["kind"] == kind) {
                return map;
            }
        }
        return {};
    }

    Json standing_of(const std::string& code) const
    {
        const Json told = maps();
        for (const Json& standing : told["standings"]) {
            if (standing["code"] == code) {
                return standing;
            }
        }
        return {};
    }
};

TEST_F(ProgramMaps, AreExplainedByOriginVersionAssuranceAndWhatWentThroughThem)
{
    ASSERT_EQ(ferry(new_words()).status, 0);
    ASSERT_EQ(pass().status, 1);
    EXPECT_EQ(maps()["maps"].size(), 5U);
    EXPECT_EQ(maps()["frozen"]["by"], "Ada");
    EXPECT_EQ(maps()["frozen"]["pass"], 1);
    const Json read = map_of("read2_map");
    EXPECT_EQ(read["file"], "rcsctmap2_uk_20260401000001.txt");
    EXPECT_EQ(read["version"], "2026-04-01");
    EXPECT_EQ(read["rows"], 1);
    EXPECT_EQ(read["assured"], 1);
    EXPECT_EQ(read["entries"], 1);
    EXPECT_EQ(read["rules"][0]["rule"], "read2-map");
    EXPECT_EQ(read["digest"].get<std::string>().size(), 64U);
    EXPECT_TRUE(map_of("concepts")["assured"].is_null());
    EXPECT_EQ(map_of("dmd_products")["entries"], 1);
    EXPECT_EQ(map_of("dmd_products")["version"], "2026-04-01");
    ASSERT_EQ(maps()["notes"].size(), 1U);
    EXPECT_NE(maps()["notes"][0].get<std::string>().find("readme.md was not read: the name"),
              std::string::npos);
    const std::string text = ferry({"maps", workspace()}).out;
    EXPECT_NE(text.find("1 of them assured"), std::string::npos) << text;
}

TEST_F(ProgramMaps, ShowTheHistoryOfACodeAndLeaveItAsItIs)
{
    ASSERT_EQ(ferry(new_words()).status, 0);
    ASSERT_EQ(pass().status, 1);
    const Json inactive = standing_of("195967001");
    EXPECT_EQ(inactive["rule"], "source-snomed-inactive");
    EXPECT_EQ(inactive["entries"], 2) << "obs3 is held";
    EXPECT_EQ(inactive["leads"][0]["how"], "same as");
    EXPECT_EQ(inactive["leads"][0]["code"], "64572001");
    EXPECT_EQ(inactive["leads"][0]["term"], "Disorder (disorder)");
    const Json changed = standing_of(old_drug);
    EXPECT_EQ(changed["rule"], "dmd-changed-id");
    EXPECT_EQ(changed["leads"][0]["code"], new_drug);
    const Json record =
        ferry({"record", workspace(), PracticeRows::guid_of("p1"), "--side", "target", "--json"})
            .json();
    const std::string items = record.dump();
    EXPECT_EQ(items.find("64572001"), std::string::npos) << "no successor in anybody's record";
    EXPECT_NE(items.find("195967001"), std::string::npos);
    EXPECT_NE(items.find(new_drug), std::string::npos);
    EXPECT_NE(items.find(old_drug), std::string::npos) << "the source's own id is kept";
}

TEST_F(ProgramMaps, AreNotNeededToReadTheRecordsAgain)
{
    ASSERT_EQ(ferry(new_words()).status, 0);
    ASSERT_EQ(pass().status, 1);
    std::filesystem::remove_all(folder_ / "maps");
    const Json again = ferry({"reconcile", workspace(), "--json"}).json();
    EXPECT_EQ(again["items"], again["agree"]);
    EXPECT_TRUE(again["differ"].empty());
}

TEST_F(ProgramMaps, AreFrozenWithTheFirstPassThatHasSome)
{
    ASSERT_EQ(ferry(new_words()).status, 0);
    ASSERT_EQ(ferry({"pass", workspace(), "--extract", folder_ / "coded"}).status, 1);
    EXPECT_TRUE(maps()["frozen"].is_null()) << "a pass without maps freezes nothing";
    ASSERT_EQ(pass().status, 1);
    write_read_map("68154008");
    expect_refusal(pass(), 3, {"held to since pass 2", "by Ada", "--against", "--new-maps"});
    EXPECT_EQ(maps()["pass"], 2) << "the refused pass never began";
    ASSERT_EQ(pass({"--new-maps"}).status, 1);
    EXPECT_EQ(maps()["frozen"]["pass"], 3);
    ASSERT_EQ(pass().status, 1) << "and the new ones are the frozen ones now";
}

TEST_F(ProgramMaps, OfANewerReleaseShowWhatTheyWouldChangeAndChangeNothing)
{
    ASSERT_EQ(ferry(new_words()).status, 0);
    ASSERT_EQ(pass().status, 1);
    const Words against{"maps", workspace(), "--against", folder_ / "maps", "--json"};
    EXPECT_EQ(ferry(against).status, 0);
    EXPECT_EQ(ferry(against).json()["same"], true);
    const std::string before = maps().dump();
    write_read_map("68154008");
    write("sct2_Concept_Snapshot_GB_20260401.txt",
          "id\teffectiveTime\tactive\n195967001\t20260401\t1\n");
    const auto told = ferry(against);
    EXPECT_EQ(told.status, 1);
    const Json changes = told.json();
    EXPECT_EQ(changes["items"], 3);
    ASSERT_EQ(changes["changes"].size(), 2U) << told.out;
    EXPECT_EQ(changes["changes"][0]["code"], "195967001");
    EXPECT_EQ(changes["changes"][0]["items"], 2);
    EXPECT_EQ(changes["changes"][0]["now"]["rule"], "source-snomed-inactive");
    EXPECT_EQ(changes["changes"][0]["then"]["rule"], "source-snomed");
    EXPECT_EQ(changes["changes"][1]["code"], "171..00");
    EXPECT_EQ(changes["changes"][1]["term"], "Chesty cough");
    EXPECT_EQ(changes["changes"][1]["now"]["code"], "28743005");
    EXPECT_EQ(changes["changes"][1]["then"]["code"], "68154008");
    EXPECT_EQ(maps().dump(), before);
    EXPECT_NE(ferry({"maps", workspace(), "--against", folder_ / "maps"})
                  .out.find("3 source items with 2 codes would come across otherwise"),
              std::string::npos);
}

/// Every code would stay text.
TEST_F(ProgramMaps, ThatAreNotThereAreRefused)
{
    ASSERT_EQ(ferry(new_words()).status, 0);
    std::filesystem::create_directory(folder_ / "nothing");
    Words words = pass_words();
    words.insert(words.end(), {"--maps", folder_ / "nothing"});
    expect_refusal(ferry(words), 3, {"/nothing: no file of a terminology release"});
}

TEST_F(ProgramMaps, ThatAreDamagedAreRefusedWithFileAndLine)
{
    ASSERT_EQ(ferry(new_words()).status, 0);
    write("f_vmp2_3010426.xml", "<!DOCTYPE x SYSTEM \"http://example.org/x\"><x/>");
    expect_refusal(pass(), 3, {"f_vmp2_3010426.xml:1", "document type declaration"});
    expect_refusal(ferry({"maps", workspace()}), 2, {"no pass has run yet"});
}

} // namespace
} // namespace ferry::program

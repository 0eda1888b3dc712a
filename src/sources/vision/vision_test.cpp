#include "sources/vision/description.hpp"

#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "support/folder.hpp"
#include "support/run.hpp"
#include "support/shown.hpp"
#include "support/tiny_bulk.hpp"

namespace ferry::sources {
namespace {

using support::Cells;
using testing::HasSubstr;

class Vision : public testing::Test {
protected:
    void journal(std::string subset, Cells more = {})
    {
        more["SUBSET"] = std::move(subset);
        more.emplace("CODE", "H33..00");
        more.emplace("RUBRIC", "Asthma");
        if (extract_.header("journal").size() > 30) { // the test pack has no such column
            more.emplace("SNOMED_CODE", "195967001");
        }
        extract_.add("journal", more);
    }
    support::TinyExtract& extract() { return extract_; }
    void use_layout(std::string_view layout)
    {
        extract_ = support::tiny_vision(vision_csv(), layout);
    }

    support::Run& run()
    {
        if (!run_) {
            folder_.emplace();
            extract_.write(folder_->path());
            run_.emplace(support::described_by(vision_csv()), folder_->path());
            EXPECT_EQ(run_->breach(), "");
        }
        return *run_;
    }
    std::vector<support::ShownItem> items(ItemType type)
    {
        return support::items_of(run().patient(support::main_patient).mapped->record, type);
    }
    /// The first item of the type; an empty one and a failure if there is none.
    support::ShownItem first(ItemType type)
    {
        const auto all = items(type);
        EXPECT_FALSE(all.empty()) << name_of(type);
        return all.empty() ? support::ShownItem{} : all.front();
    }
    /// What is said of the extract with its files named so, {} standing for the table.
    std::string named(const std::string& usual, const std::string& referrals)
    {
        folder_.emplace();
        const support::Folder written;
        extract_.write(written.path());
        for (const std::string& table : extract_.tables()) {
            std::string name = table == "referral" ? referrals : usual;
            name.replace(name.find("{}"), 2, table);
            std::filesystem::rename(written.path() / support::TinyExtract::file_name(table),
                                    folder_->path() / name);
        }
        try {
            const support::Run taken{support::described_by(vision_csv()), folder_->path()};
            const auto& questions = taken.manifest().questions;
            return questions.empty() ? "was taken" : questions.front().cause;
        } catch (const InputError& refused) {
            return refused.what();
        }
    }

private:
    support::TinyExtract extract_ = support::tiny_vision(vision_csv());
    std::optional<support::Folder> folder_;
    std::optional<support::Run> run_;
};

TEST_F(Vision, TellsItsLayoutsByWhatIsInTheFiles)
{
    journal("C");
    EXPECT_EQ(run().manifest().layout, "vision-csv live");
}

TEST_F(Vision, ReadsTheTestPackToo)
{
    use_layout("test-pack");
    journal("C", {
                     {"TEXT", "wheezy"}
    });
    EXPECT_EQ(run().manifest().layout, "vision-csv test-pack");
    EXPECT_EQ(first(ItemType::observation).at("text"), "wheezy");
    EXPECT_EQ(run().count(Outcome::held), 0);
}

TEST_F(Vision, TellsStaffFilesOfOneWidthApart)
{
    const support::Folder folder;
    auto tiny = support::tiny_vision(vision_csv(), "test-pack");
    for (const auto* table : {"journal", "patient", "encounter", "referral", "practice"}) {
        tiny.text(table).clear();
    }
    tiny.write(folder.path());
    const support::Run read{support::described_by(vision_csv()), folder.path()};
    EXPECT_EQ(read.manifest().layout, "vision-csv test-pack");
}

TEST_F(Vision, MakesOfEachSubsetItsKind)
{
    const std::pair<const char*, ItemType> kinds[] = {
        {"P", ItemType::problem    },
        {"A", ItemType::medication },
        {"S", ItemType::issue      },
        {"L", ItemType::allergy    },
        {"C", ItemType::observation},
        {"T", ItemType::observation},
    };
    for (const auto& [subset, type] : kinds) {
        journal(subset, {
                            {"DMD_CODE", "325278007"}
        });
    }
    std::int64_t line = 1;
    for (const auto& [subset, type] : kinds) {
        EXPECT_EQ(run().fate("journal", line++).type, type) << subset;
    }
}

TEST_F(Vision, HoldsARowWhoseSubsetSaysNothingKnown)
{
    for (const auto* subset : {"", "Q", "a", "RR"}) {
        journal(subset, {
                            {"CODE",   "SN52.00"           },
                            {"RUBRIC", "Penicillin allergy"}
        });
    }
    for (std::int64_t line = 1; line <= 4; ++line) {
        EXPECT_EQ(run().fate("journal", line).outcome, Outcome::held) << line;
        EXPECT_EQ(run().fate("journal", line).cause, "bad_value:journal.SUBSET") << line;
    }
    EXPECT_TRUE(items(ItemType::observation).empty());
}

TEST_F(Vision, HoldsARepeatActiveThatHasNoEnd)
{
    journal("R", {
                     {"DMD_CODE",     "325278007"},
                     {"TEXT",         "one a day"},
                     {"VALUE1",       "28"       },
                     {"VALUE1_UNITS", "tablet"   }
    });
    journal("R", {
                     {"DMD_CODE", "325278007"},
                     {"END_DATE", "20100401" }
    });
    const auto found = items(ItemType::medication);
    EXPECT_EQ(found.at(0).at("status"), "awaiting_reauthorisation");
    EXPECT_EQ(found.at(0).at("dose"), "one a day");
    EXPECT_EQ(found.at(0).at("quantity") + found.at(0).at("quantity_unit"), "28tablet");
    EXPECT_EQ(found.at(1).at("status"), "past");
    EXPECT_EQ(found.at(1).at("end_date"), "2010-04-01");
}

TEST_F(Vision, LinksConsultationAndProblemsInOneCell)
{
    extract().add("encounter", {
                                   {"ID", "7"}
    });
    journal("P", {
                     {"ID", "11"}
    });
    journal("P", {
                     {"ID", "12"}
    });
    journal("C", {
                     {"LINKS", "E7|11|12|99"}
    });
    const auto found = first(ItemType::observation);
    EXPECT_EQ(found.at("consultation"), "{P-1}/7");
    EXPECT_EQ(found.at("problem"), "{P-1}/11");
    EXPECT_EQ(found.at("further_problems"), "{P-1}/12");
    EXPECT_EQ(found.at("loose_links"), "problem=99");
}

TEST_F(Vision, MakesOneItemOfTwoValues)
{
    journal("C", {
                     {"VALUE1_NAME",  "SYSTOLIC" },
                     {"VALUE1",       "120"      },
                     {"VALUE2_NAME",  "DIASTOLIC"},
                     {"VALUE2",       "80"       },
                     {"VALUE1_UNITS", "mmHg"     },
                     {"VALUE2_UNITS", "mmHg"     }
    });
    journal("C", {
                     {"VALUE1_NAME", "NUM_RESULT"},
                     {"VALUE1",      "5"         },
                     {"VALUE2_NAME", "OTHER"     },
                     {"VALUE2",      "6"         }
    });
    const auto pressure = first(ItemType::blood_pressure);
    EXPECT_EQ(pressure.at("systolic") + "/" + pressure.at("diastolic") + pressure.at("unit"),
              "120/80mmHg");
    EXPECT_EQ(pressure.at("text"), "");
    const auto other = first(ItemType::observation);
    EXPECT_EQ(other.at("value"), "5");
    EXPECT_EQ(other.at("text"), "Second value is: OTHER; Second value: 6");
}

TEST_F(Vision, DoesNotSayThatAVaccineWasGivenThatWasNot)
{
    journal("I", {
                     {"ENTITY",      "IMMS" },
                     {"IMMS_STATUS", "Given"}
    });
    journal("I", {
                     {"ENTITY",      "IMMS"   },
                     {"IMMS_STATUS", "Refusal"}
    });
    journal("I", {
                     {"ENTITY",      "WEIGHT"},
                     {"VALUE1_NAME", "WEIGHT"},
                     {"VALUE1",      "71.5"  }
    });
    EXPECT_EQ(items(ItemType::immunisation).size(), 1U);
    EXPECT_EQ(run().fate("journal", 2).rule, "immunisation-not-given");
    EXPECT_EQ(run().fate("journal", 3).rule, "immunisation-wrong-entity");
    const auto found = items(ItemType::observation);
    EXPECT_THAT(found.at(0).at("text"), HasSubstr("Vaccination status: Refusal"));
    EXPECT_EQ(found.at(1).at("value"), "71.5");
    EXPECT_THAT(found.at(1).at("text"), HasSubstr("Entity: WEIGHT"));
}

TEST_F(Vision, KnowsThatSomeTimesAreNone)
{
    journal("C", {
                     {"TIME", "9999"}
    });
    journal("C", {
                     {"DATE", ""}
    });
    const auto found = items(ItemType::observation);
    EXPECT_EQ(found.at(0).at("date"), "2010-03-17");
    EXPECT_EQ(found.at(1).at("date"), "");
    EXPECT_EQ(found.at(1).at("text"), "TIME: 1015");
    EXPECT_EQ(run().fate("journal", 2).outcome, Outcome::converted);
}

TEST_F(Vision, NamesTheTimeWhereTheTimeIsWrong)
{
    for (const auto* time : {"930", "2400"}) {
        journal("C", {
                         {"TIME", time}
        });
    }
    EXPECT_EQ(run().fate("journal", 1).cause, "bad_value:journal.TIME");
    EXPECT_EQ(run().fate("journal", 2).cause, "bad_value:journal.TIME");
}

TEST_F(Vision, LeavesWhatWasDeleted)
{
    journal("C", {
                     {"ACTION", "D"}
    });
    EXPECT_EQ(run().fate("journal", 1).rule, "policy-deleted-in-source");
}

TEST_F(Vision, CountsTheCheckSumsAgainstThePatients)
{
    const support::Folder folder;
    extract().write(folder.path());
    const auto file = folder.path() / "FULL_Y00001_patient_check_sum_data_extract-1.csv";
    write_whole(file, "\"{P-1}\",4711,0815\n");
    const support::Run agreed{support::described_by(vision_csv()), folder.path()};
    EXPECT_TRUE(agreed.manifest().questions.empty());
    write_whole(file, "\"{P-1}\",4711,0815\n\"{P-2}\",1,2\n");
    const support::Run other{support::described_by(vision_csv()), folder.path()};
    ASSERT_EQ(other.manifest().questions.size(), 1U);
    EXPECT_EQ(other.manifest().questions[0].cause, "check_sum:patient_check_sum");
    EXPECT_EQ(other.manifest().questions[0].what,
              "patient_check_sum has rows for 1 whom nobody knows ({P-2})");
    EXPECT_EQ(other.breach(), "");
}

TEST_F(Vision, DoesNotTakeTwoCheckSumsOfOnePatientForThoseOfTwo)
{
    const support::Folder folder;
    extract().add("patient", {
                                 {"PID", "{P-2}"}
    });
    extract().write(folder.path());
    write_whole(folder.path() / "FULL_Y00001_patient_check_sum_data_extract-1.csv",
                "\"{P-1}\",4711,0815\n\"{P-1}\",4711,0815\n");
    const support::Run odd{support::described_by(vision_csv()), folder.path()};
    ASSERT_EQ(odd.manifest().questions.size(), 1U);
    EXPECT_EQ(odd.manifest().questions[0].count, 2);
    EXPECT_EQ(odd.manifest().questions[0].what,
              "patient_check_sum has no row for 1 of 2 patients ({P-2}), several rows for 1 of 2 "
              "patients ({P-1})");
}

TEST_F(Vision, ReadsFilesOfOnePracticeAndOneTime)
{
    const std::string usual = "FULL_Y00001_{}_data_extract-2026-09-30-000500.csv";
    EXPECT_EQ(named(usual, usual), "was taken");
    EXPECT_THAT(named(usual, "INCREMENTAL_Y00001_{}_data_extract-2026-09-30-000500.csv"),
                HasSubstr("the whole extract is needed"));
    EXPECT_THAT(named(usual, "FULL_Y00002_{}_data_extract-2026-09-30-000500.csv"),
                HasSubstr("one practice at a time"));
    EXPECT_EQ(named(usual, "FULL_Y00001_{}_data_extract-2026-10-07-000500.csv"),
              "mixed_times:2026-10-07-000500");
}

} // namespace
} // namespace ferry::sources

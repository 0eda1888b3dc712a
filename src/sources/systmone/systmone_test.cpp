#include "sources/systmone/test_systmone.hpp"

#include <map>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "base/error.hpp"
#include "base/files.hpp"

namespace ferry::sources {
namespace {

using testing::HasSubstr;

class SystmOneLists : public SystmOne {
protected:
    /// What the refusal says of an extract whose list has these lines on SRCode.
    std::string refusal(std::initializer_list<std::string_view> lines)
    {
        std::string list{header};
        for (const std::string& table : extract().tables()) {
            std::string name = support::TinyExtract::file_name(table);
            name.resize(name.size() - 4);
            list += table == "SRCode" ? "" : name + ",N,N,,20260930_0200\r\n";
        }
        for (const std::string_view line : lines) {
            list += std::string{line} + "\r\n";
        }
        return refusal_of_list(list);
    }
    std::string refusal_of_list(std::string_view list)
    {
        const support::Folder folder;
        extract().write(folder.path());
        write_whole(folder.path() / "SRManifest.csv", list);
        try {
            const support::Run taken{support::described_by(systmone_csv()), folder.path()};
        } catch (const InputError& refused) {
            return refused.what();
        }
        return "was taken";
    }
    static constexpr std::string_view header =
        "FileName,IsDelta,IsReference,DateExtractFrom,DateExtractTo\r\n";
};

constexpr std::string_view code_file = "1-2_SRCode_20260930020000_AAAA";

TEST_F(SystmOne, TakesPlaceholdersForNoValueOnlyWhereTheRowIsNotNumeric)
{
    struct Case {
        const char* numeric;
        const char* value;
        const char* expected;
    };
    constexpr Case cases[] = {
        {"true",  "0",    "0" },
        {"true",  "-1",   "-1"},
        {"false", "0",    ""  },
        {"false", "-1.0", ""  },
        {"",      "0.0",  ""  },
        {"false", "5",    "5" },
    };
    for (const Case& one : cases) {
        code("H33..", "Asthma",
             {
                 {"IsNumeric",    one.numeric},
                 {"NumericValue", one.value  }
        });
    }
    const auto found = items(ItemType::observation);
    ASSERT_EQ(found.size(), std::size(cases));
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].at("value"), cases[i].expected) << i;
    }
}

TEST_F(SystmOne, HoldsAnyWordThatIsNeitherYesNorNo)
{
    constexpr std::pair<std::string_view, std::string_view> columns[] = {
        {"SRCode",                  "IsNumeric"           },
        {"SRPrimaryCareMedication", "IsRepeatMedication"  },
        {"SRPrimaryCareMedication", "IsHospitalMedication"},
        {"SRPrimaryCareMedication", "IsDentalMedication"  },
        {"SRPrimaryCareMedication", "IsOtherMedication"   },
        {"SRPrimaryCareMedication", "IsSupervised"        },
        {"SRAppointment",           "TelephoneAppointment"},
        {"SRAppointment",           "FollowUpAppointment" },
        {"SREvent",                 "ClinicalEvent"       },
        {"SREvent",                 "EventIncomplete"     },
        {"SRDrugSensitivity",       "FormulationSpecific" },
        {"SRReferralOut",           "ReReferral"          },
    };
    std::map<std::string_view, std::int64_t> lines;
    for (const auto& [table, column] : columns) {
        for (const std::string word : {"Y", "Yes", "no", "T"}) {
            extract().add(
                std::string{
                    table
            },
                {{std::string{column}, word}});
        }
    }
    for (const auto& [table, column] : columns) {
        for (int row = 0; row < 4; ++row) {
            const auto fate = run().fate(table, 2 + lines[table]++);
            EXPECT_EQ(fate.outcome, Outcome::held) << table << column;
            EXPECT_EQ(fate.cause, fmt::format("bad_value:{}.{}", table, column));
        }
    }
}

TEST_F(SystmOne, TakesYesAndNoInWhateverLetters)
{
    for (const std::string yes : {"true", "TRUE", "True", "1"}) {
        code("H33..", "Asthma",
             {
                 {"IsNumeric",    yes },
                 {"NumericValue", "-1"}
        });
        extract().add("SRAppointment", {
                                           {"TelephoneAppointment", yes}
        });
        extract().add("SREvent", {
                                     {"EventIncomplete", yes}
        });
    }
    extract().add("SREvent", {
                                 {"EventIncomplete", "FALSE"},
                                 {"ClinicalEvent",   "False"}
    });
    for (const auto& item : items(ItemType::observation)) {
        EXPECT_EQ(item.at("value"), "-1");
    }
    for (const auto& item : items(ItemType::appointment)) {
        EXPECT_EQ(item.at("mode_of_contact"), "Telephone");
    }
    const auto events = items(ItemType::consultation);
    ASSERT_EQ(events.size(), 5U);
    EXPECT_EQ(events[0].at("complete"), "false");
    EXPECT_EQ(events[4].at("complete"), "true");
    EXPECT_EQ(events[4].at("text"), "Clinical event: False");
}

TEST_F(SystmOne, DoesNotCallACourseAcuteOrEndedWhereNothingSaysSo)
{
    for (const std::string repeat : {"false", ""}) {
        extract().add("SRPrimaryCareMedication",
                      {
                          {"IsRepeatMedication", repeat     },
                          {"IDMultiLexDMD",      "325278007"}
        });
    }
    const auto found = items(ItemType::medication);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].at("type"), "Acute");
    EXPECT_EQ(found[1].at("type"), "");
    EXPECT_EQ(found[1].at("status"), "");
}

TEST_F(SystmOne, HoldsWhatOnlyAnotherPracticeMaySee)
{
    extract().add("SRPatient",
                  {
                      {"RowIdentifier",           "{P-2}" },
                      {"IDOrganisationVisibleTo", "Y00002"}
    });
    for (const std::string patient : {"{P-2}", "{P-1}"}) {
        extract().add("SRCode", {
                                    {"IDPatient",               patient },
                                    {"IDOrganisationVisibleTo", "Y00002"}
        });
    }
    EXPECT_EQ(run().fate("SRCode", 2).cause, "other_organisation:Y00002");
    EXPECT_EQ(run().fate("SRCode", 3).cause, "unknown_patient:SRCode")
        << "the other practice has no such patient";
    EXPECT_TRUE(items(ItemType::observation).empty());
}

TEST_F(SystmOne, SaysWithWhomARegistrationIs)
{
    extract().add("SRPatientRegistration",
                  {
                      {"IDOrganisation",             "Y00001"},
                      {"IDOrganisationRegisteredAt", "Y00002"}
    });
    extract().add("SRPatientRegistration",
                  {
                      {"IDOrganisation",             "Y00001"},
                      {"IDOrganisationRegisteredAt", ""      }
    });
    std::vector<std::string> with;
    for (const support::ShownItem& item : items(ItemType::registration)) {
        with.push_back(item.at("organisation"));
    }
    EXPECT_THAT(with, testing::IsSupersetOf({"Y00001", "Y00002"}));
}

TEST_F(SystmOne, ReadsWindows1252WhateverItLooksLike)
{
    code("H33..", "Asthma",
         {
             {"EpisodeType", "caf\xE9 \x80"
                             "5"}
    });
    code("H33..", "Asthma",
         {
             {"EpisodeType", "\xC3\xA9"}
    }); // two characters, not an e in UTF-8
    const auto found = items(ItemType::observation);
    EXPECT_EQ(found.at(0).at("episode"), "café €5");
    EXPECT_EQ(found.at(1).at("episode"), "Ã©");
}

TEST_F(SystmOne, KnowsTheSuppliersOwnCodesByTheirFirstLetter)
{
    code("Y0a1c", "Form received");
    EXPECT_EQ(run().fate("SRCode", 2).cause, "local_code:Y0a1c");
}

TEST_F(SystmOne, PairsTheTwoValuesOfABloodPressure)
{
    code("2469.", "Systolic",
         {
             {"IDEvent",      "1"   },
             {"IsNumeric",    "true"},
             {"NumericValue", "120" }
    });
    code("246A.", "Diastolic",
         {
             {"IDEvent",      "1"   },
             {"IsNumeric",    "true"},
             {"NumericValue", "80"  }
    });
    const auto found = items(ItemType::blood_pressure);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].at("systolic") + "/" + found[0].at("diastolic"), "120/80");
    EXPECT_EQ(run().fate("SRCode", 3).rule, "blood-pressure-pair");
}

TEST_F(SystmOne, PairsSeveralOnlyWhereTheyStandInPairs)
{
    const auto value = [this](std::string ctv3, std::string event, std::string number) {
        code(std::move(ctv3), "Pressure",
             {
                 {"IDEvent",      std::move(event) },
                 {"IsNumeric",    "true"           },
                 {"NumericValue", std::move(number)}
        });
    };
    value("2469.", "1", "120");
    value("246A.", "1", "80");
    value("2469.", "1", "140");
    value("246A.", "1", "90");
    value("2469.", "2", "121"); // which belong together, nobody can say
    value("2469.", "2", "141");
    value("246A.", "2", "81");
    value("246A.", "2", "91");
    const auto found = items(ItemType::blood_pressure);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].at("systolic") + "/" + found[1].at("diastolic"), "140/90");
    EXPECT_EQ(run().fate("SRCode", 2).rule, "blood-pressure-pair-by-order");
    EXPECT_EQ(items(ItemType::observation).size(), 4U);
}

TEST_F(SystmOne, DoesNotSayThatAVaccineWasGivenThatWasRefused)
{
    extract().add("SRImmunisationContent",
                  {
                      {"RowIdentifier", "541"              },
                      {"Name",          "Influenza vaccine"}
    });
    for (const std::string status : {"Given", "Refused"}) {
        extract().add("SRImmunisation", {
                                            {"ImmsReadCode",          "65E.."   },
                                            {"ImmsSNOMEDCode",        "86198006"},
                                            {"IDImmunisationContent", "541"     },
                                            {"VaccBatchNumber",       "B1"      },
                                            {"VaccinationStatus",     status    }
        });
    }
    const auto given = items(ItemType::immunisation);
    ASSERT_EQ(given.size(), 1U);
    EXPECT_EQ(given[0].at("vaccine"), "Influenza vaccine");
    EXPECT_EQ(given[0].at("batch"), "B1");
    const auto refused = items(ItemType::observation);
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].codes.at("code")->outcome, Outcome::degraded);
    EXPECT_THAT(refused[0].at("text"), HasSubstr("Vaccination status: Refused"));
    EXPECT_THAT(refused[0].at("text"), HasSubstr("VaccBatchNumber: B1")); // nothing is dropped
}

TEST_F(SystmOne, TakesAQuantityApartOnlyWhereItBeginsWithANumber)
{
    for (const std::string quantity : {"28 tablet - 10mg", "500 gram", "as directed", "2x5 ml"}) {
        extract().add("SRRepeatTemplate", {
                                              {"IDMultiLexProduct",  "1"                      },
                                              {"IDMultiLexDMD",      "325278007"              },
                                              {"NameOfMedication",   "Metformin 500mg tablets"},
                                              {"MedicationQuantity", quantity                 },
                                              {"DrugStatus",         "Active"                 }
        });
    }
    const auto found = items(ItemType::medication);
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0].at("quantity") + "|" + found[0].at("quantity_unit") + "|" +
                  found[0].at("strength"),
              "28|tablet|10mg");
    EXPECT_EQ(found[1].at("quantity") + "|" + found[1].at("quantity_unit"), "500|gram");
    EXPECT_EQ(found[2].at("quantity") + "|" + found[2].at("quantity_unit"), "|as directed");
    EXPECT_EQ(found[3].at("quantity") + "|" + found[3].at("quantity_unit"), "|2x5 ml");
    EXPECT_EQ(found[0].at("status"), "awaiting_reauthorisation");
}

TEST_F(SystmOne, KnowsItsLayoutsByTheirColumns)
{
    for (const std::string& layout : systmone_csv().layouts) {
        const support::Folder folder;
        support::TinyExtract tiny{systmone_csv(), layout};
        tiny.remove("SRManifest");
        tiny.write(folder.path());
        const support::Run read{support::described_by(systmone_csv()), folder.path()};
        EXPECT_EQ(read.manifest().layout, "systmone-csv " + layout);
        EXPECT_TRUE(read.manifest().questions.empty()) << layout;
    }
}

TEST_F(SystmOneLists, IsTakenWhereItsListIsRight)
{
    const std::string whole = std::string{code_file} + ",N,N,,20260930_0200";
    EXPECT_EQ(refusal({whole}), "was taken");
}

TEST_F(SystmOneLists, IsRefusedWhereItsListIsNotWhatIsThere)
{
    const std::string file{code_file};
    EXPECT_THAT(refusal({}), HasSubstr("is there and not listed"));
    EXPECT_THAT(refusal({file + ",N,N,,20260930_0200", "SRVisit,N,N,,20260930_0200"}),
                HasSubstr("SRVisit is listed and not there"));
    EXPECT_THAT(refusal({file + ",Y,N,20260923_0200,20260930_0200"}),
                HasSubstr("the whole extract is needed"));
    EXPECT_THAT(refusal({file + ",perhaps,N,,20260930_0200"}), HasSubstr("says neither"));
    EXPECT_THAT(refusal({file + ",N,N,,20260930_0200", file + ",N,N,,20261007_0200"}),
                HasSubstr("listed as a whole twice"));
    EXPECT_THAT(refusal({file + ",N,N,,20260930_0200", file + ",Y,N,20261001_0200,20261007_0200"}),
                HasSubstr("gap from 20260930_0200 to 20261001_0200"));
    EXPECT_THAT(refusal({file + ",N,N,,20260930_0200", file + ",Y,N,20260929_0200,20261007_0200"}),
                HasSubstr("changes overlap from 20260929_0200 to 20260930_0200"));
}

TEST_F(SystmOneLists, IsRefusedWhereItsListHasAWholeFileAndLaterChanges)
{
    const std::string file{code_file};
    EXPECT_THAT(refusal({file + ",N,N,,20260930_0200", file + ",Y,N,20260930_0200,20261007_0200"}),
                HasSubstr("listed as a whole and with what changed until 20261007_0200; a whole "
                          "extract of that day is needed"));
}

TEST_F(SystmOneLists, IsRefusedInWholeSentencesWhereItsListLeavesTimesOut)
{
    const std::string file{code_file};
    EXPECT_THAT(refusal({file + ",Y,N,,20260930_0200"}),
                HasSubstr("holds only what changed until 20260930_0200; the whole"));
    EXPECT_THAT(refusal({file + ",Y,N,20260923_0200,"}),
                HasSubstr("holds only what changed since 20260923_0200; the whole"));
    EXPECT_THAT(refusal({file + ",Y,N,,"}), HasSubstr("at a time that the list does not say"));
    EXPECT_THAT(refusal({file + ",N,N,,20260930_0200", file + ",Y,N,,20261007_0200"}),
                HasSubstr("nothing says whether what changed until 20261007_0200 follows"));
    EXPECT_THAT(refusal({file + ",N,N,,", file + ",Y,N,20260930_0200,20261007_0200"}),
                HasSubstr("nothing says whether what changed from 20260930_0200 to 20261007_0200"));
    EXPECT_EQ(refusal({file + ",N,N,,"}), "was taken") << "a whole file needs no time";
}

TEST_F(SystmOneLists, IsRefusedWhereItsListIsEmpty)
{
    EXPECT_THAT(refusal_of_list(header), HasSubstr("SRManifest.csv:1: the list names no file"));
    EXPECT_THAT(refusal_of_list(""), HasSubstr("SRManifest.csv:1: the file is empty"));
}

} // namespace
} // namespace ferry::sources

#include <algorithm>

#include "sources/emis/test_emis.hpp"

namespace ferry::sources {
namespace {

using enum ItemType;
using support::main_patient;

class EmisRows : public EmisTest {};

TEST_F(EmisRows, ThatAreDeletedAreLeft)
{
    for (const auto* word : {"true", "True", "TRUE", "1"}) {
        observation({
            {"CodeId",  "1" },
            {"Deleted", word}
        });
    }
    for (int row = 1; row <= 4; ++row) {
        EXPECT_EQ(outcome(observations, row), "left") << row;
        EXPECT_EQ(fate(observations, row).rule, "policy-deleted-in-source") << row;
    }
    EXPECT_TRUE(items(ItemType::observation).empty());
}

TEST_F(EmisRows, AreAskedAboutWhereThePracticeItselfIsNotAmongThem)
{
    EXPECT_TRUE(run().manifest().questions.empty());
    std::string& practice = extract().text("Admin_Organisation");
    practice.resize(practice.find('\n') + 1);
    const support::Folder changes;
    extract().write(changes.path());
    const support::Run odd{support::described_by(emis_csv()), changes.path()};
    ASSERT_EQ(odd.manifest().questions.size(), 1U);
    EXPECT_EQ(odd.manifest().questions[0].cause, "empty_table:Admin_Organisation");
}

TEST_F(EmisRows, OfFilesOfTwoTimesAreAskedAbout)
{
    const support::Folder folder;
    extract().write(folder.path());
    std::filesystem::rename(folder / support::TinyExtract::file_name("Admin_Patient"),
                            folder / "101-110_Admin_Patient_20301001020000_7E7B.csv");
    const support::Run mixed{support::described_by(emis_csv()), folder.path()};
    ASSERT_EQ(mixed.manifest().questions.size(), 1U);
    EXPECT_EQ(mixed.manifest().questions[0].cause, "mixed_times:20301001020000");
}

TEST_F(EmisRows, OfWhichNobodyCanSayWhetherTheyAreDeletedAreHeld)
{
    observation({
        {"CodeId",  "1"    },
        {"Deleted", "maybe"}
    });
    EXPECT_EQ(outcome(observations, 1), "held");
    EXPECT_EQ(fate(observations, 1).cause, "bad_value:CareRecord_Observation.Deleted");
}

TEST_F(EmisRows, StandWhereAPersonDecidedToGoWithoutTheWordOnDeletion)
{
    observation({
        {"CodeId",  "1"    },
        {"Deleted", "maybe"}
    });
    decide("bad_value:CareRecord_Observation.Deleted", "without-value");
    EXPECT_EQ(outcome(observations, 1), "degraded");
    EXPECT_EQ(only(ItemType::observation).at("text"), "Deleted as it stood: maybe");
}

TEST_F(EmisRows, OfWhichNobodyCanSayWhoMaySeeThemAreConfidentialOnceDecided)
{
    observation({
        {"CodeId",         "1"},
        {"IsConfidential", "Y"}
    });
    EXPECT_EQ(outcome(observations, 1), "held");
    decide("bad_value:CareRecord_Observation.IsConfidential", "without-value");
    EXPECT_EQ(only(ItemType::observation).at("confidential"), "true");
}

TEST_F(EmisRows, OfTwoOrganisationsUnderOneIdAreBothHeld)
{
    for (const char* organisation : {"{ORG}", "{OTHER}"}) {
        add("Admin_UserInRole",
            {
                {"UserInRoleGuid",   "{TWICE}"                                            },
                {"OrganisationGuid", organisation                                         },
                {"Surname",          organisation                                         },
                {"ProcessingId",     organisation == std::string_view{"{ORG}"} ? "1" : "2"}
        });
    }
    observation({
        {"CodeId",                  "1"      },
        {"ClinicianUserInRoleGuid", "{TWICE}"}
    });
    const auto held = std::ranges::count_if(run().directory().mapped->fates, [&](const auto& fate) {
        return run().shown(fate).cause == "duplicate_key:Admin_UserInRole";
    });
    EXPECT_EQ(held, 2);
    EXPECT_EQ(only(ItemType::observation).at("clinician"), "");
    EXPECT_EQ(only(ItemType::observation).at("loose_links"), "clinician={TWICE}");
}

TEST_F(EmisRows, OfAnOlderIdDoNotWaitForOneAnother)
{
    for (const auto& [id, value] : {
             std::pair{"101", "1"},
             {"101", "2"},
             {"200", "3"}
    }) {
        observation({
            {"ObservationGuid", "{OBS}"},
            {"CodeId",          "1"    },
            {"ProcessingId",    id     },
            {"Value",           value  }
        });
    }
    EXPECT_EQ(only(ItemType::observation).at("value"), "3");
    for (const int row : {1, 2}) {
        EXPECT_EQ(fate(observations, row).rule, "policy-superseded-row");
    }
}

TEST_F(EmisRows, WithoutAWordOnDeletionStand)
{
    observation({
        {"CodeId",  "1"},
        {"Deleted", "" }
    });
    EXPECT_EQ(outcome(observations, 1), "carried");
}

TEST_F(EmisRows, OfAHigherProcessingIdSupersedeWhateverTheOrder)
{
    for (const auto* id : {"9", "10", "2"}) {
        observation({
            {"ObservationGuid", "{OBS}"},
            {"CodeId",          "1"    },
            {"ProcessingId",    id     },
            {"Value",           id     }
        });
    }
    EXPECT_EQ(only(ItemType::observation).at("value"), "10");
    EXPECT_EQ(fate(observations, 1).rule, "policy-superseded-row");
    EXPECT_EQ(fate(observations, 3).rule, "policy-superseded-row");
    EXPECT_EQ(outcome(observations, 1), "left");
}

TEST_F(EmisRows, BelongToTheirPatientThoughBlanksStandAroundTheIds)
{
    observation({
        {"PatientGuid",      " {P-1}"   },
        {"OrganisationGuid", "{ORG-1}  "},
        {"CodeId",           " 1"       }
    });
    EXPECT_EQ(only(ItemType::observation).codes.at("code")->text, "Asthma");
}

TEST_F(EmisRows, ThatStandTwiceAreCarriedOnce)
{
    for (int i = 0; i < 2; ++i) {
        observation({
            {"ObservationGuid", "{OBS}"},
            {"CodeId",          "1"    }
        });
    }
    only(ItemType::observation);
    EXPECT_EQ(fate(observations, 2).rule, "policy-repeated-row");
}

TEST_F(EmisRows, OfAFileThatIsThereTwiceAreCarriedOnceThoughTheyHaveNoKey)
{
    constexpr std::string_view history = "Admin_PatientHistory";
    for (const char* day : {"2010-01-01", "2010-01-01", "2011-01-01"}) {
        add(history, {
                         {"HistoryDate", day}
        });
    }
    const support::Folder folder;
    extract().write(folder.path());
    const auto file = folder / support::TinyExtract::file_name(history);
    std::filesystem::copy(file, folder / "1-2_Admin_PatientHistory_20260930020000_BBBB.csv");
    const support::Run twice{support::described_by(emis_csv()), folder.path(), options()};
    EXPECT_EQ(twice.breach(), "");
    const auto& fates = twice.patient(main_patient).mapped->fates;
    EXPECT_EQ(std::ranges::count(fates, Outcome::carried, &transform::RowFate::outcome), 4)
        << "the patient, and three rows of one file, two of them alike";
    EXPECT_EQ(std::ranges::count(fates, Outcome::left, &transform::RowFate::outcome), 3);
}

class EmisDoubles : public EmisRows {
protected:
    void SetUp() override
    {
        for (const auto* value : {"1", "2"}) {
            observation({
                {"ObservationGuid", "{OBS}"},
                {"CodeId",          "1"    },
                {"Value",           value  }
            });
        }
    }
    static constexpr const char* cause = "duplicate_key:CareRecord_Observation";
};

TEST_F(EmisDoubles, WithoutAWordOnWhichIsLaterAreBothHeld)
{
    for (int row = 1; row <= 2; ++row) {
        EXPECT_EQ(outcome(observations, row), "held");
        EXPECT_EQ(fate(observations, row).cause, cause);
    }
    EXPECT_TRUE(items(ItemType::observation).empty());
}

TEST_F(EmisDoubles, GiveTheLastWhereAPersonDecidedSo)
{
    decide(cause, "last");
    EXPECT_EQ(only(ItemType::observation).at("value"), "2");
    EXPECT_EQ(outcome(observations, 1), "left");
}

TEST_F(EmisDoubles, AreBothLeftWhereAPersonDecidedSo)
{
    decide(cause, "leave");
    EXPECT_EQ(outcome(observations, 1), "left");
    EXPECT_EQ(outcome(observations, 2), "left");
}

TEST_F(EmisRows, OfNoKnownPatientAreHeld)
{
    observation({
        {"CodeId",      "1"       },
        {"PatientGuid", "{NOBODY}"}
    });
    observation({
        {"CodeId",      "1"},
        {"PatientGuid", "" }
    });
    for (int row = 1; row <= 2; ++row) {
        EXPECT_EQ(outcome(observations, row), "held");
        EXPECT_EQ(fate(observations, row).cause, "unknown_patient:CareRecord_Observation");
    }
    decide("unknown_patient:CareRecord_Observation", "leave");
    EXPECT_EQ(outcome(observations, 1), "left");
}

TEST_F(EmisRows, OfSlotsThatNobodyBookedBelongToThePractice)
{
    add("Appointment_Slot", {
                                {"PatientGuid", ""}
    });
    EXPECT_EQ(outcome("Appointment_Slot", 1), "carried");
    EXPECT_EQ(support::items_of(run().directory().mapped->record, appointment).size(), 1U);
}

TEST_F(EmisRows, OfAuditTrailsAndDictionariesAreLeftByPolicy)
{
    add("Audit_PatientAudit", {});
    EXPECT_EQ(fate("Audit_PatientAudit", 1).rule, "policy-audit-retained");
    EXPECT_EQ(fate("Coding_ClinicalCode", 1).rule, "policy-dictionary-retained");
    EXPECT_EQ(outcome("Audit_PatientAudit", 1), "left");
    EXPECT_EQ(outcome("Coding_ClinicalCode", 1), "left");
}

TEST_F(EmisRows, ThatAreDamagedAreHeld)
{
    extract().add_line(observations, R"("{X}","{P-1}","{ORG-1}")");
    extract().add_line(observations, "\"{Y}\",\"{P-1}\",\"{ORG-1}\",\"2010");
    observation({
        {"CodeId", "1"}
    });
    EXPECT_EQ(outcome(observations, 1), "held");
    EXPECT_EQ(outcome(observations, 2), "held");
    EXPECT_EQ(fate(observations, 1).cause, "damaged_row:CareRecord_Observation");
    EXPECT_EQ(outcome(observations, 3), "carried");
}

TEST_F(EmisRows, ThatADamagedRowMakesAnotherKindOfWaitWithIt)
{
    observation({
        {"ObservationGuid", "{OBS}"},
        {"CodeId",          "1"    }
    });
    extract().add_line("CareRecord_Problem", R"("{OBS}","{P-1}","{ORG-1}","his "bad" heart")");
    EXPECT_EQ(fate("CareRecord_Problem", 1).cause, "damaged_row:CareRecord_Problem");
    EXPECT_EQ(fate(observations, 1).cause, "damaged_row:CareRecord_Problem");
}

class EmisPatients : public EmisTest {
protected:
    void SetUp() override
    {
        observation({
            {"CodeId", "1"}
        });
    }
};

TEST_F(EmisPatients, ThatAreDeletedTakeTheirRecordWithThem)
{
    add("Admin_Patient", {
                             {"PatientGuid", "{P-2}"},
                             {"Deleted",     "true" }
    });
    observation({
        {"PatientGuid", "{P-2}"},
        {"CodeId",      "1"    }
    });
    EXPECT_EQ(fate("Admin_Patient", 2).rule, "policy-deleted-in-source");
    EXPECT_EQ(fate(observations, 2).rule, "policy-patient-deleted");
    EXPECT_TRUE(run().patient("{P-2}").mapped->record.items().empty());
    EXPECT_EQ(outcome(observations, 1), "carried");
}

TEST_F(EmisPatients, ThatAreHeldHoldTheirRecord)
{
    add("Admin_Patient", {
                             {"PatientGuid", "{P-2}"     },
                             {"DateOfBirth", "1960-02-30"}
    });
    observation({
        {"PatientGuid",     "{P-2}"},
        {"ObservationGuid", "{OBS}"},
        {"CodeId",          "1"    }
    });
    add(problems, {
                      {"PatientGuid",     "{P-2}"},
                      {"ObservationGuid", "{OBS}"}
    });
    EXPECT_EQ(outcome(observations, 2), "held");
    EXPECT_EQ(outcome(problems, 1), "held");
    EXPECT_EQ(fate(observations, 2).cause, "bad_value:Admin_Patient.DateOfBirth");
}

TEST_F(EmisPatients, OfAnotherOrganisationAreHeldUntilSomebodyDecides)
{
    add("Admin_Patient", {
                             {"PatientGuid", "{P-0}"}
    });
    add("Admin_Patient", {
                             {"PatientGuid",      "{P-2}"                                 },
                             {"OrganisationGuid", std::string{support::other_organisation}}
    });
    EXPECT_EQ(outcome("Admin_Patient", 3), "held");
    EXPECT_EQ(fate("Admin_Patient", 3).cause, "other_organisation:{ORG-2}");
    decide("other_organisation:{ORG-2}", "carry");
    EXPECT_EQ(outcome("Admin_Patient", 3), "carried");
    decide("other_organisation:{ORG-2}", "leave");
    EXPECT_EQ(outcome("Admin_Patient", 3), "left");
}

TEST_F(EmisPatients, WithOneIdInTwoOrganisationsAreTwoCases)
{
    add("Admin_Patient", {
                             {"PatientGuid", "{P-0}"}
    });
    const std::string other{support::other_organisation};
    add("Admin_Patient",
        {
            {"PatientGuid",      std::string{main_patient}},
            {"OrganisationGuid", other                    }
    });
    observation({
        {"OrganisationGuid", other},
        {"CodeId",           "1"  }
    });
    decide("other_organisation:{ORG-2}", "carry");
    EXPECT_EQ(run().patient(main_patient, support::main_organisation).source.rows.size(), 2U);
    EXPECT_EQ(run().patient(main_patient, other).source.rows.size(), 2U);
}

TEST_F(EmisPatients, OfThePracticeThatMovesAreChosenByItsOdsCode)
{
    add("Admin_Organisation",
        {
            {"OrganisationGuid", std::string{support::other_organisation}},
            {"ODSCode",          "Y00002"                                }
    });
    options().practice = "Y00002";
    EXPECT_EQ(outcome("Admin_Patient", 1), "held");
    EXPECT_EQ(fate("Admin_Patient", 1).cause, "other_organisation:{ORG-1}");
}

} // namespace
} // namespace ferry::sources

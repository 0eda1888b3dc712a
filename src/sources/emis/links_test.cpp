#include <algorithm>

#include <fmt/format.h>

#include "sources/emis/test_emis.hpp"

namespace ferry::sources {
namespace {

using enum ItemType;

class EmisLinks : public EmisTest {};

TEST_F(EmisLinks, LeadToItemsWhateverTheOrder)
{
    observation({
        {"ObservationGuid",       "{CHILD}" },
        {"ParentObservationGuid", "{PARENT}"},
        {"ConsultationGuid",      "{CONS}"  },
        {"CodeId",                "1"       }
    });
    observation({
        {"ObservationGuid", "{PARENT}"},
        {"CodeId",          "1"       }
    });
    add("CareRecord_Consultation", {
                                       {"ConsultationGuid", "{CONS}"}
    });
    const auto all = items(ItemType::observation);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].at("parent"), "{PARENT}");
    EXPECT_EQ(all[0].at("consultation"), "{CONS}");
    EXPECT_EQ(all[0].at("loose_links"), "");
}

TEST_F(EmisLinks, ThatLeadNowhereAreKeptAsLooseEnds)
{
    observation({
        {"ParentObservationGuid",   "{GONE}"     },
        {"ProblemGuid",             "{NOPROBLEM}"},
        {"ClinicianUserInRoleGuid", "{NOBODY}"   },
        {"CodeId",                  "1"          }
    });
    const auto item = only(ItemType::observation);
    EXPECT_EQ(item.at("parent"), "");
    EXPECT_EQ(item.at("loose_links"), "clinician={NOBODY} parent={GONE} problem={NOPROBLEM}");
    EXPECT_EQ(outcome(observations, 1), "carried");
}

TEST_F(EmisLinks, ToADeletedRowAreLoose)
{
    observation({
        {"ObservationGuid", "{DEAD}"},
        {"CodeId",          "1"     },
        {"Deleted",         "true"  }
    });
    observation({
        {"ParentObservationGuid", "{DEAD}"},
        {"CodeId",                "1"     }
    });
    EXPECT_EQ(only(ItemType::observation).at("loose_links"), "parent={DEAD}");
}

TEST_F(EmisLinks, ToAHeldRowAreLoose)
{
    observation({
        {"ObservationGuid", "{HELD}"    },
        {"CodeId",          "1"         },
        {"EffectiveDate",   "2010-02-30"}
    });
    observation({
        {"ParentObservationGuid", "{HELD}"},
        {"CodeId",                "1"     }
    });
    EXPECT_EQ(only(ItemType::observation).at("loose_links"), "parent={HELD}");
}

TEST_F(EmisLinks, ToStaffLeadToThePracticesDirectory)
{
    observation({
        {"CodeId", "1"}
    });
    const auto staff_items = support::items_of(run().directory().mapped->record, staff);
    ASSERT_EQ(staff_items.size(), 1U);
    const auto key = std::to_string(item_key(directory_case, staff_items[0].no));
    EXPECT_EQ(only(ItemType::observation).at("clinician"), key);
    EXPECT_EQ(only(ItemType::observation).at("recorded_by"), key);
}

TEST_F(EmisLinks, OfSessionsLeadToTheirPlaceAndTheirHolders)
{
    add("Admin_Location", {
                              {"LocationGuid", "{PLACE}"}
    });
    add("Appointment_Session",
        {
            {"AppointmentSessionGuid", "{SESSION}"},
            {"LocationGuid",           "{PLACE}"  }
    });
    add("Appointment_SessionUser",
        {
            {"SessionGuid",    "{SESSION}"},
            {"UserInRoleGuid", "{STAFF-1}"}
    });
    const Record& record = run().directory().mapped->record;
    EXPECT_NE(support::items_of(record, session).at(0).at("location"), "");
    EXPECT_NE(support::items_of(record, session_user).at(0).at("session"), "");
    EXPECT_NE(support::items_of(record, session_user).at(0).at("user"), "");
}

TEST_F(EmisLinks, ToAPatientsOwnRowsNeverLeaveTheCase)
{
    add("Admin_Patient", {
                             {"PatientGuid", "{P-2}"}
    });
    observation({
        {"PatientGuid",     "{P-2}"  },
        {"ObservationGuid", "{THEIR}"},
        {"CodeId",          "1"      }
    });
    observation({
        {"ParentObservationGuid", "{THEIR}"},
        {"CodeId",                "1"      }
    });
    EXPECT_EQ(only(ItemType::observation).at("loose_links"), "parent={THEIR}");
}

/// A column that names a row of another table.
struct Key {
    std::string_view table, column, to;
};

class EmisKeys : public EmisTest, public testing::WithParamInterface<Key> {
protected:
    /// A row of this table, unless told otherwise under this key, and the row that the key is of.
    void add_row(std::string_view table, const std::string& key, support::Cells cells)
    {
        const tabular::Table& described = *emis_csv().table(table);
        const tabular::Column& named = *described.column(described.key.front());
        const std::string& of = described.extends.empty() ? named.to : described.extends;
        if (cells.try_emplace(named.name, key).second && !of.empty()) {
            add_row(of, key, {});
        }
        if (described.column("CodeId") != nullptr) {
            cells.try_emplace("CodeId", table.starts_with("Prescribing") ? "501" : "1");
        }
        add(table, cells);
    }

    /// Whether it is told that a link leads nowhere: to people, or by the item.
    bool is_told()
    {
        return std::ranges::any_of(run().cases(), [](const auto& one) {
            const auto items = support::items_of(one->mapped->record);
            return std::ranges::any_of(one->mapped->fates,
                                       [](const auto& fate) { return fate.cause != nullptr; }) ||
                   std::ranges::any_of(
                       items, [](const auto& item) { return !item.at("loose_links").empty(); });
        });
    }
};

TEST_P(EmisKeys, AreToldWhereTheyLeadNowhereAndOnlyThere)
{
    const Key& one = GetParam();
    const std::string column{one.column};
    use_layout("8-live");
    add_row(one.table, "{ROW}",
            {
                {column, "{GONE}"}
    });
    EXPECT_TRUE(is_told());
    use_layout("8-live");
    const bool code = one.to.starts_with("Coding");
    if (!code) {
        add_row(one.to, "{THERE}", {});
    }
    add_row(one.table, "{ROW}",
            {
                {column, !code                         ? "{THERE}"
                         : one.to == "Coding_DrugCode" ? "501"
                                                       : "1"}
    });
    EXPECT_FALSE(is_told());
}

constexpr std::string_view referrals = "CareRecord_ObservationReferral";

/// All that the format names, but for the audit trail's users and the supplier's hierarchy of
/// codes, which are not read, and for the patient of a row, which makes it the patient's.
constexpr Key keys[] = {
    {"Admin_Location",                 "ParentLocationGuid",                        "Admin_Location"         },
    {"Admin_Organisation",             "ParentOrganisationGuid",                    "Admin_Organisation"     },
    {"Admin_Organisation",             "CCGOrganisationGuid",                       "Admin_Organisation"     },
    {"Admin_Organisation",             "MainLocationGuid",                          "Admin_Location"         },
    {"Admin_OrganisationLocation",     "OrganisationGuid",                          "Admin_Organisation"     },
    {"Admin_OrganisationLocation",     "LocationGuid",                              "Admin_Location"         },
    {"Admin_UserInRole",               "OrganisationGuid",                          "Admin_Organisation"     },
    {"Agreements_SharingOrganisation", "OrganisationGuid",                          "Admin_Organisation"     },
    {"Appointment_Session",            "LocationGuid",                              "Admin_Location"         },
    {"Appointment_Session",            "OrganisationGuid",                          "Admin_Organisation"     },
    {"Appointment_SessionUser",        "SessionGuid",                               "Appointment_Session"    },
    {"Appointment_SessionUser",        "UserInRoleGuid",                            "Admin_UserInRole"       },
    {"Appointment_Slot",               "SessionGuid",                               "Appointment_Session"    },
    {"Appointment_Slot",               "DnaReasonCodeId",                           "Coding_ClinicalCode"    },
    {"Admin_Patient",                  "UsualGpUserInRoleGuid",                     "Admin_UserInRole"       },
    {"Admin_Patient",                  "ExternalUsualGPGuid",                       "Admin_UserInRole"       },
    {"Admin_Patient",                  "ExternalUsualGPOrganisation",               "Admin_Organisation"     },
    {"CareRecord_Consultation",        "AppointmentSlotGuid",                       "Appointment_Slot"       },
    {"CareRecord_Consultation",        "ConsultationSourceCodeId",                  "Coding_ClinicalCode"    },
    {"CareRecord_Consultation",        "ClinicianUserInRoleGuid",                   "Admin_UserInRole"       },
    {"CareRecord_Consultation",        "EnteredByUserInRoleGuid",                   "Admin_UserInRole"       },
    {observations,                     "ParentObservationGuid",                     "CareRecord_Observation" },
    {observations,                     "ProblemGuid",                               "CareRecord_Problem"     },
    {observations,                     "ConsultationGuid",                          "CareRecord_Consultation"},
    {observations,                     "CodeId",                                    "Coding_ClinicalCode"    },
    {observations,                     "ClinicianUserInRoleGuid",                   "Admin_UserInRole"       },
    {observations,                     "EnteredByUserInRoleGuid",                   "Admin_UserInRole"       },
    {problems,                         "ObservationGuid",                           "CareRecord_Observation" },
    {problems,                         "ParentProblemObservationGuid",              "CareRecord_Problem"     },
    {problems,                         "LastReviewUserInRoleGuid",                  "Admin_UserInRole"       },
    {referrals,                        "ObservationGuid",                           "CareRecord_Observation" },
    {referrals,                        "ReferralTargetOrganisationGuid",            "Admin_Organisation"     },
    {referrals,                        "ReferralSourceOrganisationGuid",            "Admin_Organisation"     },
    {referrals,                        "ReferralReasonCodeId",                      "Coding_ClinicalCode"    },
    {referrals,                        "ReferralClosureReasonCodeId",               "Coding_ClinicalCode"    },
    {referrals,                        "ReferringCareProfessionalStaffGroupCodeId", "Coding_ClinicalCode"    },
    {"CareRecord_Diary",               "CodeId",                                    "Coding_ClinicalCode"    },
    {"CareRecord_Diary",               "ConsultationGuid",                          "CareRecord_Consultation"},
    {"CareRecord_Diary",               "ClinicianUserInRoleGuid",                   "Admin_UserInRole"       },
    {"CareRecord_Diary",               "EnteredByUserInRoleGuid",                   "Admin_UserInRole"       },
    {medications,                      "CodeId",                                    "Coding_DrugCode"        },
    {medications,                      "ProblemObservationGuid",                    "CareRecord_Problem"     },
    {medications,                      "ClinicianUserInRoleGuid",                   "Admin_UserInRole"       },
    {medications,                      "EnteredByUserInRoleGuid",                   "Admin_UserInRole"       },
    {issues,                           "DrugRecordGuid",                            "Prescribing_DrugRecord" },
    {issues,                           "CodeId",                                    "Coding_DrugCode"        },
    {issues,                           "ProblemObservationGuid",                    "CareRecord_Problem"     },
    {issues,                           "ConsultationGuid",                          "CareRecord_Consultation"},
    {issues,                           "ClinicianUserInRoleGuid",                   "Admin_UserInRole"       },
    {issues,                           "EnteredByUserInRoleGuid",                   "Admin_UserInRole"       },
};

INSTANTIATE_TEST_SUITE_P(All, EmisKeys, testing::ValuesIn(keys), [](const auto& one) {
    return fmt::format("{}_{}", one.param.table, one.param.column);
});

} // namespace
} // namespace ferry::sources

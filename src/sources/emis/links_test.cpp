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

} // namespace
} // namespace ferry::sources

#include <span>

#include "corpora/irregularity_search.hpp"

namespace ferry::corpora {
namespace {

// Not aligned: the rows would be too long.
// clang-format off
constexpr Planted emis[] = {
    {"active_drug_cancelled", Shows::finding, "active_medication_with_end_date", 2},
    {"bp_diastolic_first", Shows::rule, "blood-pressure-pair-diastolic-first", 2},
    {"bst_midnight", Shows::finding, "midnight_in_summer", 2},
    // Four codes; the truth counts their eight uses, which the items prove.
    {"code_case_pair", Shows::finding, "codes_alike_but_for_case", 4},
    {"code_local_practice", Shows::cause, "local_code:", 6},
    {"code_local_supplier", Shows::cause, "local_code:", 6},
    {"code_one_to_many", Shows::meaning, "source-snomed-maps-several", 4},
    {"code_unassured", Shows::meaning, "source-snomed-maps-unassured", 4},
    // EMIS gives two of the four an id in its own namespace: these are local codes.
    {"code_unmapped", Shows::meaning, "source-snomed-maps-none degraded-local_code", 4},
    {"column_missing", Shows::question, "missing_column:Admin_Location.FaxNumber", 1},
    {"column_unknown", Shows::question, "unknown_column:Admin_UserInRole.PreferredName", 1},
    {"confidential", Shows::field, "confidential=true", 3},
    {"date_feb30", Shows::cause, "bad_value:CareRecord_Observation.EffectiveDate", 2},
    {"deleted_in_bulk", Shows::rule, "policy-deleted-in-source", 9},
    {"dob_future", Shows::finding, "birth_date_in_future", 1},
    {"drug_unmapped", Shows::cause, "unmapped_drug:", 3},
    {"dup_nhs", Shows::finding, "duplicate_nhs_number", 2},
    {"dup_transposed_dob", Shows::finding, "duplicate_person_birth_date", 2},
    {"dup_typo_name", Shows::finding, "duplicate_person_misspelt_name", 2},
    {"emis_duplicate_guids_two_orgs", Shows::finding, "patient_id_in_two_organisations", 2},
    {"emis_empty_code", Shows::cause, "missing_code:CareRecord_Observation", 2},
    // That five headers of 5.4 are misspelt shows in that nothing else is asked.
    {"emis_misspelt_headers", Shows::question, "", 2, "5.4"},
    {"emis_qualifiers_xml", Shows::finding, "qualifiers", 2, "8.2"},
    {"emis_qualifiers_xml", Shows::nothing, "", 0, "5.4"}, // it has no column of them
    {"event_after_death", Shows::finding, "event_after_death", 2},
    // Two, and all of a patient born in the future.
    {"event_before_birth", Shows::finding, "event_before_birth", 28},
    {"immunisation_refused", Shows::finding, "immunisation_declined", 2},
    {"inactive_drug_no_end", Shows::finding, "inactive_medication_without_end_date", 2},
    {"issue_no_drug", Shows::finding, "issue_without_medication", 2},
    {"last_line_truncated", Shows::cause, "damaged_row:CareRecord_Diary", 1},
    {"nhs_bad_check_digit", Shows::finding, "nhs_number_invalid", 2},
    // Two, and the four second records that have none either.
    {"nhs_missing", Shows::finding, "nhs_number_missing", 6},
    {"orphan_appointment", Shows::cause, "unknown_patient:Appointment_Slot", 2},
    {"orphan_observation", Shows::cause, "unknown_patient:CareRecord_Observation", 2},
    {"parent_missing", Shows::finding, "parent_missing", 2},
    {"precision_U", Shows::field, "date=", 2},
    {"precision_Y", Shows::finding, "date_year_only", 3},
    {"precision_YM", Shows::finding, "date_month_only", 3},
    {"problem_link_nowhere", Shows::finding, "problem_missing", 2},
    {"same_day_reregistration", Shows::finding, "same_day_reregistration", 2, "8.2"},
    {"same_day_reregistration", Shows::nothing, "", 0, "5.4"}, // nor a registration history
    {"temporary", Shows::finding, "temporary_patient", 2},
    {"test_patient", Shows::finding, "test_patient", 2},
    // Three stand in texts of observations, which the layout 8.2 does not have.
    {"text_accents", Shows::finding, "text_beyond_ascii", 6, "5.4"},
    {"text_accents", Shows::finding, "text_beyond_ascii", 3, "8.2"},
    // The doses stand in the medication and again in its issue.
    {"text_quotes_newlines", Shows::finding, "line_break_in_text", 9, "5.4"},
    {"text_quotes_newlines", Shows::finding, "line_break_in_text", 6, "8.2"},
    {"value_bare_point", Shows::field, "value=6.", 2},
    {"value_less_than", Shows::field, "value=<0.1", 3},
    {"value_trailing_zero", Shows::field, "value=1.50", 3},
};

constexpr Planted systmone[] = {
    {"active_drug_cancelled", Shows::finding, "active_medication_with_end_date", 2},
    // The rows have no heading; the systolic row stands first in all of them.
    {"bp_diastolic_first", Shows::nothing, "", 0},
    {"bst_midnight", Shows::finding, "midnight_in_summer", 2},
    // One pair of CTV3 codes differs only in case; the other codes of the pairs do not.
    {"code_case_pair", Shows::finding, "codes_alike_but_for_case", 2},
    {"code_local_practice", Shows::cause, "local_code:", 6},
    {"code_local_supplier", Shows::cause, "local_code:", 6},
    {"code_one_to_many", Shows::meaning, "source-snomed-maps-several", 4},
    {"code_unassured", Shows::meaning, "source-snomed-maps-unassured", 4},
    {"code_unmapped", Shows::cause, "unmapped_code:", 4},
    {"column_missing", Shows::question, "missing_column:SROrganisation.SecondaryTelephone", 1},
    {"column_unknown", Shows::question, "unknown_column:SRStaffMember.SmartCardSuspended", 1},
    {"confidential", Shows::finding, "confidential", 0}, // the layout cannot say it
    {"date_feb30", Shows::cause, "bad_value:SRCode.DateEvent", 2},
    {"deleted_in_bulk", Shows::rule, "policy-deleted-in-source", 6},
    {"dob_future", Shows::finding, "birth_date_in_future", 1},
    {"drug_unmapped", Shows::cause, "unmapped_drug:", 3},
    {"dup_nhs", Shows::finding, "duplicate_nhs_number", 2},
    {"dup_transposed_dob", Shows::finding, "duplicate_person_birth_date", 2},
    {"dup_typo_name", Shows::finding, "duplicate_person_misspelt_name", 2},
    {"event_after_death", Shows::finding, "event_after_death", 2},
    // Two, and all of a patient born in the future.
    {"event_before_birth", Shows::finding, "event_before_birth", 26},
    {"immunisation_refused", Shows::rule, "immunisation-not-given", 2},
    {"inactive_drug_no_end", Shows::finding, "inactive_medication_without_end_date", 2},
    {"issue_no_drug", Shows::finding, "issue_without_medication", 2},
    {"last_line_truncated", Shows::cause, "damaged_row:SRRecall", 1},
    {"nhs_bad_check_digit", Shows::finding, "nhs_number_invalid", 2},
    {"nhs_missing", Shows::finding, "nhs_number_missing", 6},
    {"orphan_appointment", Shows::cause, "unknown_patient:SRAppointment", 2},
    {"orphan_observation", Shows::cause, "unknown_patient:SRCode", 2},
    {"parent_missing", Shows::finding, "consultation_missing", 2},
    {"precision_U", Shows::field, "date=", 2},
    // The full date stands instead: nothing shows that less was known.
    {"precision_Y", Shows::finding, "date_year_only", 0},
    {"precision_YM", Shows::finding, "date_month_only", 0},
    // The problem's row leads to an entry that is not there.
    {"problem_link_nowhere", Shows::held, "missing_base:SRProblem", 2},
    // Two registrations, the second from the day on which the first ended.
    {"same_day_reregistration", Shows::finding, "same_day_reregistration", 2},
    {"temporary", Shows::finding, "temporary_patient", 2},
    {"test_patient", Shows::finding, "test_patient", 2},
    {"text_accents", Shows::finding, "text_beyond_ascii", 6},
    {"text_quotes_newlines", Shows::finding, "line_break_in_text", 6},
    {"tpp_foreign_row", Shows::text, "Done at: RY9CH", 2},
    {"tpp_placeholder_value", Shows::rule, "placeholder-is-no-value", 6},
    {"tpp_registration_list", Shows::registered, "GMS,Contraception", 2},
    {"tpp_removed_row", Shows::rule, "policy-deleted-in-source", 3},
    {"tpp_two_problems_one_code", Shows::field, "significance=Major", 2},
    {"value_bare_point", Shows::field, "value=6.", 2},
    {"value_less_than", Shows::field, "comparator=<", 3},
    {"value_trailing_zero", Shows::field, "value=1.50", 3},
};

constexpr Planted vision[] = {
    // A repeat with an end has ended, one without has not: the layout cannot contradict itself.
    {"active_drug_cancelled", Shows::field, "status=past", 2},
    {"bp_diastolic_first", Shows::rule, "two-values", 2}, // one row has both values
    {"bst_midnight", Shows::finding, "midnight_in_summer", 2},
    {"code_case_pair", Shows::finding, "codes_alike_but_for_case", 4},
    {"code_local_practice", Shows::cause, "unmapped_code:", 6},
    {"code_local_supplier", Shows::cause, "unmapped_code:", 6},
    {"code_one_to_many", Shows::meaning, "source-snomed-maps-several", 4},
    {"code_unassured", Shows::meaning, "source-snomed-maps-unassured", 4},
    {"code_unmapped", Shows::cause, "unmapped_code:", 4},
    {"column_missing", Shows::cause, "damaged_row:journal", 1},
    {"confidential", Shows::finding, "confidential", 0}, // the layout cannot say it
    {"date_feb30", Shows::cause, "bad_value:journal.DATE", 2},
    {"deleted_in_bulk", Shows::rule, "policy-deleted-in-source", 9},
    {"dob_future", Shows::finding, "birth_date_in_future", 1},
    {"drug_unmapped", Shows::cause, "unmapped_drug:", 3},
    {"dup_nhs", Shows::finding, "duplicate_nhs_number", 2},
    {"dup_transposed_dob", Shows::finding, "duplicate_person_birth_date", 2},
    {"dup_typo_name", Shows::finding, "duplicate_person_misspelt_name", 2},
    {"event_after_death", Shows::finding, "event_after_death", 2},
    {"event_before_birth", Shows::finding, "event_before_birth", 26},
    {"immunisation_refused", Shows::rule, "immunisation-not-given", 2},
    {"inactive_drug_no_end", Shows::field, "status=awaiting_reauthorisation", 2},
    {"issue_no_drug", Shows::nothing, "", 0}, // no issue names its repeat
    {"last_line_truncated", Shows::cause, "damaged_row:encounter", 1},
    {"nhs_bad_check_digit", Shows::finding, "nhs_number_invalid", 2},
    {"nhs_missing", Shows::finding, "nhs_number_missing", 6},
    {"orphan_observation", Shows::cause, "unknown_patient:journal", 2},
    {"parent_missing", Shows::finding, "consultation_missing", 2},
    {"precision_U", Shows::field, "date=", 2},
    {"precision_Y", Shows::finding, "date_year_only", 0},
    {"precision_YM", Shows::finding, "date_month_only", 0},
    {"problem_link_nowhere", Shows::finding, "problem_missing", 2},
    {"same_day_reregistration", Shows::finding, "same_day_reregistration", 0}, // no history
    {"temporary", Shows::finding, "temporary_patient", 2},
    {"test_patient", Shows::finding, "test_patient", 0}, // only the name shows it
    // Three stand in texts; three are middle names, which the layout does not have.
    {"text_accents", Shows::finding, "text_beyond_ascii", 3},
    {"text_quotes_newlines", Shows::finding, "line_break_in_text", 6},
    {"value_bare_point", Shows::field, "value=6.", 2},
    {"value_less_than", Shows::field, "value=<0.1", 3},
    {"value_trailing_zero", Shows::field, "value=1.50", 3},
    {"vision_links", Shows::filled, "further_problems", 2},
    {"vision_odd_code", Shows::cause, "local_code:", 4},
    {"vision_snomed_20_digits", Shows::coding, "29993973518322896898", 2},
    {"vision_time_9999", Shows::day, "", 2},
    {"vision_wrong_entity", Shows::rule, "immunisation-wrong-entity", 2},
};
// clang-format on

std::span<const Planted> planted_in(std::string_view source)
{
    if (source == "emis-csv") {
        return emis;
    }
    return source == "systmone-csv" ? std::span<const Planted>{systmone} : vision;
}

class Irregularities : public BulkCorpus {};

INSTANTIATE_TEST_SUITE_P(Of, Irregularities,
                         testing::Values(emis_82, emis_54, systmone_93, vision_live), name_of);

TEST_P(Irregularities, AreEachSeenAsOftenAsTheyWerePlanted)
{
    expect_seen(migration(), planted_in(GetParam().source), GetParam().layout);
}

TEST_P(Irregularities, AreAllInTheTable)
{
    expect_all_named(migration(), planted_in(GetParam().source), GetParam().layout);
}

class EmisIrregularities : public BulkCorpus {};

INSTANTIATE_TEST_SUITE_P(Of, EmisIrregularities, testing::Values(emis_82, emis_54), name_of);

TEST_P(EmisIrregularities, ChangeNoItemThatTheyDoNotHold)
{
    for (const auto* name : {"value_trailing_zero", "precision_Y", "confidential"}) {
        for (const Place& place : migration().truth().irregularities.at(name).where) {
            ASSERT_TRUE(migration().row(place.id));
            EXPECT_EQ(migration().row(place.id)->fate.outcome, Outcome::carried) << place.id;
        }
    }
}

} // namespace
} // namespace ferry::corpora

#include <span>

#include "corpora/irregularity_search.hpp"
#include "practices/made.hpp"

namespace ferry::practices {
namespace {

using corpora::Planted;
using corpora::Shows;

// Not aligned: the rows would be too long.
// clang-format off
constexpr Planted emis[] = {
    {"active_drug_cancelled", Shows::finding, "active_medication_with_end_date", 2},
    {"bp_diastolic_first", Shows::rule, "blood-pressure-pair-diastolic-first", 2},
    {"bst_midnight", Shows::finding, "midnight_in_summer", 2},
    {"code_case_pair", Shows::finding, "codes_alike_but_for_case", 4},
    {"code_local_practice", Shows::cause, "local_code:", 2},
    {"code_local_supplier", Shows::cause, "local_code:", 14},
    {"code_one_to_many", Shows::cause, "several_targets:", 2},
    {"code_unassured", Shows::cause, "unassured_map:", 2},
    {"code_unmapped", Shows::cause, "unmapped_code:", 2},
    {"column_missing", Shows::question, "missing_column:", 2},
    {"column_unknown", Shows::question, "unknown_column:", 2},
    {"confidential", Shows::field, "confidential=true", 2},
    {"date_feb30", Shows::cause, "bad_value:CareRecord_Observation.EffectiveDate", 2},
    {"deleted_in_bulk", Shows::rule, "policy-deleted-in-source", 2},
    {"dob_future", Shows::finding, "birth_date_in_future", 2},
    {"drug_unmapped", Shows::cause, "unmapped_drug:", 2},
    {"dup_nhs", Shows::finding, "duplicate_nhs_number", 2},
    {"dup_transposed_dob", Shows::finding, "duplicate_person_birth_date", 2},
    {"dup_typo_name", Shows::finding, "duplicate_person_misspelt_name", 2},
    {"emis_acute_post_dated", Shows::filled, "medication", 4},
    {"emis_duplicate_guids_two_orgs", Shows::finding, "patient_id_in_two_organisations", 2},
    {"emis_empty_code", Shows::cause, "missing_code:CareRecord_Observation", 2},
    {"emis_free_slot", Shows::filled, "session", 7},
    {"emis_issue_problem_missing", Shows::filled, "loose_links", 2},
    {"emis_leading_space", Shows::finding, "value_not_numeric", 2},
    {"emis_medication_problem_missing", Shows::filled, "loose_links", 2},
    // That five headers are misspelt shows in that nothing else is asked.
    {"emis_misspelt_headers", Shows::question, "missing_column:", 2, "emis-5.4"},
    {"emis_parent_code", Shows::rule, "policy-dictionary-retained", 9},
    {"emis_patient_deleted", Shows::rule, "policy-patient-deleted", 2},
    {"emis_postcode_run_together", Shows::address, "postcode", 5},
    {"emis_precision_YMDT", Shows::day, "", 2},
    {"emis_qualifiers_xml", Shows::finding, "qualifiers", 2, "emis-8.2"},
    {"emis_range_without_value", Shows::field, "range_high=999", 2},
    {"emis_read_synonym", Shows::meaning, "read2-map-preferred-term", 2},
    {"emis_session_without_user", Shows::filled, "start", 2},
    {"emis_two_processing_ids", Shows::left, "policy-superseded-row", 2},
    {"event_after_death", Shows::finding, "event_after_death", 2},
    // Two, and all of two patients born in the future; here an acute has its issue beside it.
    {"event_before_birth", Shows::finding, "event_before_birth", 47},
    {"immunisation_refused", Shows::finding, "immunisation_declined", 2},
    {"inactive_drug_no_end", Shows::finding, "inactive_medication_without_end_date", 2},
    {"issue_no_drug", Shows::finding, "issue_without_medication", 2},
    {"last_line_truncated", Shows::held, "damaged_row:CareRecord_Diary", 1},
    {"nhs_bad_check_digit", Shows::finding, "nhs_number_invalid", 2},
    // Two, and the four second records that have none either.
    {"nhs_missing", Shows::finding, "nhs_number_missing", 6},
    {"orphan_appointment", Shows::cause, "unknown_patient:Appointment_Slot", 2},
    {"orphan_observation", Shows::cause, "unknown_patient:CareRecord_Observation", 2},
    {"parent_missing", Shows::finding, "parent_missing", 2},
    {"precision_U", Shows::field, "date=", 2},
    {"precision_Y", Shows::finding, "date_year_only", 2},
    {"precision_YM", Shows::finding, "date_month_only", 2},
    // Two, and those of two medications and two issues.
    {"problem_link_nowhere", Shows::finding, "problem_missing", 6},
    {"same_day_reregistration", Shows::finding, "same_day_reregistration", 2, "emis-8.2"},
    {"temporary", Shows::finding, "temporary_patient", 2},
    {"test_patient", Shows::finding, "test_patient", 2},
    // 8.2 has no texts of entries.
    {"text_accents", Shows::finding, "text_beyond_ascii", 4, "emis-8.2"},
    {"text_accents", Shows::finding, "text_beyond_ascii", 6, "emis-5.4"},
    {"text_quotes_newlines", Shows::finding, "line_break_in_text", 2, "emis-8.2"},
    {"text_quotes_newlines", Shows::finding, "line_break_in_text", 4, "emis-5.4"},
    {"value_bare_point", Shows::field, "value=6.", 2},
    {"value_less_than", Shows::field, "value=<0.1", 2},
    {"value_trailing_zero", Shows::field, "value=1.50", 2},
};

constexpr Planted systmone[] = {
    {"active_drug_cancelled", Shows::finding, "active_medication_with_end_date", 2},
    {"bp_diastolic_first", Shows::rule, "blood-pressure-pair-diastolic-first", 2},
    {"bst_midnight", Shows::finding, "midnight_in_summer", 2},
    {"code_case_pair", Shows::finding, "codes_alike_but_for_case", 4},
    {"code_local_practice", Shows::cause, "local_code:", 2},
    {"code_local_supplier", Shows::cause, "local_code:", 14},
    {"code_one_to_many", Shows::cause, "several_targets:", 2},
    {"code_unassured", Shows::cause, "unassured_map:", 2},
    {"code_unmapped", Shows::cause, "unmapped_code:", 2},
    {"column_missing", Shows::question, "missing_column:", 2},
    {"column_unknown", Shows::question, "unknown_column:", 2},
    {"date_feb30", Shows::cause, "bad_value:SRCode.DateEvent", 2},
    {"deleted_in_bulk", Shows::rule, "policy-deleted-in-source", 2},
    {"dob_future", Shows::finding, "birth_date_in_future", 2},
    {"drug_unmapped", Shows::cause, "unmapped_drug:", 2},
    {"dup_nhs", Shows::finding, "duplicate_nhs_number", 2},
    {"dup_transposed_dob", Shows::finding, "duplicate_person_birth_date", 2},
    {"dup_typo_name", Shows::finding, "duplicate_person_misspelt_name", 2},
    {"event_after_death", Shows::finding, "event_after_death", 2},
    // Two, and all of two patients born in the future.
    {"event_before_birth", Shows::finding, "event_before_birth", 45},
    {"immunisation_refused", Shows::rule, "immunisation-not-given", 2},
    {"inactive_drug_no_end", Shows::finding, "inactive_medication_without_end_date", 2},
    {"issue_no_drug", Shows::finding, "issue_without_medication", 2},
    {"last_line_truncated", Shows::held, "damaged_row:SRRecall", 1},
    {"nhs_bad_check_digit", Shows::finding, "nhs_number_invalid", 2},
    // Two, and the four second records that have none either.
    {"nhs_missing", Shows::finding, "nhs_number_missing", 6},
    {"orphan_appointment", Shows::cause, "unknown_patient:SRAppointment", 2},
    {"orphan_observation", Shows::cause, "unknown_patient:SRCode", 2},
    {"parent_missing", Shows::finding, "consultation_missing", 2},
    {"precision_U", Shows::field, "date=", 2},
    // The problem's row leads to an entry that is not there.
    {"problem_link_nowhere", Shows::held, "missing_base:SRProblem", 2},
    // Twice each: the registrations show it, and the steps of their history.
    {"same_day_reregistration", Shows::finding, "same_day_reregistration", 4},
    {"systmone_foreign_row", Shows::text, "Done at: Y90418", 2},
    {"systmone_placeholder_value", Shows::rule, "placeholder-is-no-value", 2},
    {"systmone_registration_list", Shows::registered, "GMS,Contraception", 2},
    {"systmone_two_problems", Shows::filled, "significance", 2},
    {"temporary", Shows::finding, "temporary_patient", 2},
    {"test_patient", Shows::finding, "test_patient", 2},
    // The names and the doses.
    {"text_accents", Shows::finding, "text_beyond_ascii", 4},
    {"text_quotes_newlines", Shows::finding, "line_break_in_text", 2},
    {"value_bare_point", Shows::field, "value=6.", 2},
    {"value_less_than", Shows::field, "comparator=<", 2},
    {"value_trailing_zero", Shows::field, "value=1.50", 2},
};

constexpr Planted vision[] = {
    {"bst_midnight", Shows::finding, "midnight_in_summer", 2},
    {"code_case_pair", Shows::finding, "codes_alike_but_for_case", 4},
    {"code_local_practice", Shows::cause, "local_code:", 2},
    {"code_local_supplier", Shows::cause, "local_code:", 14},
    {"code_one_to_many", Shows::cause, "several_targets:", 2},
    {"code_unassured", Shows::cause, "unassured_map:", 2},
    {"code_unmapped", Shows::cause, "unmapped_code:", 2},
    {"column_missing", Shows::cause, "damaged_row:", 2},
    {"date_feb30", Shows::cause, "bad_value:journal.DATE", 2},
    {"deleted_in_bulk", Shows::rule, "policy-deleted-in-source", 2},
    {"dob_future", Shows::finding, "birth_date_in_future", 2},
    {"drug_unmapped", Shows::cause, "unmapped_drug:", 2},
    {"dup_nhs", Shows::finding, "duplicate_nhs_number", 2},
    {"dup_transposed_dob", Shows::finding, "duplicate_person_birth_date", 2},
    {"dup_typo_name", Shows::finding, "duplicate_person_misspelt_name", 2},
    {"event_after_death", Shows::finding, "event_after_death", 2},
    // Two, and all of two patients born in the future.
    {"event_before_birth", Shows::finding, "event_before_birth", 45},
    {"immunisation_refused", Shows::rule, "immunisation-not-given", 2},
    // One line breaks off in each of two files; the other lines of encounters are short ones.
    {"last_line_truncated", Shows::held, "damaged_row:referral", 1},
    {"nhs_bad_check_digit", Shows::finding, "nhs_number_invalid", 2},
    {"nhs_missing", Shows::finding, "nhs_number_missing", 6},
    {"orphan_observation", Shows::cause, "unknown_patient:journal", 2},
    {"parent_missing", Shows::finding, "consultation_missing", 2},
    {"precision_U", Shows::field, "date=", 2},
    {"problem_link_nowhere", Shows::finding, "problem_missing", 2},
    {"temporary", Shows::finding, "temporary_patient", 2},
    {"text_accents", Shows::finding, "text_beyond_ascii", 4},
    {"text_quotes_newlines", Shows::finding, "line_break_in_text", 4},
    {"value_bare_point", Shows::field, "value=6.", 2},
    {"value_less_than", Shows::field, "value=<0.1", 2},
    {"value_trailing_zero", Shows::field, "value=1.50", 2},
    {"vision_check_sum_missing", Shows::question, "check_sum:", 1},
    {"vision_further_problems", Shows::filled, "further_problems", 2},
    {"vision_odd_code", Shows::cause, "local_code:", 2},
    {"vision_snomed_20_digits", Shows::coding, "29993973518322896898", 2},
    {"vision_time_9999", Shows::day, "", 2},
    {"vision_wrong_entity", Shows::rule, "immunisation-wrong-entity", 2},
};
// clang-format on

struct Irregular {
    Made made;
    std::span<const Planted> table;
};

class MadeIrregularities : public testing::TestWithParam<Irregular> {
protected:
    static corpora::Migration& migration() { return migration_of(GetParam().made); }
    static const std::string& layout() { return GetParam().made.layout; }
};

const Irregular emis_new{
    {"emis-8.2", "emis-csv"},
    emis
};
const Irregular emis_old{
    {"emis-5.4", "emis-csv"},
    emis
};
const Irregular systmone_93{
    {"systmone-93", "systmone-csv"},
    systmone
};
const Irregular vision_live{
    {"vision", "vision-csv"},
    vision
};

INSTANTIATE_TEST_SUITE_P(Layouts, MadeIrregularities,
                         testing::Values(emis_new, emis_old, systmone_93, vision_live),
                         [](const auto& one) { return word_of(one.param.made.layout); });

TEST_P(MadeIrregularities, AreEachSeenAsOftenAsTheyWerePlanted)
{
    corpora::expect_seen(migration(), GetParam().table, layout());
}

TEST_P(MadeIrregularities, AreEachSeenInAllPlacesThatTheTruthNames)
{
    for (const Planted& row : GetParam().table) {
        const bool by_place = row.shows != Shows::finding && row.shows != Shows::question &&
                              row.shows != Shows::held && row.shows != Shows::left;
        if (by_place && corpora::concerns(row, layout())) {
            EXPECT_EQ(migration().truth().irregularities.at(std::string{row.name}).count, row.count)
                << row.name;
        }
    }
}

TEST_P(MadeIrregularities, AreThoseOfTheTable)
{
    corpora::expect_all_named(migration(), GetParam().table, layout());
}

} // namespace
} // namespace ferry::practices

#include <algorithm>

#include "corpora/migration.hpp"

namespace ferry::corpora {
namespace {

/// How an irregularity shows.
enum class Shows : std::uint8_t {
    finding,  ///< the profile counts it
    question, ///< the pass asks about the extract
    cause,    ///< rows wait or are degraded for this cause: each place named, and no other
    rule,     ///< each row named went by this rule
    meaning,  ///< each item named has a code that came by this rule
    field,    ///< each item named has this in a field: "value=1.50"
};

/// One irregularity that the makers planted, and what of it must be seen. Where the
/// layout cannot hold it, `only` says which one can.
struct Row {
    std::string_view name;
    Shows shows;
    std::string_view what;
    std::int64_t count;
    std::string_view only = "";
};

// Not aligned: the rows would be too long.
// clang-format off
constexpr Row table[] = {
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
// clang-format on

/// Looks for one irregularity in what came of a migration.
class Search {
public:
    Search(Migration& migration, const Row& row)
        : migration_{migration}, row_{row}, truth_{migration.truth().irregularities.at(
                                                std::string{row.name})}
    {
    }

    std::int64_t seen()
    {
        switch (row_.shows) {
        case Shows::finding:
            return findings();
        case Shows::question:
            return std::ranges::count_if(
                migration_.run().manifest().questions,
                [&](const auto& question) { return question.cause.starts_with(row_.what); });
        case Shows::cause:
        case Shows::rule:
        case Shows::meaning:
        case Shows::field:
            return std::ranges::count_if(truth_.where,
                                         [&](const Place& place) { return shows_at(place.id); });
        }
        return 0;
    }

private:
    std::int64_t findings()
    {
        const auto all = workspace::findings(migration_.workspace());
        const auto found = std::ranges::find(all, row_.what, &workspace::FindingRow::kind);
        return found == all.end() ? 0 : found->count;
    }

    bool shows_at(const std::string& id) const
    {
        const auto row = migration_.row(id);
        if (!row) {
            ADD_FAILURE() << row_.name << ": no row " << id;
            return false;
        }
        if (row_.shows == Shows::cause) {
            return row->fate.cause.starts_with(row_.what);
        }
        if (row_.shows == Shows::rule) {
            return row->fate.rule == row_.what;
        }
        const auto item = migration_.item(id);
        return item && (row_.shows == Shows::field ? has_field(*item) : has_meaning(*item));
    }

    bool has_meaning(const support::ShownItem& item) const
    {
        const auto code = item.codes.find("code");
        return code != item.codes.end() && row_.what.find(code->second->rule) != row_.what.npos;
    }

    bool has_field(const support::ShownItem& item) const
    {
        const auto equal = row_.what.find('=');
        return item.at(row_.what.substr(0, equal)) == row_.what.substr(equal + 1);
    }

    Migration& migration_;
    const Row& row_;
    const Irregularity& truth_;
};

class EmisIrregularities : public EmisCorpus {};

INSTANTIATE_TEST_SUITE_P(Layouts, EmisIrregularities, testing::Values("8.2", "5.4"),
                         [](const auto& one) { return name_of_layout(one.param); });

TEST_P(EmisIrregularities, AreEachSeenAsOftenAsTheyWerePlanted)
{
    for (const Row& row : table) {
        if (row.only.empty() || row.only == GetParam()) {
            EXPECT_EQ((Search{migration(), row}.seen()), row.count) << row.name;
        }
    }
}

TEST_P(EmisIrregularities, AreAllInTheTable)
{
    for (const auto& [name, irregularity] : migration().truth().irregularities) {
        EXPECT_NE(std::ranges::find(table, name, &Row::name), std::end(table)) << name;
    }
}

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

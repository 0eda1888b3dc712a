#include <array>

#include "profile/profile.hpp"

/// What may be odd in the data: one row each.
namespace ferry::profile {
namespace {

// clang-format off
constexpr std::array kinds{
    FindingKind{"nhs_number_missing", "a patient without an NHS number"},
    FindingKind{"nhs_number_invalid", "an NHS number whose check digit is wrong"},
    FindingKind{"duplicate_nhs_number", "patients who share an NHS number"},
    FindingKind{"duplicate_person_birth_date",
                "patients of one name whose day and month of birth are exchanged"},
    FindingKind{"duplicate_person_misspelt_name",
                "patients born on one day whose names differ by a letter or two"},
    FindingKind{"patient_id_in_two_organisations", "one patient id in two organisations"},
    FindingKind{"birth_date_in_future", "a date of birth that is still to come"},
    FindingKind{"event_before_birth", "an entry dated before the birth"},
    FindingKind{"event_after_death", "an entry dated after the death"},
    FindingKind{"date_unknown", "an entry whose date is unknown"},
    FindingKind{"date_year_only", "an entry of which only the year is known"},
    FindingKind{"date_month_only", "an entry of which only the month is known"},
    FindingKind{"midnight_in_summer", "a time of exactly midnight while the clocks are forward"},
    FindingKind{"parent_missing", "an entry under a heading that is not there"},
    FindingKind{"problem_missing", "an entry of a problem that is not there"},
    FindingKind{"consultation_missing", "an entry of a consultation that is not there"},
    FindingKind{"medication_missing", "an issue of a medication that is not there"},
    FindingKind{"external_gp_missing", "a GP or practice elsewhere that is not in the extract"},
    FindingKind{"directory_link_missing",
                "staff, sites, organisations or sessions that lead to one that is not there"},
    FindingKind{"other_link_missing", "another link that leads nowhere"},
    FindingKind{"issue_without_medication", "an issue that names no medication"},
    FindingKind{"active_medication_with_end_date", "an active medication that has an end date"},
    FindingKind{"inactive_medication_without_end_date", "an ended repeat without an end date"},
    FindingKind{"confidential", "a confidential item or record"},
    FindingKind{"test_patient", "an invented patient"},
    FindingKind{"temporary_patient", "a temporary resident"},
    FindingKind{"same_day_reregistration", "deducted and registered again on one day"},
    FindingKind{"value_with_comparator", "a value such as <0.1"},
    FindingKind{"value_bare_point", "a value such as 6."},
    FindingKind{"value_not_numeric", "a value that is no number"},
    FindingKind{"immunisation_declined", "an immunisation offered and not given"},
    FindingKind{"qualifiers", "qualifiers of a code"},
    FindingKind{"code_maps_several", "a code to which the maps give several meanings"},
    FindingKind{"code_maps_unassured", "a code whose map nobody vouches for"},
    FindingKind{"code_maps_none", "a code that no map knows"},
    FindingKind{"code_maps_differ", "a code to which the maps give another meaning"},
    FindingKind{"code_inactive", "a code that is inactive in the release that is loaded"},
    FindingKind{"code_without_words", "a code with no term to show for it"},
    FindingKind{"codes_alike_but_for_case", "codes in use that differ only in case"},
    FindingKind{"local_code", "a code of the supplier's or the practice's own"},
    FindingKind{"unmapped_drug", "a drug without a dm+d product"},
    FindingKind{"line_break_in_text", "a text of several lines"},
    FindingKind{"text_beyond_ascii", "a text with letters outside ASCII"},
};
// clang-format on

} // namespace

std::span<const FindingKind> finding_kinds()
{
    return kinds;
}

} // namespace ferry::profile

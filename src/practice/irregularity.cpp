#include "practice/irregularity.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "practice/random.hpp"

namespace ferry::practice {
namespace {

using enum Irregularity;
using enum Bearer;

// clang-format off
constexpr IrregularityRow rows[] = {
    {active_drug_cancelled, item, "active_drug_cancelled",
     "active repeat with a cancellation date, and issues after it", 0.6},
    {bp_diastolic_first, item, "bp_diastolic_first",
     "blood pressure with the diastolic row first", 0.8},
    {bst_midnight, item, "bst_midnight", "time 00:00:00 on a day of British Summer Time", 0.6},
    {code_case_pair, item, "code_case_pair", "codes that differ only in case", 0.6},
    {code_local_practice, item, "code_local_practice", "code made by the practice", 2},
    {code_local_supplier, item, "code_local_supplier",
     "code made by the supplier, of each family of such codes", 1},
    {code_one_to_many, item, "code_one_to_many", "code with two rows in the map", 1},
    {code_unassured, item, "code_unassured", "code whose map row is not assured", 1},
    {code_unmapped, item, "code_unmapped", "official code without a row in the map", 1},
    {column_missing, table, "column_missing", "file without a column it should have", 0},
    {column_unknown, table, "column_unknown", "file with a column nobody knows", 0},
    {confidential, item, "confidential", "confidential item", 0.8},
    {date_feb30, item, "date_feb30", "observation dated 30 February", 0.4},
    {deleted_in_bulk, item, "deleted_in_bulk", "deleted row in a full extract", 1.5},
    {dob_future, person, "dob_future", "date of birth after the extract date", 0.1},
    {drug_unmapped, item, "drug_unmapped", "drug without a dm+d id", 0.8},
    {dup_nhs, person, "dup_nhs", "second record of a person with the same NHS number", 0.4},
    {dup_transposed_dob, person, "dup_transposed_dob",
     "second record of a person, no NHS number, day and month of birth exchanged", 0.4},
    {dup_typo_name, person, "dup_typo_name",
     "second record of a person, no NHS number, surname misspelt", 0.4},
    {emis_acute_post_dated, Bearer::row, "emis_acute_post_dated",
     "EMIS: acute with further issues dated after the day they were written", 0.5, "emis"},
    {emis_duplicate_guids_two_orgs, person, "emis_duplicate_guids_two_orgs",
     "EMIS: patient and observation GUIDs that occur in two organisations", 0.2, "emis"},
    {emis_empty_code, item, "emis_empty_code", "EMIS: observation with an empty CodeId", 0.5, "emis"},
    {emis_free_slot, usual, "emis_free_slot", "EMIS: slot without a patient", 0, "emis"},
    {emis_issue_problem_missing, Bearer::row, "emis_issue_problem_missing",
     "EMIS: issue linked to a problem that does not exist", 0.5, "emis"},
    {emis_leading_space, Bearer::row, "emis_leading_space",
     "EMIS: cell that begins with a space", 0.5, "emis"},
    {emis_medication_problem_missing, Bearer::row, "emis_medication_problem_missing",
     "EMIS: medication linked to a problem that does not exist", 0.5, "emis"},
    {emis_misspelt_headers, usual, "emis_misspelt_headers",
     "EMIS 5.x: file with a misspelt header", 0, "emis"},
    {emis_parent_code, usual, "emis_parent_code",
     "EMIS: local code whose ParentCodeId leads to a Read code", 0, "emis"},
    {emis_patient_deleted, nobody, "emis_patient_deleted",
     "EMIS: row of a patient whose own row is deleted", 0.2, "emis"},
    {emis_postcode_run_together, usual, "emis_postcode_run_together",
     "EMIS: postcode without its blank", 0, "emis"},
    {emis_precision_ymdt, Bearer::row, "emis_precision_YMDT",
     "EMIS: observation with the precision YMDT, as consultations by appointment have it", 0.5,
     "emis"},
    {emis_qualifiers_xml, item, "emis_qualifiers_xml",
     "EMIS 8.x: XML in the column Qualifiers", 0.6, "emis"},
    {emis_range_without_value, Bearer::row, "emis_range_without_value",
     "EMIS: heading of a report with an odd range and no value", 0.5, "emis"},
    {emis_read_synonym, Bearer::row, "emis_read_synonym",
     "EMIS: ReadTermId with the suffix of a synonym", 1, "emis"},
    {emis_session_without_user, nobody, "emis_session_without_user",
     "EMIS: session in which nobody works", 0.2, "emis"},
    {emis_two_processing_ids, Bearer::row, "emis_two_processing_ids",
     "EMIS: two rows of one key, the one with the higher ProcessingId counts", 0.5, "emis"},
    {event_after_death, person, "event_after_death", "observation after the death", 0.2},
    {event_before_birth, item, "event_before_birth", "observation before the birth", 0.3},
    {gp2gp_code_empty, Bearer::row, "gp2gp_code_empty",
     "GP2GP: code with a null flavour and no words", 0.5, "gp2gp"},
    {gp2gp_code_words_only, Bearer::row, "gp2gp_code_words_only",
     "GP2GP: code with a null flavour, in words only", 0.8, "gp2gp"},
    {gp2gp_degraded_before, Bearer::row, "gp2gp_degraded_before",
     "GP2GP: code degraded by an earlier transfer", 0.8, "gp2gp"},
    {gp2gp_fragment_missing, Bearer::row, "gp2gp_fragment_missing",
     "GP2GP: document in a message that is not there", 0.5, "gp2gp"},
    {gp2gp_names_alike, Bearer::row, "gp2gp_names_alike",
     "GP2GP: two documents with one file name", 0.5, "gp2gp"},
    {gpconnect_code_words_only, Bearer::row, "gpconnect_code_words_only",
     "GP Connect: code in words only", 0.8, "gpconnect"},
    {gpconnect_degraded_before, Bearer::row, "gpconnect_degraded_before",
     "GP Connect: code degraded by an earlier transfer", 0.8, "gpconnect"},
    {immunisation_refused, item, "immunisation_refused", "immunisation refused, not given", 2},
    {inactive_drug_no_end, item, "inactive_drug_no_end",
     "inactive repeat without an end date", 0.6},
    {issue_no_drug, item, "issue_no_drug", "issue without its drug record", 0.6},
    {last_line_truncated, table, "last_line_truncated", "file whose last line breaks off", 0},
    {nhs_bad_check_digit, person, "nhs_bad_check_digit",
     "NHS number with a wrong check digit", 0.3},
    {nhs_missing, person, "nhs_missing", "no NHS number", 0.6},
    {orphan_appointment, nobody, "orphan_appointment",
     "appointment of a patient who is not in the extract", 0.5},
    {orphan_observation, nobody, "orphan_observation",
     "observation of a patient who is not in the extract", 0.5},
    {parent_missing, item, "parent_missing",
     "observation whose parent (or contact) never existed", 0.6},
    {precision_u, item, "precision_U", "unknown date", 0.6},
    {precision_y, item, "precision_Y", "only the year is known", 1.2},
    {precision_ym, item, "precision_YM", "only year and month are known", 1.2},
    {problem_link_nowhere, item, "problem_link_nowhere",
     "link to a problem that does not exist", 0.6},
    {same_day_reregistration, person, "same_day_reregistration",
     "deducted and registered again on the same day", 0.3},
    {systmone_foreign_row, Bearer::row, "systmone_foreign_row",
     "SystmOne: row that another organisation wrote", 0.5, "systmone"},
    {systmone_placeholder_value, Bearer::row, "systmone_placeholder_value",
     "SystmOne: row that is not numeric with 0, 0.0, -1 or -1.0 for no value", 1, "systmone"},
    {systmone_registration_list, Bearer::row, "systmone_registration_list",
     "SystmOne: registration of two kinds at once", 0.4, "systmone"},
    {systmone_two_problems, Bearer::row, "systmone_two_problems",
     "SystmOne: two problem rows of one entry, the later counts", 0.5, "systmone"},
    {temporary, person, "temporary", "temporary resident", 1.5},
    {test_patient, person, "test_patient", "test patient (DummyType)", 0.2},
    {text_accents, item, "text_accents", "text with signs outside ASCII", 0.8},
    {text_quotes_newlines, item, "text_quotes_newlines",
     "text with quotes, commas and line ends", 0.8},
    {value_bare_point, item, "value_bare_point", "value 6.", 0.6},
    {value_less_than, item, "value_less_than", "value <0.1", 1},
    {value_trailing_zero, item, "value_trailing_zero", "value 1.50", 1},
    {vision_check_sum_missing, Bearer::row, "vision_check_sum_missing",
     "Vision: patient without a row among the check sums", 0.1, "vision"},
    {vision_further_problems, Bearer::row, "vision_further_problems",
     "Vision: LINKS with a consultation and two problems", 0.5, "vision"},
    {vision_odd_code, Bearer::row, "vision_odd_code",
     "Vision: code that is not seven signs long", 0.8, "vision"},
    {vision_snomed_20_digits, Bearer::row, "vision_snomed_20_digits",
     "Vision: SNOMED code of 20 digits", 0.5, "vision"},
    {vision_time_9999, Bearer::row, "vision_time_9999", "Vision: time 9999", 0.5, "vision"},
    {vision_wrong_entity, Bearer::row, "vision_wrong_entity",
     "Vision: vaccination with a weight", 0.5, "vision"},
};
// clang-format on

/// From this size on each kind is planted at least twice.
constexpr std::int64_t full_size = 60;
constexpr std::int64_t half_size = 12;

bool is_second_record(Irregularity kind)
{
    return kind == dup_nhs || kind == dup_transposed_dob || kind == dup_typo_name;
}

/// All patients but the first in a shuffled order.
std::vector<std::int64_t> shuffled(std::int64_t patients, std::uint64_t seed)
{
    std::vector<std::int64_t> order(static_cast<std::size_t>(patients));
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = static_cast<std::int64_t>(i);
    }
    Random random{seed, 0x9A1};
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[static_cast<std::size_t>(random.below(static_cast<int>(i)))]);
    }
    return order;
}

} // namespace

std::span<const IrregularityRow> irregularities()
{
    return rows;
}

const IrregularityRow& row_of(Irregularity kind)
{
    return rows[static_cast<std::size_t>(kind)];
}

Plan::Plan(std::int64_t patients, std::uint64_t seed, std::string_view system) : patients_{patients}
{
    std::vector<std::int64_t> free = shuffled(patients, seed);
    const auto take = [&free] {
        const std::int64_t patient = free.back();
        free.pop_back();
        return patient;
    };
    for (const IrregularityRow& row : rows) {
        const std::int64_t count = row.bearer == person ? count_of(row) : 0;
        for (std::int64_t i = 0; i < count && free.size() > 3; ++i) {
            const std::int64_t patient = take();
            planned_.push_back({patient, row.kind, is_second_record(row.kind) ? take() : -1});
        }
    }
    std::size_t next = 0;
    const auto give = [&](const IrregularityRow& row) {
        const std::int64_t count = count_of(row);
        for (std::int64_t i = 0; i < count && !free.empty(); ++i) {
            planned_.push_back({free[next++ % free.size()], row.kind, -1});
        }
    };
    for (const IrregularityRow& row : rows) {
        if (row.bearer == item) {
            give(row);
        }
    }
    // Last, so that who bears the others is the same in all systems.
    for (const IrregularityRow& row : rows) {
        if (row.bearer == Bearer::row && row.system == system) {
            give(row);
        }
    }
    // A patient's keep the order in which they were given.
    std::ranges::stable_sort(planned_, {}, &Planned::patient);
}

std::span<const Planned> Plan::of(std::int64_t patient) const
{
    const auto first = std::ranges::lower_bound(planned_, patient, {}, &Planned::patient);
    const auto last = std::ranges::upper_bound(planned_, patient, {}, &Planned::patient);
    return {first, last};
}

bool Plan::lends_birthday(std::int64_t patient) const
{
    return std::ranges::any_of(planned_, [patient](const Planned& planned) {
        return planned.kind == dup_transposed_dob && planned.other == patient;
    });
}

std::int64_t Plan::count_of(const IrregularityRow& row) const
{
    if (patients_ < half_size) {
        return 0;
    }
    if (patients_ < full_size) {
        return 1;
    }
    return 2 + static_cast<std::int64_t>(row.per_thousand * static_cast<double>(patients_) / 1'000);
}

} // namespace ferry::practice

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
    {active_drug_cancelled, "active_drug_cancelled",
     "active repeat with a cancellation date", item, 0.6},
    {bp_diastolic_first, "bp_diastolic_first",
     "blood pressure with the diastolic row first", item, 0.8},
    {bst_midnight, "bst_midnight", "time 00:00:00 on a day of British Summer Time", item, 0.6},
    {code_case_pair, "code_case_pair", "codes that differ only in case", item, 0.6},
    {code_local_practice, "code_local_practice", "code made by the practice", item, 2},
    {code_local_supplier, "code_local_supplier", "code made by the supplier", item, 2},
    {code_one_to_many, "code_one_to_many", "code with two rows in the map", item, 1},
    {code_unassured, "code_unassured", "code whose map row is not assured", item, 1},
    {code_unmapped, "code_unmapped", "official code without a row in the map", item, 1},
    {column_missing, "column_missing", "file without a column it should have", table, 0},
    {column_unknown, "column_unknown", "file with a column nobody knows", table, 0},
    {confidential, "confidential", "confidential item", item, 0.8},
    {date_feb30, "date_feb30", "observation dated 30 February", item, 0.4},
    {deleted_in_bulk, "deleted_in_bulk", "deleted row in a full extract", item, 1.5},
    {dob_future, "dob_future", "date of birth after the extract date", person, 0.1},
    {drug_unmapped, "drug_unmapped", "drug without a dm+d id", item, 0.8},
    {dup_nhs, "dup_nhs", "second record of a person with the same NHS number", person, 0.4},
    {dup_transposed_dob, "dup_transposed_dob",
     "second record of a person, no NHS number, day and month of birth exchanged", person, 0.4},
    {dup_typo_name, "dup_typo_name",
     "second record of a person, no NHS number, surname misspelt", person, 0.4},
    {emis_duplicate_guids_two_orgs, "emis_duplicate_guids_two_orgs",
     "EMIS: patient and observation GUIDs that occur in two organisations", person, 0.2, "emis"},
    {emis_empty_code, "emis_empty_code", "EMIS: observation with an empty CodeId", item, 0.5, "emis"},
    {emis_qualifiers_xml, "emis_qualifiers_xml",
     "EMIS 8.x: XML in the column Qualifiers", item, 0.6, "emis"},
    {event_after_death, "event_after_death", "observation after the death", person, 0.2},
    {event_before_birth, "event_before_birth", "observation before the birth", item, 0.3},
    {gp2gp_code_empty, "gp2gp_code_empty",
     "GP2GP: code with a null flavour and no words", Bearer::row, 0.5, "gp2gp"},
    {gp2gp_code_words_only, "gp2gp_code_words_only",
     "GP2GP: code with a null flavour, in words only", Bearer::row, 0.8, "gp2gp"},
    {gp2gp_degraded_before, "gp2gp_degraded_before",
     "GP2GP: code degraded by an earlier transfer", Bearer::row, 0.8, "gp2gp"},
    {gp2gp_fragment_missing, "gp2gp_fragment_missing",
     "GP2GP: document in a message that is not there", Bearer::row, 0.5, "gp2gp"},
    {gp2gp_names_alike, "gp2gp_names_alike",
     "GP2GP: two documents with one file name", Bearer::row, 0.5, "gp2gp"},
    {gpconnect_code_words_only, "gpconnect_code_words_only",
     "GP Connect: code in words only", Bearer::row, 0.8, "gpconnect"},
    {gpconnect_degraded_before, "gpconnect_degraded_before",
     "GP Connect: code degraded by an earlier transfer", Bearer::row, 0.8, "gpconnect"},
    {immunisation_refused, "immunisation_refused", "immunisation refused, not given", item, 2},
    {inactive_drug_no_end, "inactive_drug_no_end",
     "inactive repeat without an end date", item, 0.6},
    {issue_no_drug, "issue_no_drug", "issue without its drug record", item, 0.6},
    {last_line_truncated, "last_line_truncated", "file whose last line breaks off", table, 0},
    {nhs_bad_check_digit, "nhs_bad_check_digit",
     "NHS number with a wrong check digit", person, 0.3},
    {nhs_missing, "nhs_missing", "no NHS number", person, 0.6},
    {orphan_appointment, "orphan_appointment",
     "appointment of a patient who is not in the extract", nobody, 0.5},
    {orphan_observation, "orphan_observation",
     "observation of a patient who is not in the extract", nobody, 0.5},
    {parent_missing, "parent_missing",
     "observation whose parent (or contact) never existed", item, 0.6},
    {precision_u, "precision_U", "unknown date", item, 0.6},
    {precision_y, "precision_Y", "only the year is known", item, 1.2},
    {precision_ym, "precision_YM", "only year and month are known", item, 1.2},
    {problem_link_nowhere, "problem_link_nowhere",
     "link to a problem that does not exist", item, 0.6},
    {same_day_reregistration, "same_day_reregistration",
     "deducted and registered again on the same day", person, 0.3},
    {systmone_foreign_row, "systmone_foreign_row",
     "SystmOne: row that another organisation wrote", Bearer::row, 0.5, "systmone"},
    {systmone_placeholder_value, "systmone_placeholder_value",
     "SystmOne: row that is not numeric with 0, 0.0, -1 or -1.0 for no value",
     Bearer::row, 1, "systmone"},
    {systmone_registration_list, "systmone_registration_list",
     "SystmOne: registration of two kinds at once", Bearer::row, 0.4, "systmone"},
    {systmone_two_problems, "systmone_two_problems",
     "SystmOne: two problem rows of one entry, the later counts", Bearer::row, 0.5, "systmone"},
    {temporary, "temporary", "temporary resident", person, 1.5},
    {test_patient, "test_patient", "test patient (DummyType)", person, 0.2},
    {text_accents, "text_accents", "text with signs outside ASCII", item, 0.8},
    {text_quotes_newlines, "text_quotes_newlines",
     "text with quotes, commas and line ends", item, 0.8},
    {value_bare_point, "value_bare_point", "value 6.", item, 0.6},
    {value_less_than, "value_less_than", "value <0.1", item, 1},
    {value_trailing_zero, "value_trailing_zero", "value 1.50", item, 1},
    {vision_check_sum_missing, "vision_check_sum_missing",
     "Vision: patient without a row among the check sums", Bearer::row, 0.1, "vision"},
    {vision_further_problems, "vision_further_problems",
     "Vision: LINKS with a consultation and two problems", Bearer::row, 0.5, "vision"},
    {vision_odd_code, "vision_odd_code",
     "Vision: code that is not seven signs long", Bearer::row, 0.8, "vision"},
    {vision_snomed_20_digits, "vision_snomed_20_digits",
     "Vision: SNOMED code of 20 digits", Bearer::row, 0.5, "vision"},
    {vision_time_9999, "vision_time_9999", "Vision: time 9999", Bearer::row, 0.5, "vision"},
    {vision_wrong_entity, "vision_wrong_entity",
     "Vision: vaccination with a weight", Bearer::row, 0.5, "vision"},
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
    std::ranges::sort(planned_);
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

#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "practice/guid.hpp"

/// What is wrong with a practice's data on purpose. Each kind of irregularity
/// is a row; the plan says which patients bear it, and the findings say where
/// in the extract it stands, for the truth file.
namespace ferry::practice {

enum class Irregularity : unsigned char {
    active_drug_cancelled,
    bp_diastolic_first,
    bst_midnight,
    code_case_pair,
    code_local_practice,
    code_local_supplier,
    code_one_to_many,
    code_unassured,
    code_unmapped,
    column_missing,
    column_unknown,
    confidential,
    date_feb30,
    deleted_in_bulk,
    dob_future,
    drug_unmapped,
    dup_nhs,
    dup_transposed_dob,
    dup_typo_name,
    emis_acute_post_dated,
    emis_duplicate_guids_two_orgs,
    emis_empty_code,
    emis_free_slot,
    emis_issue_problem_missing,
    emis_leading_space,
    emis_medication_problem_missing,
    emis_misspelt_headers,
    emis_parent_code,
    emis_patient_deleted,
    emis_postcode_run_together,
    emis_precision_ymdt,
    emis_qualifiers_xml,
    emis_range_without_value,
    emis_read_synonym,
    emis_session_without_user,
    emis_two_processing_ids,
    event_after_death,
    event_before_birth,
    gp2gp_code_empty,
    gp2gp_code_words_only,
    gp2gp_degraded_before,
    gp2gp_fragment_missing,
    gp2gp_names_alike,
    gpconnect_code_words_only,
    gpconnect_degraded_before,
    immunisation_refused,
    inactive_drug_no_end,
    issue_no_drug,
    last_line_truncated,
    nhs_bad_check_digit,
    nhs_missing,
    orphan_appointment,
    orphan_observation,
    parent_missing,
    precision_u,
    precision_y,
    precision_ym,
    problem_link_nowhere,
    same_day_reregistration,
    systmone_foreign_row,
    systmone_placeholder_value,
    systmone_registration_list,
    systmone_two_problems,
    temporary,
    test_patient,
    text_accents,
    text_quotes_newlines,
    value_bare_point,
    value_less_than,
    value_trailing_zero,
    vision_check_sum_missing,
    vision_further_problems,
    vision_odd_code,
    vision_snomed_20_digits,
    vision_time_9999,
    vision_wrong_entity,
};

/// Where an irregularity of this kind lives.
enum class Bearer : unsigned char {
    person, ///< a patient who bears no other irregularity
    item,   ///< an item of an ordinary patient
    row,    ///< the row of an item of an ordinary patient, as one system writes it
    nobody, ///< rows of the practice, or of patients who are not in the extract
    table,  ///< a file
    usual,  ///< not planned: it comes with how the system is used
};

struct IrregularityRow {
    Irregularity kind;
    Bearer bearer;
    std::string_view name{};
    std::string_view what{};
    double per_thousand;       ///< how many more for each thousand patients
    std::string_view system{}; ///< the one system that has it; empty: all
};

std::span<const IrregularityRow> irregularities();
const IrregularityRow& row_of(Irregularity kind);

/// One irregularity given to one patient.
struct Planned {
    std::int64_t patient;
    Irregularity kind;
    std::int64_t other; ///< the patient of whom this one is a second record, or -1
};

/// Who bears what. The same seed and number of patients give the same plan; rows
/// are added that only `system` writes.
class Plan {
public:
    Plan(std::int64_t patients, std::uint64_t seed, std::string_view system = {});

    /// What is planned for a patient.
    std::span<const Planned> of(std::int64_t patient) const;

    /// True if another record bears this patient's birthday, day and month exchanged.
    bool lends_birthday(std::int64_t patient) const;

    /// How often a kind is planted that no patient bears.
    std::int64_t count(Irregularity kind) const { return count_of(row_of(kind)); }

private:
    std::int64_t count_of(const IrregularityRow& row) const;

    std::int64_t patients_;
    std::vector<Planned> planned_{}; ///< by patient
};

/// One place where an irregularity stands.
struct Place {
    std::int64_t patient = -1; ///< none: a patient who is not in the extract, or a file
    std::string_view kind{};   ///< "obs", "med", "issue", "imm", "bp", "patient"; empty
    Guid id{};                 ///< of the patient or item, if it is of the record
    std::string called{};      ///< what the extract calls it
    std::string note{};
    std::string file{};
    std::string column{};
};

/// All places found, by kind.
class Findings {
public:
    void add(Irregularity kind, Place place) { places_[kind].push_back(std::move(place)); }
    const std::map<Irregularity, std::vector<Place>>& places() const { return places_; }

    /// Takes all places of `others`, which has none then. `call(place)` is asked
    /// how the extract calls each.
    template <typename Call>
    void take(Findings& others, Call&& call)
    {
        for (auto& [kind, places] : others.places_) {
            for (Place& place : places) {
                place.called = call(place);
                add(kind, std::move(place));
            }
        }
        others.places_.clear();
    }

private:
    std::map<Irregularity, std::vector<Place>> places_;
};

} // namespace ferry::practice

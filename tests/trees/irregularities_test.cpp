#include <algorithm>
#include <cstdint>

#include <gtest/gtest.h>

#include "trees/made.hpp"

namespace ferry::trees {
namespace {

/// How an irregularity shows.
enum class Shows : std::uint8_t {
    finding,  ///< the profile counts it as often as the truth
    findings, ///< the profile counts it at least so often
    cause,    ///< each place waits, or is degraded, for this cause
    waiting,  ///< as many rows as the truth counts wait for this cause
    rule,     ///< each place went by this rule
    field,    ///< the item of each place has this: "value=1.50"
    meaning,  ///< the code of the item of each place came by this rule
};

struct Planted {
    const char* name;
    Shows shows;
    std::string_view what;
};

// Not aligned: the rows would be too long.
// clang-format off
constexpr Planted in_both[] = {
    {"bp_diastolic_first", Shows::field, "unit=mmHg"}, // one item, whatever the order
    {"bst_midnight", Shows::finding, "midnight_in_summer"},
    {"code_case_pair", Shows::finding, "codes_alike_but_for_case"},
    {"code_local_practice", Shows::cause, "local_code:"},
    {"code_local_supplier", Shows::cause, "local_code:"},
    {"code_one_to_many", Shows::cause, "several_targets:"},
    {"code_unassured", Shows::cause, "unassured_map:"},
    {"code_unmapped", Shows::cause, "unmapped_code:"},
    {"confidential", Shows::field, "confidential=true"},
    {"date_feb30", Shows::cause, "bad_value:observation.date"},
    {"drug_unmapped", Shows::cause, "unmapped_drug:"},
    {"dup_transposed_dob", Shows::finding, "duplicate_person_birth_date"},
    {"dup_typo_name", Shows::finding, "duplicate_person_misspelt_name"},
    {"event_after_death", Shows::finding, "event_after_death"},
    // And all items of a patient who is not born yet.
    {"event_before_birth", Shows::findings, "event_before_birth"},
    {"dob_future", Shows::findings, "event_before_birth"},
    {"immunisation_refused", Shows::finding, "immunisation_declined"},
    {"inactive_drug_no_end", Shows::finding, "inactive_medication_without_end_date"},
    {"issue_no_drug", Shows::finding, "issue_without_medication"},
    {"nhs_bad_check_digit", Shows::finding, "nhs_number_invalid"},
    // And the second records that have none either.
    {"nhs_missing", Shows::findings, "nhs_number_missing"},
    {"precision_U", Shows::field, "date="},
    {"precision_Y", Shows::finding, "date_year_only"},
    {"precision_YM", Shows::finding, "date_month_only"},
    {"temporary", Shows::finding, "temporary_patient"},
    {"text_accents", Shows::finding, "text_beyond_ascii"},
    {"value_less_than", Shows::field, "comparator=<"},
    {"value_trailing_zero", Shows::field, "value=1.50"},
};

constexpr Planted in_messages[] = {
    {"active_drug_cancelled", Shows::finding, "active_medication_with_end_date"},
    // Two messages about one number are one case; the second row of the list waits.
    {"dup_nhs", Shows::waiting, "duplicate_key:PatientList"},
    {"gp2gp_code_empty", Shows::cause, "missing_code:Statement"},
    {"gp2gp_code_words_only", Shows::meaning, "text-without-code"},
    {"gp2gp_degraded_before", Shows::meaning, "degraded-before"},
    {"gp2gp_fragment_missing", Shows::cause, "missing_file:document"},
    {"gp2gp_names_alike", Shows::field, "file=Untitled.txt"},
    {"problem_link_nowhere", Shows::finding, "problem_missing"},
    // Texts of blood pressures are of several lines too.
    {"text_quotes_newlines", Shows::findings, "line_break_in_text"},
    {"value_bare_point", Shows::finding, "value_bare_point"},
};

constexpr Planted in_bundles[] = {
    {"dup_nhs", Shows::finding, "duplicate_nhs_number"},
    {"gpconnect_code_words_only", Shows::meaning, "text-without-code"},
    {"gpconnect_degraded_before", Shows::meaning, "degraded-before"},
    {"text_quotes_newlines", Shows::findings, "line_break_in_text"},
};
// clang-format on

std::int64_t findings(Made& made, std::string_view kind)
{
    const auto all = workspace::findings(made.workspace());
    const auto found = std::ranges::find(all, kind, &workspace::FindingRow::kind);
    return found == all.end() ? 0 : found->count;
}

std::int64_t waiting(const Made& made, std::string_view cause)
{
    std::int64_t count = 0;
    for (const auto& one : made.run().cases()) {
        for (const auto& fate : one->mapped->fates) {
            count += made.run().shown(fate).cause == cause ? 1 : 0;
        }
    }
    return count;
}

/// Whether the item or row with this id shows what it should.
bool shows_at(const Made& made, const std::string& id, const Planted& row)
{
    const auto fate = made.fate(id);
    if (row.shows == Shows::cause || row.shows == Shows::rule) {
        const std::string said = !fate ? "" : row.shows == Shows::cause ? fate->cause : fate->rule;
        return said.starts_with(row.what);
    }
    const support::ShownItem* item = made.item(id);
    if (item == nullptr) {
        return false;
    }
    if (row.shows == Shows::meaning) {
        const auto code = item->codes.find("code");
        return code != item->codes.end() && code->second->rule == row.what;
    }
    const auto equal = row.what.find('=');
    return item->at(row.what.substr(0, equal)) == row.what.substr(equal + 1);
}

void expect_seen(Made& made, const Planted& row)
{
    const auto places = made.places(row.name);
    const auto planted = static_cast<std::int64_t>(places.size());
    ASSERT_GT(planted, 0) << row.name;
    if (row.shows == Shows::finding) {
        EXPECT_EQ(findings(made, row.what), planted) << row.name;
    } else if (row.shows == Shows::findings) {
        EXPECT_GE(findings(made, row.what), planted) << row.name;
    } else if (row.shows == Shows::waiting) {
        EXPECT_EQ(waiting(made, row.what), planted) << row.name;
    } else {
        for (const std::string& id : places) {
            const auto fate = made.fate(id);
            EXPECT_TRUE(shows_at(made, id, row))
                << row.name << " at " << id << ": " << (fate ? fate->rule + " " + fate->cause : "");
        }
    }
}

template <typename... Tables>
void expect_all_named(const Made& made, const Tables&... tables)
{
    for (const auto& [name, irregularity] : made.truth().at("irregularities").items()) {
        const auto named = [&name = name](const auto& table) {
            return std::ranges::find(table, name, &Planted::name) != std::end(table);
        };
        EXPECT_TRUE((named(tables) || ...)) << name;
    }
}

TEST(MadeMessages, ShowEveryIrregularityAsOftenAsItWasPlanted)
{
    for (const auto& table : {std::span<const Planted>{in_both}, {in_messages}}) {
        for (const Planted& row : table) {
            expect_seen(Made::messages(), row);
        }
    }
    expect_all_named(Made::messages(), in_both, in_messages);
}

TEST(MadeBundles, ShowEveryIrregularityAsOftenAsItWasPlanted)
{
    for (const auto& table : {std::span<const Planted>{in_both}, {in_bundles}}) {
        for (const Planted& row : table) {
            expect_seen(Made::bundles(), row);
        }
    }
    expect_all_named(Made::bundles(), in_both, in_bundles);
}

} // namespace
} // namespace ferry::trees

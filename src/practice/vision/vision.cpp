#include "practice/vision/vision.hpp"

#include "practice/vision/writer.hpp"

namespace ferry::practice::vision {
namespace {

using enum Irregularity;

constexpr std::string_view missing[] = {
    "appointments, sessions and slots",
    "audit rows",
    "registration history",
    "middle names, carers and care homes",
    "date precision (full date stands instead)",
    "confidentiality",
    "urgency, code and text of referrals",
    "which repeat an issue belongs to",
    "a repeat that is active and has an end, or has ended without one",
    "ranges of results and which result stands under which",
    "what an allergy is to: a drug or something else",
    "whether a reminder is done",
};
constexpr Irregularity cannot_be[] = {
    active_drug_cancelled, bp_diastolic_first,      column_unknown,     confidential,
    inactive_drug_no_end,  issue_no_drug,           orphan_appointment, precision_y,
    precision_ym,          same_day_reregistration, test_patient,
};

} // namespace

constexpr Layout layout_live = {.name = "vision",
                                .system = "vision",
                                .version = "live",
                                .title = "Vision bulk extract, columns in the order of live files",
                                .texts = true,
                                .middle_names = false,
                                .cannot_bear = cannot_be,
                                .not_expressible = missing,
                                .open = open_with<Writer>};

} // namespace ferry::practice::vision

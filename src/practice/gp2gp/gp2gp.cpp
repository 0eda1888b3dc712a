#include "practice/gp2gp/gp2gp.hpp"

#include "practice/gp2gp/writer.hpp"

namespace ferry::practice::gp2gp {
namespace {

constexpr std::string_view missing[] = {
    "appointments",
    "audit trail",
    "registration history",
    "comment, review and group of a problem",
    "whether a recall was done",
    "repeat dispensing (is repeat)",
    "that an entry is a vaccination (told by its code)",
    "when an entry in a consultation was entered (the consultation says it)",
};
constexpr Irregularity not_borne[] = {
    Irregularity::column_missing,     Irregularity::column_unknown,
    Irregularity::deleted_in_bulk,    Irregularity::last_line_truncated,
    Irregularity::orphan_appointment, Irregularity::orphan_observation,
    Irregularity::parent_missing,     Irregularity::same_day_reregistration,
    Irregularity::test_patient,
};

} // namespace

constexpr Layout layout = {.name = "gp2gp",
                           .system = "gp2gp",
                           .version = "RCMR_IN030000UK06",
                           .title = "GP2GP messages of EMIS Web, one a patient, and a patient list",
                           .texts = true,
                           .cannot_bear = not_borne,
                           .not_expressible = missing,
                           .open = open_with<Writer>};

} // namespace ferry::practice::gp2gp

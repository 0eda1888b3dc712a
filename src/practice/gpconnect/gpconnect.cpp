#include "practice/gpconnect/gpconnect.hpp"

#include "practice/gpconnect/writer.hpp"

namespace ferry::practice::gpconnect {
namespace {

constexpr std::string_view missing[] = {
    "appointments",
    "audit trail",
    "registration history",
    "review of a problem",
    "the bytes of documents (their addresses are sent)",
    "a value that ends in a point",
};
constexpr Irregularity not_borne[] = {
    Irregularity::active_drug_cancelled, Irregularity::column_missing,
    Irregularity::column_unknown,        Irregularity::deleted_in_bulk,
    Irregularity::last_line_truncated,   Irregularity::orphan_appointment,
    Irregularity::orphan_observation,    Irregularity::parent_missing,
    Irregularity::problem_link_nowhere,  Irregularity::same_day_reregistration,
    Irregularity::test_patient,          Irregularity::value_bare_point,
};

} // namespace

constexpr Layout layout = {.name = "gpconnect",
                           .system = "gpconnect",
                           .version = "stu3",
                           .title = "GP Connect structured records of EMIS Web, a bundle a patient",
                           .texts = true,
                           .cannot_bear = not_borne,
                           .not_expressible = missing,
                           .open = open_with<Writer>};

} // namespace ferry::practice::gpconnect

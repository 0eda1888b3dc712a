#include "practice/systmone/systmone.hpp"

#include "practice/systmone/writer.hpp"

namespace ferry::practice::systmone {
namespace {

using enum Irregularity;

constexpr std::string_view missing[] = {
    "free text of observations and problems",
    "date precision (full date stands instead)",
    "confidentiality",
    "audit rows",
    "ranges of results",
    "headings of blood pressures and which result stands under which",
    "codes of recalls (their term stands instead)",
    "what problem an entry belongs to",
    "whether a repeat is a repeat dispensing",
    "free slots of the appointment book",
};
constexpr Irregularity cannot_be[] = {confidential, precision_y, precision_ym};

} // namespace

constexpr Layout layout_93 = {.name = "systmone-93",
                              .system = "systmone",
                              .version = "93",
                              .title = "SystmOne Strategic Reporting extract, layout 93",
                              .texts = false,
                              .cannot_bear = cannot_be,
                              .not_expressible = missing,
                              .open = open_with<Writer>};

} // namespace ferry::practice::systmone

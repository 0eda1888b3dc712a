#include "practice/emis/emis.hpp"

#include "practice/emis/writer.hpp"

namespace ferry::practice::emis {
namespace {

constexpr std::string_view missing_in_8_2[] = {
    "AssociatedText and Comment (as the 8.2 document has it)",
    "NumericOperator (comparator stands in Value)",
};
constexpr std::string_view missing_in_5_4[] = {
    "registration history",
    "Qualifiers",
    "NumericOperator (comparator stands in Value)",
};
constexpr Irregularity not_in_8_2[] = {Irregularity::emis_misspelt_headers};
constexpr Irregularity not_in_5_4[] = {Irregularity::emis_qualifiers_xml,
                                       Irregularity::same_day_reregistration};

template <const Version& version>
std::unique_ptr<PracticeWriter> open(const Setting& setting, const Plan& plan,
                                     const std::filesystem::path& folder)
{
    return std::make_unique<Writer>(setting, version, plan, folder);
}

} // namespace

constexpr Layout layout_8_2 = {.name = "emis-8.2",
                               .system = "emis",
                               .version = "8.2",
                               .title = "EMIS Web extract, version 8.2",
                               .texts = false,
                               .cannot_bear = not_in_8_2,
                               .not_expressible = missing_in_8_2,
                               .open = open<version_8_2>};

constexpr Layout layout_5_4 = {.name = "emis-5.4",
                               .system = "emis",
                               .version = "5.4",
                               .title = "EMIS Web extract, version 5.4, headers misspelt as in 5.x",
                               .texts = true,
                               .cannot_bear = not_in_5_4,
                               .not_expressible = missing_in_5_4,
                               .open = open<version_5_4>};

} // namespace ferry::practice::emis

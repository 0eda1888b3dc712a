#include "sources/emis/emis.hpp"

#include <string_view>

namespace ferry::embedded {
extern const std::string_view emis_csv_yaml;
}

namespace ferry::sources {

const tabular::Description& emis_csv()
{
    static const tabular::Description description =
        tabular::parse_description(std::string{embedded::emis_csv_yaml}, "emis-csv.yaml");
    return description;
}

} // namespace ferry::sources

#include "sources/systmone/systmone.hpp"

#include <string_view>

namespace ferry::embedded {
extern const std::string_view systmone_csv_yaml;
}

namespace ferry::sources {

const tabular::Description& systmone_csv()
{
    static const tabular::Description description =
        tabular::parse_description(std::string{embedded::systmone_csv_yaml}, "systmone-csv.yaml");
    return description;
}

} // namespace ferry::sources

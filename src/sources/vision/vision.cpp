#include "sources/vision/vision.hpp"

#include <string_view>

namespace ferry::embedded {
extern const std::string_view vision_csv_yaml;
}

namespace ferry::sources {

const tabular::Description& vision_csv()
{
    static const tabular::Description description =
        tabular::parse_description(std::string{embedded::vision_csv_yaml}, "vision-csv.yaml");
    return description;
}

} // namespace ferry::sources

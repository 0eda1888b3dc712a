#include "sources/gnumed/gnumed.hpp"

#include <string_view>

namespace ferry::embedded {
extern const std::string_view gnumed_yaml;
}

namespace ferry::sources {

const tabular::Description& gnumed()
{
    static const tabular::Description description =
        tabular::parse_description(std::string{embedded::gnumed_yaml}, "gnumed.yaml");
    return description;
}

} // namespace ferry::sources

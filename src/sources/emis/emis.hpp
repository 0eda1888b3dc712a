#pragma once

#include "sources/tabular/description.hpp"

namespace ferry::sources {

/// EMIS Web's bulk extract, as emis-csv.yaml describes it.
const tabular::Description& emis_csv();

} // namespace ferry::sources

#pragma once

#include "sources/tabular/description.hpp"

namespace ferry::sources {

/// The description of SystmOne's bulk extract, read once.
const tabular::Description& systmone_csv();

} // namespace ferry::sources

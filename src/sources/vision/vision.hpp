#pragma once

#include "sources/tabular/description.hpp"

namespace ferry::sources {

/// The description of Vision's bulk extract, read once.
const tabular::Description& vision_csv();

} // namespace ferry::sources

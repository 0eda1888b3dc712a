#pragma once

#include "sources/tabular/description.hpp"

namespace ferry::sources {

/// The description of GNUmed's database, version 22 (docs/formats/gnumed.md).
const tabular::Description& gnumed();

} // namespace ferry::sources

#pragma once

#include "practice/layout.hpp"

/// Vision's bulk extract: files without headers, quotes only where they are
/// needed, ids that are numbers and unique only with the patient's.
namespace ferry::practice::vision {

extern const Layout layout_live;

} // namespace ferry::practice::vision

#pragma once

#include "transform/mapper.hpp"

namespace ferry::transform {

/// Adds to the record what a clinician must be told about how it came across:
/// each degraded or held allergy until a clinician has dealt with it (design:
/// "Safety rules", 4; R121), and that items are held. One alert item each, at the
/// end of the record, so that no other item's key changes. A record that waits as a whole gets
/// none: there is nobody in the target to read it by.
void add_alerts(Mapped& mapped);

} // namespace ferry::transform

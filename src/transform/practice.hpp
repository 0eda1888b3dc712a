#pragma once

#include <string_view>

#include "record/record.hpp"

namespace ferry::transform {

/// The directory's organisation with the ODS code of the practice that moves. Throws
/// InputError, with the codes that there are, if none has it: another practice's extract
/// must not be carried.
ItemNo organisation_with(std::string_view ods, const Record& directory);

} // namespace ferry::transform

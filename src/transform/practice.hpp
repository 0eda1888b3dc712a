#pragma once

#include <string_view>

#include "record/record.hpp"
#include "transform/mapper.hpp"

namespace ferry::transform {

/// The directory's organisation with the ODS code of the practice that moves. Throws
/// InputError, with the codes that there are, if none has it: another practice's extract
/// must not be carried.
ItemNo organisation_with(std::string_view ods, const Record& directory);

/// Why a patient's record waits as a whole: it is another practice's, or the source does not say
/// whose. Nothing where it is to be carried: it is the moving practice's, a person decided to carry
/// it, or the source names no practice at all.
/// \param moving the source's id of the practice that moves; empty: not known.
const Cause* of_another_practice(const extract::Subject& patient, std::string_view moving,
                                 const Context& context);

} // namespace ferry::transform

#pragma once

#include <cstddef>
#include <vector>

#include "record/record.hpp"
#include "workspace/case_store.hpp"

namespace ferry::cli {

/// The raw rows behind an item of a record, by their places in the case: those that
/// became it; of an address or a registration that the patient's row made besides,
/// that row; of an alert, the rows it warns of. None if there is no such item.
/// \pre the record was made of the case
std::vector<std::size_t> rows_behind(const workspace::StoredCase& stored, const Record& record,
                                     ItemNo item);

} // namespace ferry::cli

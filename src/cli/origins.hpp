#pragma once

#include <cstddef>
#include <string_view>
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

/// True if the row is the one with this id, not one that only mentions it or whose id begins
/// so. The id of a table's row is its first cell, with or without quotes, and in braces or
/// not; that of an element is the first that it names.
bool is_row_of(std::string_view bytes, std::string_view id);

} // namespace ferry::cli

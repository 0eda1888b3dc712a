#pragma once

#include <map>
#include <string>
#include <vector>

#include "record/record.hpp"

namespace ferry::corpora {

/// The items of a record in the words of the truth: "type|date|code key|value|unit",
/// sorted. A blood pressure is one, an acute one with its issue.
/// \param keys the source's own code -> the truth's key
std::vector<std::string> emis_items(const Record& record,
                                    const std::map<std::string, std::string>& keys);

} // namespace ferry::corpora

#pragma once

#include <string_view>
#include <vector>

#include "json/tree.hpp"

namespace ferry::fhir {

/// The values at a path, in the order in which they stand; lists on the way are looked
/// into. A path names members parted by '.'; "extension:ActualProblem" stands for the
/// extensions of that short name. Of several ways parted by '|' (STU3 | R4) the first
/// that leads anywhere counts.
std::vector<json::Value> all_at(json::Value from, std::string_view path);

/// The first of them; nothing where there is none.
json::Value first_at(json::Value from, std::string_view path);

/// Its text; empty where there is none.
std::string_view text_at(json::Value from, std::string_view path);

} // namespace ferry::fhir

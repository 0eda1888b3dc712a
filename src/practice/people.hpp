#pragma once

#include <cstdint>

#include "practice/irregularity.hpp"
#include "practice/model.hpp"

namespace ferry::practice {

/// Who patient `number` is: the same person each time, whoever stands around.
/// What the plan holds against the person's own data is done to it here.
Person make_person(const Setting& setting, const Plan& plan, std::int64_t number);

} // namespace ferry::practice

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/manifest.hpp"

namespace ferry::pipeline {

/// What a pass asks about its extract as a whole, once in each pass: so many are of a kind of
/// cause, and `sample` is one of them.
extract::Question question_of_pass(std::int64_t pass, std::string_view kind, std::int64_t count,
                                   std::string sample);

} // namespace ferry::pipeline

#pragma once

#include <string>
#include <string_view>

#include "base/fault.hpp"

namespace ferry {

/// The bytes that base64 text stands for; line ends and blanks in it do not count.
/// Fault::malformed where it is none.
Parsed<std::string> from_base64(std::string_view text);

} // namespace ferry

#pragma once

#include <filesystem>
#include <string>

#include "practice/model.hpp"

namespace ferry::practice {

/// The code's five signs of Read v2, dots included; longer local codes as they are.
std::string padded_read(const Code& code);

/// Writes the code maps that belong to our dictionary, in the layouts of the
/// official ones, and the list of medicines: what a customer would bring.
/// Returns their bytes.
std::int64_t write_maps(const Setting& setting, const std::filesystem::path& folder);

} // namespace ferry::practice

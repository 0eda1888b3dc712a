#pragma once

#include <filesystem>
#include <memory>

#include "load/target.hpp"

namespace ferry::targets::ferry_extract {

/// The writer of the extract in `folder`. What a killed pass has written and not
/// delivered is taken away: the pass that goes on writes it again.
std::unique_ptr<load::Writer> make_writer(const std::filesystem::path& folder);

} // namespace ferry::targets::ferry_extract

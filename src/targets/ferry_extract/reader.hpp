#pragma once

#include <filesystem>
#include <memory>

#include "load/target.hpp"

namespace ferry::targets::ferry_extract {

/// The reader of the extract in `folder`, and of what the pass at hand has written
/// beside it. Shares nothing with the writer.
std::unique_ptr<load::Reader> make_reader(const std::filesystem::path& folder);

} // namespace ferry::targets::ferry_extract

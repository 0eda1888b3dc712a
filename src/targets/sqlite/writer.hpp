#pragma once

#include <filesystem>
#include <memory>

#include "load/target.hpp"

namespace ferry::targets::sqlite {

/// The writer of the target at `path`. \pre the target stands there.
std::unique_ptr<load::Writer> make_writer(const std::filesystem::path& path);

} // namespace ferry::targets::sqlite

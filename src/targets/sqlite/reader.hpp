#pragma once

#include <filesystem>
#include <memory>

#include "load/target.hpp"

namespace ferry::targets::sqlite {

/// A reader of the target at `path`, with a connection of its own. It knows
/// nothing of how the target was written: it finds columns in the database's
/// own catalogue. \pre the target stands there.
std::unique_ptr<load::Reader> make_reader(const std::filesystem::path& path);

} // namespace ferry::targets::sqlite

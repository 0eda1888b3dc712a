#pragma once

#include <filesystem>
#include <optional>

namespace ferry::postgres {

/// Where PostgreSQL's programs stand on this machine: the newest version of those that
/// Debian installs side by side, else those on the path. Nothing where no server is
/// installed.
std::optional<std::filesystem::path> programs();

/// The same. Throws InputError that says what to install where there are none.
std::filesystem::path needed_programs();

} // namespace ferry::postgres

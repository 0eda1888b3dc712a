#pragma once

#include <filesystem>
#include <string>

namespace ferry {

/// The evidence digest of a whole file, read once. Throws Error where it cannot be read.
std::string file_digest(const std::filesystem::path& path);

/// The evidence digest of the program that runs: what is read by another one may come out
/// differently.
const std::string& program_digest();

} // namespace ferry

#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ferry::extract {

/// Refuses, with one clear InputError, a path that is no readable folder: a zip, a
/// gpg or another file where a folder was meant, a missing folder, no permission.
/// \param wanted what was expected, for the message: "an EMIS Web extract".
void check_folder(const std::filesystem::path& path, const std::string& wanted);

/// The files in a folder, by name; folders in it are not looked into.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder);

/// What a file is by its first bytes, for messages: "a zip archive", ...; empty if
/// it is none of the containers that extracts come in.
std::string container_kind(const std::filesystem::path& file);

} // namespace ferry::extract

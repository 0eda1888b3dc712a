#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "extract/manifest.hpp"

namespace ferry::extract {

/// Refuses, with one clear InputError, a path that is no readable folder: a zip, a
/// gpg or another file where a folder was meant, a missing folder, no permission.
/// \param wanted what was expected, for the message: "an EMIS Web extract".
void check_folder(const std::filesystem::path& path, const std::string& wanted);

/// What stands in a folder, by name.
struct FolderContent {
    std::vector<std::filesystem::path> files;
    std::vector<std::filesystem::path> others; ///< folders above all: nobody looks into them
};

/// Throws InputError if the folder cannot be read, or if all that stands in it is folders.
FolderContent content_of(const std::filesystem::path& folder);

/// The question about a file that was not read.
/// \param what what it is, for the message: "a file that is no table"
Question unread(const std::filesystem::path& file, std::string_view what);

/// The questions about what in a folder is no file: nobody has looked into it.
std::vector<Question> unread(const std::vector<std::filesystem::path>& others);

/// What a file is by its first bytes, for messages: "a zip archive", ...; empty if
/// it is none of the containers that extracts come in.
std::string container_kind(const std::filesystem::path& file);

} // namespace ferry::extract

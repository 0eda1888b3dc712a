#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// Zip archives for tests, good and hostile.
namespace ferry::support {

/// One file to put into an archive.
struct ZipMember {
    std::string name; ///< as it shall stand in the archive, whatever that is
    std::string bytes;
    std::string password;        ///< encrypted with it, if there is one
    std::uint32_t unix_mode = 0; ///< kind and permissions, if the archive shall have them
};

/// Writes an archive with these files.
void make_zip(const std::filesystem::path& path, const std::vector<ZipMember>& members);

} // namespace ferry::support

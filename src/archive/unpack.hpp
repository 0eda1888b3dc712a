#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// Extracts that come packed. A zip is hostile until it is unpacked: what it says of
/// sizes and names is not believed.
namespace ferry::archive {

/// How far an archive may unfold. Text packs about ten times smaller; a bomb unfolds a
/// thousand times and, packed again, a million.
struct Limits {
    std::uint64_t ratio_max = 200; ///< all that comes out to the outer archive
    std::uint64_t bytes_always = std::uint64_t{64} << 20U; ///< so much may come out of any
    std::size_t files_max = 100'000;
    int depth_max = 3; ///< archives in archives
};

/// An archive that was unpacked.
struct Archive {
    std::string name;   ///< its file name; in an outer archive, the name it has there
    std::string digest; ///< evidence digest of the archive's bytes
    std::uint64_t bytes = 0;
    std::size_t files = 0; ///< in it, archives in it not among them
};

/// Whether the file begins as a zip archive does; not if it cannot be read.
bool is_zip(const std::filesystem::path& file);

/// Unpacks an archive, and the archives in it, into `folder`. Folders in it are not
/// made: every file ends in `folder` by its last name, as an extract's files stand side by
/// side. What Apple's archiver adds (`__MACOSX/`) is left.
///
/// Throws InputError where it is damaged or encrypted; holds a link, a name that leads out
/// of the folder or that no file can have, or two files of one name; unfolds beyond the
/// limits. Throws Error where the disk fails.
/// \return the archive, then those in it.
std::vector<Archive> unpack(const std::filesystem::path& archive,
                            const std::filesystem::path& folder, const Limits& limits = {});

} // namespace ferry::archive

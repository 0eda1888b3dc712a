#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "archive/unpack.hpp"

namespace ferry::archive {

/// An extract as a folder, however it came: a folder is itself; a zip archive, or a folder
/// with nothing but zip archives in it, is unpacked. What was unpacked goes with the object.
class UnpackedExtract {
public:
    /// \param room the folder to unpack into; made here, what a killed pass left there goes.
    UnpackedExtract(const std::filesystem::path& extract, const std::filesystem::path& room);

    /// Where the extract's files stand: if they were packed, a folder in the room that is called
    /// as the extract is, for what is wrong in a file is said with the file's path.
    const std::filesystem::path& folder() const { return folder_; }
    /// What was unpacked; empty if the extract came as a folder.
    std::span<const Archive> archives() const { return archives_; }
    /// The names of what was unpacked.
    std::vector<std::string> names() const;

private:
    /// Nothing stands at its path before and after.
    class Room {
    public:
        explicit Room(std::filesystem::path path);
        ~Room();
        Room(const Room&) = delete;
        Room& operator=(const Room&) = delete;

    private:
        std::filesystem::path path_;
    };
    Room room_;
    std::filesystem::path folder_;
    std::vector<Archive> archives_;
};

} // namespace ferry::archive

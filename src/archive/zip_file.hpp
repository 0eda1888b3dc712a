#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

struct zip;
struct zip_file;

namespace ferry::archive {

/// A zip archive whose list of files was read and found consistent; libzip, thinly.
/// Everything here throws InputError with the archive's name where the archive is
/// damaged, encrypted or packed in a way that cannot be undone.
class ZipFile {
public:
    explicit ZipFile(std::filesystem::path path);

    /// One file in the archive.
    struct Entry {
        std::uint64_t index = 0;
        std::string name; ///< as it stands in the archive: bytes, with its folders
        bool folder = false;
        bool link = false; ///< a symbolic link
    };

    std::uint64_t size() const;
    Entry entry(std::uint64_t index) const;

    /// The bytes of one file, a piece at a time, with the check sum proven at the end.
    class Reading {
    public:
        Reading(const ZipFile& of, const Entry& entry);
        /// Fills as much of `room` as there still is; 0 at the end.
        std::size_t read(std::span<char> room);

    private:
        struct Close {
            void operator()(zip_file* file) const;
        };
        std::string where_;
        std::unique_ptr<zip_file, Close> file_;
    };

private:
    struct Discard {
        void operator()(zip* opened) const;
    };
    std::filesystem::path path_;
    std::unique_ptr<zip, Discard> zip_;
};

} // namespace ferry::archive

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace ferry {

/// A file that is read from front to back, and where parts of it are wanted again, in
/// parts. Throws Error where it cannot be opened or read.
class ReadFile {
public:
    explicit ReadFile(const std::filesystem::path& path);
    ~ReadFile();
    ReadFile(const ReadFile&) = delete;
    ReadFile& operator=(const ReadFile&) = delete;

    /// Fills as much of `room` as the file still has; 0 at its end.
    std::size_t read(std::span<char> room);

    /// Fills all of `room` with what stands at `offset`, wherever read() is. Throws
    /// InputError where the file is shorter than that.
    void read_at(std::uint64_t offset, std::span<char> room) const;

    /// Throws InputError where the file was written to since it was opened.
    void check_unchanged() const;

    std::int64_t size() const { return size_; }

private:
    [[noreturn]] void refuse_changed() const;

    std::string path_;
    int file_;
    std::int64_t size_ = 0;
    std::int64_t changed_ = 0; ///< when it was last written to, in nanoseconds
};

/// A lock that one process at a time can hold; given back when the object goes or the
/// process ends, however it ends. The file is there only meanwhile.
class FileLock {
public:
    /// Throws Error that says `busy` where another holds it.
    FileLock(const std::filesystem::path& path, const std::string& busy);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    std::filesystem::path path_;
    int file_ = -1;
};

/// The whole text of a small file.
std::string read_whole(const std::filesystem::path& path);

/// Writes `bytes` as the whole content of a file.
void write_whole(const std::filesystem::path& path, std::string_view bytes);

} // namespace ferry

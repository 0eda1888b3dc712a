#include "base/files.hpp"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.hpp"

namespace ferry {

namespace {

std::int64_t last_written(const struct stat& facts)
{
    constexpr std::int64_t second = 1'000'000'000;
    return facts.st_mtim.tv_sec * second + facts.st_mtim.tv_nsec;
}

} // namespace

ReadFile::ReadFile(const std::filesystem::path& path)
    : path_{path.string()}, file_{::open(path.c_str(), O_RDONLY | O_CLOEXEC)}
{
    struct stat facts {};
    if (file_ < 0 || ::fstat(file_, &facts) != 0) {
        const int why = errno;
        if (file_ >= 0) {
            ::close(file_);
        }
        if (why == EACCES) {
            throw InputError{path_ + ": may not be read: give whoever runs Ferry the right to"};
        }
        errno = why;
        throw_system_error("cannot read " + path_);
    }
    size_ = facts.st_size;
    changed_ = last_written(facts);
    ::posix_fadvise(file_, 0, 0, POSIX_FADV_SEQUENTIAL);
}

ReadFile::~ReadFile()
{
    ::close(file_);
}

std::size_t ReadFile::read(std::span<char> room)
{
    std::size_t done = 0;
    while (done < room.size()) {
        const ssize_t got = ::read(file_, room.data() + done, room.size() - done);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            throw_system_error("cannot read " + path_);
        }
        if (got == 0) {
            break;
        }
        done += static_cast<std::size_t>(got);
    }
    return done;
}

void ReadFile::read_at(std::uint64_t offset, std::span<char> room) const
{
    while (!room.empty()) {
        const ssize_t got = ::pread(file_, room.data(), room.size(), static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            throw_system_error("cannot read " + path_);
        }
        if (got == 0) {
            refuse_changed();
        }
        offset += static_cast<std::uint64_t>(got);
        room = room.subspan(static_cast<std::size_t>(got));
    }
}

void ReadFile::check_unchanged() const
{
    struct stat now {};
    if (::fstat(file_, &now) != 0) {
        throw_system_error("cannot read " + path_);
    }
    if (now.st_size != size_ || last_written(now) != changed_) {
        refuse_changed();
    }
}

void ReadFile::refuse_changed() const
{
    throw InputError{path_ + ": was changed while it was read; run the pass again once nobody "
                             "writes to the extract"};
}

namespace {

/// Whether the file that is open is the one that stands at the path.
bool stands_at(int file, const std::filesystem::path& path)
{
    struct stat open {};
    struct stat there {};
    return ::fstat(file, &open) == 0 && ::stat(path.c_str(), &there) == 0 &&
           open.st_ino == there.st_ino && open.st_dev == there.st_dev;
}

} // namespace

FileLock::FileLock(const std::filesystem::path& path, const std::string& busy) : path_{path}
{
    // Whoever held it before may have taken the file away between our opening and
    // locking it: then the lock is on nothing, and it is tried anew.
    while (file_ < 0) {
        file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (file_ < 0) {
            throw_system_error("cannot make " + path.string());
        }
        if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
            const int why = errno;
            ::close(file_);
            if (why == EWOULDBLOCK) {
                throw Error{busy};
            }
            errno = why;
            throw_system_error("cannot lock " + path.string());
        }
        if (!stands_at(file_, path)) {
            ::close(file_);
            file_ = -1;
        }
    }
}

FileLock::~FileLock()
{
    ::unlink(path_.c_str());
    ::close(file_);
}

std::string read_whole(const std::filesystem::path& path)
{
    ReadFile file{path};
    std::string text(static_cast<std::size_t>(file.size()), '\0');
    text.resize(file.read(text));
    return text;
}

void write_whole(const std::filesystem::path& path, std::string_view bytes)
{
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) {
        throw_system_error("cannot write " + path.string());
    }
    const bool written = bytes.empty() || // whose data() may be null
                         std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
    if (std::fclose(file) != 0 || !written) {
        throw_system_error("cannot write " + path.string());
    }
}

} // namespace ferry

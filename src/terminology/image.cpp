#include "terminology/image.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/require.hpp"

namespace ferry::terminology {
namespace {

/// Arrays begin at multiples of it, so that any element may be read in place.
constexpr std::size_t alignment = 16;
/// Raised with every change of what is stored or how.
constexpr std::uint32_t format = 1;

struct Header {
    std::array<char, 8> magic{'F', 'E', 'R', 'R', 'Y', 'M', 'A', 'P'};
    std::uint32_t version = format;
    std::uint32_t byte_order = 0x01020304; ///< reads otherwise on another machine
    std::array<char, 64> key{};
    std::uint64_t size = 0; ///< of the body
    std::uint64_t low = 0;  ///< fingerprint of the body
    std::uint64_t high = 0;
    std::uint64_t unused = 0;
};
static_assert(sizeof(Header) % alignment == 0);

struct SectionHeader {
    std::uint64_t size = 0;
    std::uint64_t element_size = 0;
};
static_assert(sizeof(SectionHeader) % alignment == 0);

template <typename T>
std::string_view bytes_of(const T& value)
{
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

constexpr std::size_t padded(std::size_t size)
{
    return (size + alignment - 1) / alignment * alignment;
}

Header header_for(std::string_view key, std::string_view body)
{
    require(key.size() == 64, "an image's key is an evidence digest");
    Fingerprint128 sum;
    sum.add(body, format);
    Header header{.size = body.size(), .low = sum.low, .high = sum.high};
    std::ranges::copy(key, header.key.begin());
    return header;
}

/// A file that is being written under another name until it is whole.
class NewFile {
public:
    explicit NewFile(std::filesystem::path path)
        : path_{std::move(path)}, temporary_{fmt::format("{}.new-{}", path_.string(), ::getpid())},
          file_{::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)}
    {
        if (file_ < 0) {
            throw_system_error("cannot write " + temporary_);
        }
    }

    ~NewFile()
    {
        if (file_ >= 0) { // it was not finished
            ::close(file_);
            ::unlink(temporary_.c_str());
        }
    }

    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    void write(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            const ssize_t done = ::write(file_, bytes.data(), bytes.size());
            if (done < 0 && errno != EINTR) {
                throw_system_error("cannot write " + temporary_);
            }
            bytes.remove_prefix(done < 0 ? 0 : static_cast<std::size_t>(done));
        }
    }

    void finish()
    {
        if (::fsync(file_) != 0 || ::rename(temporary_.c_str(), path_.c_str()) != 0) {
            throw_system_error("cannot write " + path_.string());
        }
        ::close(file_);
        file_ = -1;
    }

private:
    std::filesystem::path path_;
    std::string temporary_;
    int file_;
};

} // namespace

void ImageWriter::add_section(std::string_view bytes, std::uint64_t element_size)
{
    bytes_ += bytes_of(SectionHeader{.size = bytes.size(), .element_size = element_size});
    bytes_ += bytes;
    bytes_.resize(padded(bytes_.size()), '\0');
}

std::string_view ImageReader::next_section(std::uint64_t element_size)
{
    SectionHeader header;
    if (rest_.size() >= sizeof header) {
        std::memcpy(&header, rest_.data(), sizeof header);
    }
    const std::size_t room = rest_.size() < sizeof header ? 0 : rest_.size() - sizeof header;
    if (element_size == 0 || header.element_size != element_size ||
        header.size % element_size != 0 || header.size > room || padded(header.size) > room) {
        sound_ = false;
        rest_ = {};
        return {};
    }
    const std::string_view bytes = rest_.substr(sizeof header, header.size);
    rest_.remove_prefix(sizeof header + padded(header.size));
    return bytes;
}

MappedFile::MappedFile(const std::filesystem::path& path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat facts {};
    if (file < 0 || ::fstat(file, &facts) != 0) {
        throw_system_error("cannot read " + path.string());
    }
    size_ = static_cast<std::size_t>(facts.st_size);
    if (size_ > 0) {
        void* place = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
        ::close(file);
        if (place == MAP_FAILED) {
            throw_system_error("cannot map " + path.string());
        }
        bytes_ = static_cast<char*>(place);
    } else {
        ::close(file);
    }
}

MappedFile::~MappedFile()
{
    if (bytes_ != nullptr) {
        ::munmap(bytes_, size_);
    }
}

void write_image(const std::filesystem::path& path, std::string_view key, std::string_view body)
{
    NewFile file{path};
    file.write(bytes_of(header_for(key, body)));
    file.write(body);
    file.finish();
}

std::optional<Image> open_image(const std::filesystem::path& path, std::string_view key)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        return std::nullopt;
    }
    auto file = std::make_unique<const MappedFile>(path);
    const std::string_view bytes = file->bytes();
    const std::string_view body = bytes.substr(std::min(bytes.size(), sizeof(Header)));
    const std::string_view header = bytes.substr(0, bytes.size() - body.size());
    std::optional<Image> image;
    if (header == bytes_of(header_for(key, body))) {
        image = Image{.file = std::move(file), .body = body};
    }
    return image;
}

} // namespace ferry::terminology

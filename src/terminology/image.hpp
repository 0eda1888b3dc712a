#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "terminology/column.hpp"

/// A terminology as it stands in memory, kept in one file that is mapped and not read.
///
/// The file is a cache: it can be taken away at any time and is made anew from the
/// releases. It holds bytes of this machine's making, is never handed on, and is used
/// only if its key and its fingerprint are right.
namespace ferry::terminology {

/// Lays arrays one behind the other.
class ImageWriter {
public:
    template <typename T>
    void add(std::span<const T> values)
    {
        // Padding would put bytes of nobody's making on disk, others each time.
        static_assert(std::has_unique_object_representations_v<T>);
        add_section({reinterpret_cast<const char*>(values.data()), values.size_bytes()}, sizeof(T));
    }
    void add_text(std::string_view text) { add_section(text, 1); }

    std::string_view bytes() const { return bytes_; }

private:
    void add_section(std::string_view bytes, std::uint64_t element_size);

    std::string bytes_;
};

/// Gives the arrays back, in the order in which they were added. What does not fit its
/// frame comes as an empty array, and sound() says so at the end.
class ImageReader {
public:
    explicit ImageReader(std::string_view bytes) : rest_{bytes} {}

    /// The next array. \pre the bytes outlive it.
    template <typename T>
    Column<T> column()
    {
        const std::string_view bytes = next_section(sizeof(T));
        return Column<T>{
            std::span<const T>{reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)}
        };
    }
    std::string_view text() { return next_section(1); }

    /// Two arrays that belong together must have one size.
    void same_size(std::size_t one, std::size_t other) { sound_ = sound_ && one == other; }
    /// True if everything asked for was there and nothing is left.
    bool sound() const { return sound_ && rest_.empty(); }

private:
    std::string_view next_section(std::uint64_t element_size);

    std::string_view rest_;
    bool sound_ = true;
};

/// A file mapped into memory, read only. Throws Error where it cannot be mapped.
class MappedFile {
public:
    explicit MappedFile(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::string_view bytes() const { return {bytes_, size_}; }

private:
    char* bytes_ = nullptr;
    std::size_t size_ = 0;
};

/// An image file that was found sound.
struct Image {
    std::unique_ptr<const MappedFile> file;
    std::string_view body; ///< what ImageWriter::bytes() was; lives as long as the file
};

/// Writes the image to a temporary file beside `path` and renames it, so that whoever
/// looks finds the old file, the new one or none. Throws Error where the disk fails.
void write_image(const std::filesystem::path& path, std::string_view key, std::string_view body);

/// Maps the image at `path`. Nothing if there is none, if it was made for another key or
/// by another version of Ferry, or if it is damaged: then it has to be made anew.
std::optional<Image> open_image(const std::filesystem::path& path, std::string_view key);

} // namespace ferry::terminology

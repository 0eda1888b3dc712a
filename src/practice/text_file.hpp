#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace ferry::practice {

/// Writes all bytes to an open file. Throws Error, with the path, where the disk
/// refuses.
void write_all(int file, const std::string& path, std::string_view bytes);

/// A text file written through a buffer.
class TextFile {
public:
    /// Makes the file. Throws Error where that fails.
    explicit TextFile(const std::filesystem::path& path);
    ~TextFile();
    TextFile(const TextFile&) = delete;
    TextFile& operator=(const TextFile&) = delete;

    void write(std::string_view text);
    /// Writes what is left. Throws Error where the disk refuses.
    void finish();

    /// All bytes so far.
    std::int64_t bytes() const { return written_ + static_cast<std::int64_t>(buffer_.size()); }

private:
    void flush();

    std::string path_;
    int file_;
    std::string buffer_;
    std::int64_t written_ = 0;
};

/// `text` as a JSON string, quotes included.
std::string json_text(std::string_view text);

} // namespace ferry::practice

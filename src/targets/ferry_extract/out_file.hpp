#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

namespace ferry::targets::ferry_extract {

/// A file that is written from front to back, or added to at its end. Throws Error
/// where the disk fails.
class OutFile {
public:
    enum class How { anew, at_end };
    OutFile(const std::filesystem::path& path, How how);
    void write(std::string_view bytes);
    /// Puts what was written on the way to the disk. To be called at the end.
    void flush();

private:
    struct Close {
        void operator()(std::FILE* file) const;
    };
    std::filesystem::path path_;
    std::unique_ptr<std::FILE, Close> file_;
};

} // namespace ferry::targets::ferry_extract

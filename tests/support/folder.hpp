#pragma once

#include <filesystem>
#include <string_view>

/// A folder for one test, gone with the object.
namespace ferry::support {

class Folder {
public:
    /// A new, empty folder below the system's place for temporary files.
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

} // namespace ferry::support

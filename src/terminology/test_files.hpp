#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include <unistd.h>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "base/files.hpp"

/// A directory of release files with invented content, gone after the test.
namespace ferry::terminology {

class ReleaseDirectory : public testing::Test {
protected:
    ReleaseDirectory()
    {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        directory_ = std::filesystem::temp_directory_path() /
                     ("ferry-terminology-" + std::to_string(::getpid()) + "-" + test->name());
        std::filesystem::remove_all(directory_);
        std::filesystem::create_directories(directory_);
    }

    ~ReleaseDirectory() override { std::filesystem::remove_all(directory_); }

    /// Writes a file; its name may have directories in it.
    std::filesystem::path write(std::string_view name, std::string_view content) const
    {
        const auto path = directory_ / name;
        std::filesystem::create_directories(path.parent_path());
        write_whole(path, content);
        return path;
    }

    const std::filesystem::path& directory() const { return directory_; }

private:
    std::filesystem::path directory_;
};

/// The words of the InputError that `action` throws; a failure if it does not.
template <typename Action>
std::string refusal(const Action& action)
{
    try {
        action();
    } catch (const InputError& error) {
        return error.what();
    }
    ADD_FAILURE() << "no InputError";
    return {};
}

/// The same lines with CRLF for LF.
inline std::string with_crlf(std::string_view lines)
{
    std::string out;
    for (const char c : lines) {
        out += c == '\n' ? "\r\n" : std::string{c};
    }
    return out;
}

} // namespace ferry::terminology

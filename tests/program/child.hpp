#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// Runs the built `ferry` as a child process and tells how it ended.
namespace ferry::program {

using Words = std::vector<std::string>;

/// What stands in a child's way.
struct Obstacles {
    /// Kill it with SIGKILL after this time, unless it has ended.
    std::optional<std::chrono::microseconds> killed_after;
    /// No file may grow beyond this: a disk that is full.
    std::optional<std::uint64_t> file_bytes_max;
    /// File permissions hold for the superuser too.
    bool bound_by_permissions = false;
};

/// How a child ended and what it said.
struct Ended {
    int status = -1; ///< exit status; -1 if a signal ended it
    int signal = 0;
    std::string out, err;

    bool killed() const { return signal != 0; }
    /// Standard output as JSON; a failed test if it is none.
    nlohmann::json json() const;
};

/// Runs `ferry` with these words to its end.
Ended ferry(const Words& words, const Obstacles& obstacles = {});

/// A `ferry` that runs beside the test, for several at once.
class Child {
public:
    explicit Child(const Words& words, const Obstacles& obstacles = {});
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    Ended wait();

private:
    void start(const Words& words);

    Obstacles obstacles_;
    std::chrono::steady_clock::time_point begun_;
    int pid_ = -1;
    int out_ = -1;
    int err_ = -1;
};

/// A folder of the running test's own below the build folder; taken away with the
/// object unless the test failed.
class WorkFolder {
public:
    WorkFolder();
    ~WorkFolder();
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;

    /// The path of `name` in the folder.
    std::string operator/(const std::string& name) const { return (path_ / name).string(); }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// The names in a folder, in order, with blanks between.
std::string names_in(const std::filesystem::path& folder);

} // namespace ferry::program

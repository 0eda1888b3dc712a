#include <algorithm>
#include <deque>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "base/files.hpp"
#include "tidy/layers.hpp"
#include "tidy/named_tests.hpp"
#include "tidy/rules.hpp"
#include "tidy/tables.hpp"

namespace ferry::tidy {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t text_size_max = std::uintmax_t{4} << 20U;

bool is_skipped(const fs::path& path)
{
    return std::ranges::find(skipped_folders, path.filename().string()) != skipped_folders.end();
}

/// The text files below `root`, in the order of their paths.
std::deque<SourceFile> files_below(const fs::path& root)
{
    std::vector<fs::path> paths;
    for (fs::recursive_directory_iterator at{root}, end; at != end; ++at) {
        if (is_skipped(at->path())) {
            at.disable_recursion_pending();
        } else if (at->is_regular_file() && at->file_size() <= text_size_max) {
            paths.push_back(at->path());
        }
    }
    std::ranges::sort(paths);
    std::deque<SourceFile> files;
    for (const fs::path& path : paths) {
        std::string text = read_whole(path);
        if (text.find('\0') == std::string::npos) {
            files.emplace_back(path.lexically_relative(root).generic_string(), std::move(text));
        }
    }
    return files;
}

std::vector<Breach> breaches_below(const fs::path& root)
{
    const std::deque<SourceFile> files = files_below(root);
    std::vector<Breach> breaches;
    Layers layers;
    NamedTests tests;
    for (const SourceFile& file : files) {
        if (is_code(file) && file.path.ends_with("/CMakeLists.txt")) {
            layers.add(file);
        }
        tests.add(file);
    }
    layers.check_cycles(breaches);
    for (const SourceFile& file : files) {
        check_file(file, breaches);
        tests.check(file, breaches);
        if (is_code(file) && ends_with_any(file.path, std::array{".cpp", ".hpp"})) {
            layers.check(file, breaches);
        }
    }
    return breaches;
}

} // namespace
} // namespace ferry::tidy

int main(int count, char** arguments)
{
    if (count != 2) {
        fmt::print(stderr, "usage: tidy ROOT\n");
        return 2;
    }
    const auto breaches = ferry::tidy::breaches_below(arguments[1]);
    for (const auto& [path, line, what] : breaches) {
        fmt::print("{}:{}: {}\n", path, line, what);
    }
    fmt::print("tidy: {} breaches of the rules of the house\n", breaches.size());
    return breaches.empty() ? 0 : 1;
}

#include "terminology/release_files.hpp"

#include <algorithm>
#include <map>
#include <system_error>
#include <tuple>

#include <fmt/format.h>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace ferry::terminology {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view digits = "0123456789";
constexpr std::size_t day_size = 8;

/// The last eight or more digits in a row; empty if there are none.
std::string_view date_digits(std::string_view name)
{
    std::string_view last;
    for (auto at = name.find_first_of(digits); at != std::string_view::npos;
         at = name.find_first_of(digits, at)) {
        const auto run = name.substr(at, name.find_first_not_of(digits, at) - at);
        if (run.size() >= day_size) {
            last = run;
        }
        at += run.size();
    }
    return last;
}

std::string digest_of(const fs::path& path)
{
    ReadFile file{path};
    EvidenceDigest digest;
    std::string block(std::size_t{1} << 20U, '\0');
    for (std::size_t got = file.read(block); got != 0; got = file.read(block)) {
        digest.add(std::string_view{block}.substr(0, got));
    }
    return digest.hex();
}

[[noreturn]] void cannot_list(const fs::path& directory, const std::string& why)
{
    throw InputError{fmt::format("{}: {}; expected a directory with the files of a terminology "
                                 "release. Correct the path or its permissions.",
                                 directory.string(), why)};
}

/// Everything under `directory` that is no directory.
std::vector<fs::path> files_under(const fs::path& directory)
{
    std::error_code error;
    if (!fs::is_directory(directory, error)) {
        cannot_list(directory, "not there, or no directory");
    }
    std::vector<fs::path> files;
    fs::recursive_directory_iterator entry{directory, error};
    while (!error && entry != fs::recursive_directory_iterator{}) {
        const bool is_link = entry->is_symlink();
        if (is_link || !entry->is_directory()) {
            files.push_back(entry->path());
        }
        entry.increment(error);
    }
    if (error) {
        cannot_list(directory, error.message());
    }
    return files;
}

class Sorter {
public:
    void take(const fs::path& path)
    {
        std::error_code error;
        const auto kind = recognised(path.filename().string());
        if (fs::is_directory(path, error)) {
            ignore(path, "a link to a directory is not followed");
        } else if (!kind) {
            ignore(path, "the name is not one of a file Ferry reads");
        } else if (is_new(path)) {
            found_.recognised.push_back({*kind, path});
        }
    }

    FoundFiles finish()
    {
        std::ranges::sort(found_.recognised, {}, [](const FoundFiles::Found& file) {
            return std::tuple{file.kind, file.path.filename(), file.path};
        });
        return std::move(found_);
    }

private:
    void ignore(const fs::path& path, std::string reason)
    {
        found_.ignored.push_back({path, std::move(reason)});
    }

    bool is_new(const fs::path& path)
    {
        const auto [at, is_first] = series_.emplace(release_series(path.filename().string()), path);
        if (is_first) {
            return true;
        }
        if (digest_of(at->second) != digest_of(path)) {
            throw InputError{fmt::format("{} and {}: two releases of one file; expected one. "
                                         "Leave the release that is meant in the maps directory.",
                                         at->second.string(), path.string())};
        }
        ignore(path, fmt::format("the same as {}, which is loaded", at->second.string()));
        return false;
    }

    FoundFiles found_;
    std::map<std::string, fs::path> series_;
};

} // namespace

std::optional<ReleaseKind> recognised(std::string_view file_name)
{
    const std::string name = lower(file_name);
    if (!name.ends_with(".txt")) {
        return std::nullopt;
    }
    for (const ReleaseKindFacts& row : release_kinds) {
        if (name.starts_with(row.begins) &&
            name.find(row.contains, row.begins.size()) != std::string::npos) {
            return row.kind;
        }
    }
    return std::nullopt;
}

std::string release_date(std::string_view file_name)
{
    const auto run = date_digits(file_name);
    if (run.empty()) {
        return {};
    }
    const auto day = fmt::format("{}-{}-{}", run.substr(0, 4), run.substr(4, 2), run.substr(6, 2));
    return check_iso_date(day) ? day : std::string{};
}

std::string release_series(std::string_view file_name)
{
    const auto run = date_digits(file_name);
    std::string series = lower(file_name);
    if (!run.empty()) {
        series.erase(static_cast<std::size_t>(run.data() - file_name.data()), run.size());
    }
    return series;
}

FoundFiles find_release_files(std::span<const fs::path> directories)
{
    std::vector<fs::path> paths;
    for (const fs::path& directory : directories) {
        std::ranges::move(files_under(directory), std::back_inserter(paths));
    }
    std::ranges::sort(paths);
    // A directory may be given twice.
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    Sorter sorter;
    for (const fs::path& path : paths) {
        sorter.take(path);
    }
    return sorter.finish();
}

} // namespace ferry::terminology

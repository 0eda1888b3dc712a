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

/// The date in the name of a file of dm+d: two digits each for day, month and year
/// behind the version, `f_vmp2_3010419.xml`; empty if the name is another.
std::string_view dmd_date(std::string_view name)
{
    constexpr std::string_view ending = ".xml";
    constexpr std::size_t date_size = 6;
    if (!lower(name).starts_with("f_") || !lower(name).ends_with(ending) ||
        name.size() < ending.size() + date_size) {
        return {};
    }
    const auto date = name.substr(name.size() - ending.size() - date_size, date_size);
    return date.find_first_not_of(digits) == std::string_view::npos ? date : std::string_view{};
}

/// Whether `name` has the pieces of `pattern` in their order; * stands for anything.
bool fits(std::string_view name, std::string_view pattern)
{
    const auto pieces = split(pattern, '*');
    if (!name.starts_with(pieces.front()) || pieces.size() == 1) {
        return name == pattern;
    }
    name.remove_prefix(pieces.front().size());
    for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
        const auto at = name.find(pieces[i]);
        if (at == std::string_view::npos) {
            return false;
        }
        name.remove_prefix(at + pieces[i].size());
    }
    return name.ends_with(pieces.back());
}

/// Why Ferry does not read a file that it knows; empty if it is none of those.
std::string_view reason_not_read(std::string_view file_name)
{
    const auto* const row = std::ranges::find_if(
        not_read, [name = lower(file_name)](const auto& file) { return fits(name, file.pattern); });
    return row == not_read.end() ? std::string_view{} : row->reason;
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
            const auto why = reason_not_read(path.filename().string());
            ignore(path,
                   std::string{why.empty() ? "the name is not one of a file Ferry reads" : why});
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

std::optional<ReleaseKind> recognised(std::string_view file_name)
{
    if (!reason_not_read(file_name).empty()) {
        return std::nullopt;
    }
    const auto* const row =
        std::ranges::find_if(release_kinds, [name = lower(file_name)](const auto& kind) {
            return fits(name, kind.pattern);
        });
    return row == release_kinds.end() ? std::nullopt : std::optional{row->kind};
}

std::string release_date(std::string_view file_name)
{
    if (const auto run = dmd_date(file_name); !run.empty()) {
        const auto day =
            fmt::format("20{}-{}-{}", run.substr(4, 2), run.substr(2, 2), run.substr(0, 2));
        return check_iso_date(day) ? day : std::string{};
    }
    const auto run = date_digits(file_name);
    if (run.empty()) {
        return {};
    }
    const auto day = fmt::format("{}-{}-{}", run.substr(0, 4), run.substr(4, 2), run.substr(6, 2));
    return check_iso_date(day) ? day : std::string{};
}

std::string release_series(std::string_view file_name)
{
    const auto of_dmd = dmd_date(file_name);
    const auto run = of_dmd.empty() ? date_digits(file_name) : of_dmd;
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

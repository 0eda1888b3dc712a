#include "postgres/programs.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"

namespace ferry::postgres {
namespace {

constexpr std::string_view side_by_side = "/usr/lib/postgresql";

bool has_programs(const std::filesystem::path& folder)
{
    constexpr std::array<std::string_view, 4> wanted{"initdb", "postgres", "pg_restore", "psql"};
    return std::ranges::all_of(wanted, [&](std::string_view name) {
        std::error_code ignored;
        return std::filesystem::exists(folder / name, ignored);
    });
}

int version_of(const std::filesystem::path& folder)
{
    const std::string name = folder.filename().string();
    int version = 0;
    std::from_chars(name.data(), name.data() + name.size(), version);
    return version;
}

} // namespace

std::optional<std::filesystem::path> programs()
{
    std::optional<std::filesystem::path> newest;
    std::error_code absent;
    for (const auto& entry : std::filesystem::directory_iterator{side_by_side, absent}) {
        const auto folder = entry.path() / "bin";
        const bool newer = !newest || version_of(entry.path()) > version_of(newest->parent_path());
        if (newer && has_programs(folder)) {
            newest = folder;
        }
    }
    if (newest) {
        return newest;
    }
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here ever changes the environment
    const char* path = std::getenv("PATH");
    for (const std::string_view folder : split(path == nullptr ? "" : path, ':')) {
        if (!folder.empty() && has_programs(folder)) {
            return std::filesystem::path{folder};
        }
    }
    return std::nullopt;
}

std::filesystem::path needed_programs()
{
    const auto found = programs();
    if (!found) {
        throw InputError{
            "a backup is restored by PostgreSQL's own programs (initdb, postgres, pg_restore, "
            "psql), and none of them was found here: install the package postgresql, or restore "
            "the backup elsewhere and give its address, postgresql://..."};
    }
    return *found;
}

} // namespace ferry::postgres

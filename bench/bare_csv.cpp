#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "delimited.hpp"
#include "timed.hpp"

/// The least that reading delimited text can be: every field of every row of all files
/// of a folder is found, and nothing is done with it.
namespace ferry::bench {
namespace {

struct Seen {
    std::int64_t rows = 0;
    std::int64_t fields = 0;
    std::int64_t bytes = 0;
};

void read_file(const std::filesystem::path& path, Seen& seen)
{
    DelimitedFile file{path};
    std::vector<std::string_view> fields;
    while (file.next(fields)) {
        ++seen.rows;
        seen.fields += static_cast<std::int64_t>(fields.size());
    }
    seen.bytes += file.size();
}

Seen read_folder(const std::filesystem::path& folder)
{
    Seen seen;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        read_file(entry.path(), seen);
    }
    return seen;
}

} // namespace
} // namespace ferry::bench

// NOLINTNEXTLINE(bugprone-exception-escape): a failure ends it with its message, that is enough
int main(int count, char** words)
{
    if (count != 2) {
        fmt::print(stderr, "usage: bare_csv EXTRACT_DIR\n");
        return 2;
    }
    const auto [seen, seconds] =
        ferry::bench::timed([&] { return ferry::bench::read_folder(words[1]); });
    fmt::print("{{\"rows\":{},\"fields\":{},\"bytes\":{},\"seconds\":{:.3f}}}\n", seen.rows,
               seen.fields, seen.bytes, seconds);
    return 0;
}

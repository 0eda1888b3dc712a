#include <cstdint>
#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <simdjson.h>

#include "base/files.hpp"
#include "timed.hpp"

/// The least that reading FHIR bundles can be: simdjson makes a tree of each file, and its
/// resources are counted.
namespace ferry::bench {
namespace {

struct Seen {
    std::int64_t files = 0;
    std::int64_t resources = 0;
    std::int64_t bytes = 0;
};

Seen read_folder(const std::filesystem::path& folder)
{
    Seen seen;
    simdjson::dom::parser parser;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        const std::string bytes = read_whole(entry.path());
        ++seen.files;
        seen.bytes += static_cast<std::int64_t>(bytes.size());
        const simdjson::dom::element bundle = parser.parse(bytes);
        seen.resources += static_cast<std::int64_t>(simdjson::dom::array{bundle["entry"]}.size());
    }
    return seen;
}

} // namespace
} // namespace ferry::bench

// NOLINTNEXTLINE(bugprone-exception-escape): a failure ends it with its message, that is enough
int main(int count, char** words)
{
    if (count != 2) {
        fmt::print(stderr, "usage: bare_bundles EXTRACT_DIR\n");
        return 2;
    }
    const auto [seen, seconds] =
        ferry::bench::timed([&] { return ferry::bench::read_folder(words[1]); });
    fmt::print("{{\"files\":{},\"resources\":{},\"bytes\":{},\"seconds\":{:.3f}}}\n", seen.files,
               seen.resources, seen.bytes, seconds);
    return 0;
}

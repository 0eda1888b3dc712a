#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "terminology/code_maps.hpp"

/// Loads terminology releases and says how long it took, how much memory they hold, and
/// how fast they answer: load_maps DIR [CACHE]
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begun)
{
    return std::chrono::duration<double>{Clock::now() - begun}.count();
}

/// A line of what the system knows of this process: "VmRSS", "VmHWM", "RssFile" ..., in MB.
std::int64_t megabytes(const std::string& what)
{
    std::ifstream status{"/proc/self/status"};
    std::string name;
    while (status >> name) {
        std::int64_t kilobytes = 0;
        if (name == what + ":" && status >> kilobytes) {
            return kilobytes / 1024;
        }
        std::getline(status, name);
    }
    return -1;
}

/// Asks for many codes; returns how many answers were given a second.
double answers_per_second(const ferry::terminology::CodeMaps& maps)
{
    constexpr std::int64_t questions = 2'000'000;
    constexpr std::string_view signs = "0123456789ABCDEFGHJKLMNOPQRSTUVWXYZ";
    std::int64_t found = 0;
    const auto begun = Clock::now();
    std::string code(5, '0');
    for (std::int64_t i = 0; i < questions; ++i) {
        auto number = static_cast<std::size_t>(i) * 2654435761U;
        for (char& sign : code) {
            sign = signs[number % signs.size()];
            number /= signs.size();
        }
        found +=
            maps.to_snomed({.code = code, .term_code = "00", .original_term = {}}).targets.empty()
                ? 0
                : 1;
    }
    const double took = seconds_since(begun);
    fmt::print("{} of {} codes known; ", found, questions);
    return static_cast<double>(questions) / took;
}

} // namespace

int main(int count, const char* const* words)
{
    if (count < 2) {
        fmt::print(stderr, "usage: load_maps DIR [CACHE]\n");
        return 2;
    }
    const std::vector<std::filesystem::path> folders{words[1]};
    const std::filesystem::path cache = count > 2 ? words[2] : "";
    const auto begun = Clock::now();
    const ferry::terminology::CodeMaps maps{folders, cache};
    const double took = seconds_since(begun);
    std::int64_t rows = 0;
    for (const auto& entry : maps.catalogue()) {
        rows += entry.rows;
    }
    fmt::print("{:.2f} s for {} rows of {} files; memory {} MB, of it {} MB its own and {} MB "
               "mapped; at most {} MB\n",
               took, rows, maps.catalogue().size(), megabytes("VmRSS"), megabytes("RssAnon"),
               megabytes("RssFile"), megabytes("VmHWM"));
    fmt::print("{:.1f} million answers a second\n", answers_per_second(maps) / 1e6);
    return 0;
}

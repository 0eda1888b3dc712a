#include "tidy/named_tests.hpp"

#include <regex>

#include <fmt/format.h>

#include "tidy/tables.hpp"

namespace ferry::tidy {
namespace {

/// What GoogleTest and RapidCheck begin a test with.
const std::regex& test_begin()
{
    static const std::regex made{R"((?:TEST|TEST_F|TEST_P|RC_GTEST_PROP|RC_GTEST_FIXTURE_PROP))"
                                 R"(\(\s*(\w+),\s*(\w+))"};
    return made;
}

/// A test as documents name it: `Suite.Name`.
const std::regex& test_name()
{
    static const std::regex made{R"(`([A-Z]\w*\.[A-Z]\w*)`)"};
    return made;
}

bool is_row(std::string_view line)
{
    return line.starts_with("| ") && line.find_first_not_of("|-: ") != std::string_view::npos;
}

} // namespace

void NamedTests::add(const SourceFile& file)
{
    if (!file.path.ends_with("_test.cpp")) {
        return;
    }
    using Matches = std::sregex_iterator;
    for (Matches at{file.code.begin(), file.code.end(), test_begin()}; at != Matches{}; ++at) {
        tests_.insert(fmt::format("{}.{}", at->str(1), at->str(2)));
    }
}

void NamedTests::check(const SourceFile& file, std::vector<Breach>& breaches) const
{
    if (std::ranges::find(documents_naming_tests, file.path) == documents_naming_tests.end()) {
        return;
    }
    bool in_table = false;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        const std::string line{file.lines[i]};
        const auto number = static_cast<std::int64_t>(i + 1);
        bool names_any = false;
        using Matches = std::sregex_iterator;
        for (Matches at{line.begin(), line.end(), test_name()}; at != Matches{}; ++at) {
            names_any = true;
            if (!tests_.contains(at->str(1))) {
                breaches.push_back(
                    {file.path, number, fmt::format("there is no test {}", at->str(1))});
            }
        }
        const bool rule = line.starts_with("|--");
        if (in_table && is_row(line) && !names_any) {
            breaches.push_back({file.path, number, "the row names no test that proves it"});
        }
        in_table = rule || (in_table && line.starts_with('|'));
    }
}

} // namespace ferry::tidy

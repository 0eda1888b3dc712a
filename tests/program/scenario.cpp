#include "program/scenario.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/files.hpp"
#include "base/text.hpp"

namespace ferry::program {
namespace {

/// "and" means what the line before it meant.
std::string whole_step(std::string_view text, const Scenario& so_far)
{
    constexpr std::string_view also = "and ";
    if (!text.starts_with(also) || so_far.steps.empty()) {
        return std::string{text};
    }
    const std::string& before = so_far.steps.back().text;
    return before.substr(0, before.find(' ') + 1) + std::string{text.substr(also.size())};
}

std::vector<std::string> cells_of(std::string_view line)
{
    std::vector<std::string> cells;
    for (const std::string_view cell : split(line, '|')) {
        cells.emplace_back(trimmed(cell));
    }
    return cells;
}

} // namespace

Scenario read_scenario(const std::filesystem::path& file)
{
    Scenario made;
    std::vector<std::string> header;
    const std::string text = read_whole(file);
    int number = 0;
    for (const std::string_view raw : split(text, '\n')) {
        ++number;
        const std::string_view line = trimmed(raw);
        if (line.empty()) {
            continue;
        }
        if (line.starts_with('#')) {
            made.title += made.title.empty() ? trimmed(line.substr(1)) : "";
        } else if (!raw.starts_with(' ')) {
            made.steps.push_back({.text = whole_step(line, made), .line = number});
            header.clear();
        } else if (header.empty()) {
            header = cells_of(line);
        } else {
            const auto cells = cells_of(line);
            if (made.steps.empty() || cells.size() != header.size()) {
                ADD_FAILURE() << fmt::format("{}:{}: a row of {} cells, {} were expected",
                                             file.string(), number, cells.size(), header.size());
                continue;
            }
            auto& row = made.steps.back().rows.emplace_back();
            for (std::size_t i = 0; i < cells.size(); ++i) {
                row[header[i]] = cells[i];
            }
        }
    }
    return made;
}

} // namespace ferry::program

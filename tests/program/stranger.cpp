#include "program/stranger.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "base/files.hpp"

namespace ferry::program {
namespace {

std::string line_of(const Stranger::Cells& row, bool names)
{
    std::string line;
    bool first = true;
    for (const auto& [column, cell] : row) {
        line += (first ? "" : ",") + (names ? column : cell);
        first = false;
    }
    return line + "\n";
}

} // namespace

void Stranger::add(const std::string& file, const std::vector<Cells>& rows)
{
    files_[file].insert(files_[file].end(), rows.begin(), rows.end());
}

void Stranger::write(const std::string& folder) const
{
    std::filesystem::create_directories(folder);
    for (const auto& [file, rows] : files_) {
        std::string text = line_of(rows.front(), true);
        for (const Cells& row : rows) {
            text += line_of(row, false);
        }
        write_whole(std::filesystem::path{folder} / file, text);
    }
}

void Stranger::change_line(std::string& description, const Cells& change)
{
    const std::string& table = change.at("table");
    const auto from = table.empty() ? 0 : description.find("- name: " + table + "\n");
    ASSERT_NE(from, std::string::npos) << "the draft has no table " << table;
    for (auto at = from; at < description.size(); at = description.find('\n', at) + 1) {
        const auto begin = description.find_first_not_of(' ', at);
        const auto end = description.find('\n', at);
        if (begin > end ||
            description.compare(begin, change.at("line").size(), change.at("line")) != 0) {
            continue;
        }
        const std::string& becomes = change.at("becomes");
        if (becomes.empty()) {
            description.erase(at, end + 1 - at);
        } else {
            description.replace(begin, end - begin, becomes);
        }
        return;
    }
    ADD_FAILURE() << "no line of the draft begins with " << change.at("line");
}

} // namespace ferry::program

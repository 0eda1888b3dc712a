#include "sources/tabular/feed.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "csv/rows.hpp"

namespace ferry::tabular {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, std::int64_t line,
                         const std::string& what)
{
    throw InputError{fmt::format("{}:{}: {}", path.string(), line, what)};
}

bool has_changes(const std::filesystem::path& path, std::int64_t line, std::string_view word)
{
    const std::string said = lower(word);
    if (said == "y" || said == "true" || said == "1") {
        return true;
    }
    if (said == "n" || said == "false" || said == "0") {
        return false;
    }
    refuse(path, line,
           fmt::format("'{}' says neither that the file is whole nor that it holds only "
                       "changes; ask for the list anew",
                       shortened(word, 20)));
}

/// Of which time the changes are; a list need not say when they begin.
std::string time_of(const Listed& line)
{
    if (line.from.empty() && line.to.empty()) {
        return "at a time that the list does not say";
    }
    if (line.from.empty()) {
        return "until " + line.to;
    }
    return line.to.empty() ? "since " + line.from
                           : fmt::format("from {} to {}", line.from, line.to);
}

/// Refuses lines of one file that do not follow each other: first the whole, then the
/// changes, each from where the last one ended.
void check_chain(const std::filesystem::path& path, std::vector<Listed> lines)
{
    std::ranges::stable_sort(lines, {}, &Listed::to);
    const Listed& first = lines.front();
    if (first.changes) {
        refuse(path, first.line,
               fmt::format("{} holds only what changed {}; the whole extract is needed", first.file,
                           time_of(first)));
    }
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const Listed& next = lines[i];
        const std::string& end = lines[i - 1].to;
        if (!next.changes) {
            refuse(path, next.line, fmt::format("{} is listed as a whole twice", next.file));
        }
        if (next.from.empty() || end.empty()) {
            refuse(path, next.line,
                   fmt::format("{}: nothing says whether what changed {} follows what came before "
                               "it; ask for the list anew",
                               next.file, time_of(next)));
        }
        if (next.from > end) {
            refuse(path, next.line,
                   fmt::format("{}: there is a gap from {} to {}: ask for what changed in it",
                               next.file, end, next.from));
        }
        if (next.from < end) {
            refuse(path, next.line,
                   fmt::format("{}: changes overlap from {} to {}: ask for the extract anew",
                               next.file, next.from, end));
        }
        refuse(
            path, next.line,
            fmt::format("{} is listed as a whole and with what changed until {}; a whole extract "
                        "of that day is needed",
                        next.file, next.to));
    }
}

} // namespace

std::vector<Listed> read_list(const Description& description, const BoundTable& bound,
                              const std::filesystem::path& path)
{
    const ManifestRule& rule = *description.manifest;
    ReadFile file{path};
    csv::RowReader rows{[&file](std::span<char> room) { return file.read(room); },
                        description.quotes};
    rows.next(); // the header
    std::vector<Listed> all;
    std::vector<csv::FieldText> cells;
    while (const auto row = rows.next()) {
        if (row->bytes.empty()) {
            continue;
        }
        if (!csv::split_row(row->bytes, description.rows().dialect, cells) ||
            !description.rows().fits(cells, bound.width) || row->open_quote) {
            refuse(path, row->line, "the row does not fit its columns; ask for the list anew");
        }
        const auto word = [&](const std::string& column) {
            const int at = bound.position(column);
            return at < 0 ? std::string{}
                          : std::string{trimmed(cells[static_cast<std::size_t>(at)].text)};
        };
        all.push_back({.file = word(rule.file),
                       .changes = has_changes(path, row->line, word(rule.changes)),
                       .from = word(rule.from),
                       .to = word(rule.to),
                       .line = row->line});
    }
    return all;
}

void check_list(const std::filesystem::path& path, const std::vector<Listed>& listed,
                std::span<const std::string> there)
{
    if (listed.empty()) {
        refuse(path, 1, "the list names no file; ask for it anew");
    }
    std::map<std::string, std::vector<Listed>> by_file;
    for (const Listed& line : listed) {
        const auto is_it = [&](const std::string& name) { return lower(name) == lower(line.file); };
        if (std::ranges::none_of(there, is_it)) {
            refuse(path, line.line,
                   fmt::format("{} is listed and not there; ask for the extract anew", line.file));
        }
        by_file[lower(line.file)].push_back(line);
    }
    for (const std::string& name : there) {
        if (!by_file.contains(lower(name))) {
            refuse(
                path, 1,
                fmt::format("{} is there and not listed; does it belong to this extract?", name));
        }
    }
    for (auto& [name, lines] : by_file) {
        check_chain(path, std::move(lines));
    }
}

} // namespace ferry::tabular

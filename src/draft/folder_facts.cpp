#include "draft/folder_facts.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/progress.hpp"
#include "base/text.hpp"
#include "extract/look.hpp"

namespace ferry::draft {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t begin_size = std::size_t{256} << 10U;

bool is_table(const std::filesystem::path& path)
{
    const std::string extension = lower(path.extension().string());
    return (extension == ".csv" || extension == ".txt" || extension == ".tsv") &&
           ReadFile{path}.size() > 0;
}

std::string begin_of(const std::filesystem::path& path)
{
    ReadFile file{path};
    std::string begin(begin_size, '\0');
    std::size_t size = 0;
    while (size < begin.size()) {
        const std::size_t got = file.read({begin.data() + size, begin.size() - size});
        if (got == 0) {
            break;
        }
        size += got;
    }
    begin.resize(size);
    if (begin.find('\0') != std::string::npos || begin.starts_with("\xFF\xFE") ||
        begin.starts_with("\xFE\xFF")) {
        throw InputError{fmt::format("{}:1: the file is in UTF-16, or no text; UTF-8 or "
                                     "Windows-1252 was expected: ask for it anew, or convert it",
                                     path.string())};
    }
    return begin.starts_with(byte_order_mark) ? begin.substr(byte_order_mark.size()) : begin;
}

/// Takes every row of a file into the facts of its table.
void take_rows(const std::filesystem::path& path, const DialectGuess& guess, TableFacts& into)
{
    ReadFile file{path};
    csv::RowReader rows{[&](std::span<char> room) { return file.read(room); },
                        guess.dialect.quotes};
    if (guess.header) {
        rows.next();
    }
    std::vector<csv::FieldText> cells;
    while (auto row = rows.next()) {
        if (!csv::split_row(row->bytes, guess.dialect, cells) && row->many_lines) {
            *row = rows.only_first_line();
            csv::split_row(row->bytes, guess.dialect, cells);
        }
        if (row->bytes.empty()) {
            continue;
        }
        ++into.rows;
        while (cells.size() > into.columns.size() && cells.back().text.empty()) {
            cells.pop_back();
        }
        if (cells.size() != into.columns.size()) {
            ++into.odd_rows;
            continue;
        }
        for (std::size_t at = 0; at < cells.size(); ++at) {
            const std::string_view text = trimmed(cells[at].text);
            into.columns[at].facts.take(cells[at].doubled ? csv::undoubled(text)
                                                          : std::string{text});
        }
    }
}

void take_file(const std::filesystem::path& path, const std::string& name, FolderFacts& facts)
{
    const DialectGuess guess = guess_dialect(begin_of(path));
    auto table = std::ranges::find(facts.tables, name, &TableFacts::name);
    if (table == facts.tables.end()) {
        table = facts.tables.insert(table, TableFacts{.name = name, .guess = guess});
        for (const std::string& column : guess.names) {
            table->columns.push_back({.name = column});
        }
    }
    table->files.push_back(path.filename().string());
    if (guess.names.size() != table->columns.size() ||
        (guess.header && guess.names != table->guess.names)) {
        table->differs = true;
        return;
    }
    take_rows(path, guess, *table);
}

/// How most files are written, and which are not written so.
void agree(FolderFacts& facts)
{
    std::map<std::pair<char, bool>, std::size_t> counts;
    const auto way_of = [](const TableFacts& table) {
        return std::pair{table.guess.dialect.separator, table.guess.header};
    };
    for (const TableFacts& table : facts.tables) {
        counts[way_of(table)] += table.files.size() * (table.guess.columns > 1 ? 100 : 1);
        facts.cells_at_end = facts.cells_at_end || table.guess.cells_at_end;
    }
    const auto most =
        std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
    facts.dialect.separator = most->first.first;
    facts.header = most->first.second;
    const auto any = [&](auto holds) { return std::ranges::any_of(facts.tables, holds); };
    const bool plain = any(
        [](const TableFacts& table) { return table.guess.dialect.quotes == csv::Quotes::none; });
    const bool quoted = any([](const TableFacts& table) { return table.guess.quoted_cells; });
    facts.dialect.quotes = plain && !quoted ? csv::Quotes::none : csv::Quotes::doubled;
    for (const TableFacts& table : facts.tables) {
        const bool alike = table.guess.dialect.separator == facts.dialect.separator &&
                           table.guess.header == facts.header;
        if (!alike && table.guess.columns > 1) {
            facts.unlike.insert(facts.unlike.end(), table.files.begin(), table.files.end());
        }
        facts.windows_1252 =
            facts.windows_1252 || std::ranges::any_of(table.columns, [](const NamedColumn& one) {
                return one.facts.has_bad_utf8();
            });
    }
}

} // namespace

const NamedColumn* TableFacts::column(std::string_view wanted) const
{
    const auto found = std::ranges::find(columns, wanted, &NamedColumn::name);
    return found == columns.end() ? nullptr : &*found;
}

FolderFacts look_at(const std::filesystem::path& folder)
{
    extract::check_folder(folder, "delimited text files (.csv, .tsv, .txt)");
    FolderFacts facts;
    std::vector<std::filesystem::path> paths;
    std::vector<std::string> stems;
    const auto content = extract::content_of(folder);
    for (const auto& path : content.others) {
        facts.ignored.push_back(path.filename().string());
    }
    for (const auto& path : content.files) {
        if (extract::container_kind(path).empty() && is_table(path)) {
            paths.push_back(path);
            stems.push_back(path.stem().string());
        } else {
            facts.ignored.push_back(path.filename().string());
        }
    }
    if (paths.empty()) {
        throw InputError{
            fmt::format("{}: no file here is a table; expected were .csv, .tsv or .txt "
                        "files, unpacked",
                        folder.string())};
    }
    const auto names = table_names(stems);
    Progress progress{"draft", "files", static_cast<std::int64_t>(paths.size())};
    for (std::size_t i = 0; i < paths.size(); ++i) {
        take_file(paths[i], names[i], facts);
        progress.advance(1);
    }
    agree(facts);
    return facts;
}

} // namespace ferry::draft

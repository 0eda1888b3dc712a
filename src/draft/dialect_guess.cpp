#include "draft/dialect_guess.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "draft/column_facts.hpp"

namespace ferry::draft {
namespace {

constexpr std::size_t rows_looked_at = 200;
constexpr std::array separators{',', '\t', ';', '|'};

using Rows = std::vector<std::vector<std::string>>;

/// The first rows of the text as this dialect parts them; the last one may be cut off.
Rows rows_of(std::string_view text, csv::Dialect dialect, std::size_t& damaged)
{
    std::size_t at = 0;
    csv::RowReader reader{[&](std::span<char> room) {
                              const std::size_t size = std::min(room.size(), text.size() - at);
                              std::ranges::copy(text.substr(at, size), room.data());
                              at += size;
                              return size;
                          },
                          dialect.quotes};
    Rows rows;
    std::vector<csv::FieldText> cells;
    while (rows.size() < rows_looked_at) {
        const auto row = reader.next();
        if (!row || (!row->ended && !rows.empty())) {
            break;
        }
        if (row->bytes.empty()) {
            continue;
        }
        damaged += csv::split_row(row->bytes, dialect, cells) && !row->open_quote ? 0 : 1;
        auto& made = rows.emplace_back();
        for (const csv::FieldText& cell : cells) {
            made.emplace_back(trimmed(cell.text));
        }
    }
    return rows;
}

/// The width that most rows have, and how many do.
std::pair<std::size_t, std::size_t> usual_width(const Rows& rows)
{
    std::map<std::size_t, std::size_t> counts;
    for (const auto& row : rows) {
        ++counts[row.size()];
    }
    std::pair<std::size_t, std::size_t> usual{0, 0};
    for (const auto& [width, count] : counts) {
        usual = count > usual.second ? std::pair{width, count} : usual;
    }
    return usual;
}

/// How quotation marks stand in cells that were cut without regard to them.
struct QuotesSeen {
    std::size_t around = 0; ///< a cell begins with one
    std::size_t inside = 0; ///< one stands elsewhere in a cell that does not
};

QuotesSeen quotes_in(const Rows& rows)
{
    QuotesSeen seen;
    for (const auto& row : rows) {
        for (const std::string& cell : row) {
            seen.around += cell.starts_with('"') ? 1 : 0;
            seen.inside += !cell.starts_with('"') && cell.find('"') != std::string::npos ? 1 : 0;
        }
    }
    return seen;
}

/// A row of names: none empty, none twice, each with a letter, none a date or a UUID.
bool could_be_header(const std::vector<std::string>& row)
{
    std::set<std::string> seen;
    for (const std::string& cell : row) {
        const bool letter = std::ranges::any_of(
            cell, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
        ColumnFacts facts;
        facts.take(cell);
        const Looks looks = facts.looks();
        if (!letter || looks == Looks::date || looks == Looks::uuid ||
            !seen.insert(lower(cell)).second) {
            return false;
        }
    }
    return !row.empty();
}

/// How many columns hold something else than text below their first cell.
std::size_t columns_unlike_names(const Rows& rows)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < rows.front().size(); ++at) {
        ColumnFacts facts;
        for (std::size_t row = 1; row < rows.size(); ++row) {
            facts.take(at < rows[row].size() ? rows[row][at] : std::string{});
        }
        const Looks looks = facts.looks();
        count += looks == Looks::nothing || looks == Looks::text ? 0 : 1;
    }
    return count;
}

void guess_header(DialectGuess& guess, const Rows& rows)
{
    std::vector<std::string> first = rows.empty() ? std::vector<std::string>{} : rows.front();
    const auto usual = usual_width(rows).first;
    while (first.size() > 1 && first.back().empty()) {
        first.pop_back();
    }
    guess.header = could_be_header(first);
    guess.columns = first.size();
    if (!guess.header) {
        guess.header_evidence = "the first row could be data";
        guess.columns = usual;
        for (std::size_t at = 0; at < usual; ++at) {
            guess.names.push_back(fmt::format("COLUMN_{}", at + 1));
        }
        return;
    }
    guess.names = first;
    const std::size_t unlike = columns_unlike_names(rows);
    guess.header_shows = unlike > 0 || rows.size() < 2;
    guess.header_evidence = fmt::format("the first row has {} different names, and {} of the "
                                        "columns below hold no text",
                                        first.size(), unlike);
    const auto behind = std::ranges::count_if(rows, [&](const auto& row) {
        return row.size() > first.size() &&
               std::all_of(row.begin() + static_cast<std::ptrdiff_t>(first.size()), row.end(),
                           [](const std::string& cell) { return cell.empty(); });
    });
    guess.cells_at_end = behind > 0;
    guess.other_width = rows.size() > 1 && usual != first.size() && behind == 0;
}

/// What a separator makes of the first rows, and how well it does.
struct Tried {
    DialectGuess guess;
    std::size_t score = 0;
};

Tried try_separator(std::string_view begin, char separator)
{
    std::size_t damaged = 0;
    std::size_t damaged_without = 0;
    const csv::Dialect plain{.separator = separator, .quotes = csv::Quotes::none};
    const Rows quoted = rows_of(begin, {.separator = separator}, damaged);
    const Rows unquoted = rows_of(begin, plain, damaged_without);
    const QuotesSeen seen = quotes_in(unquoted);
    const bool only_inside = seen.inside > 0 && seen.around == 0;
    const bool none =
        only_inside || (damaged > 0 && usual_width(unquoted).second > usual_width(quoted).second);
    const Rows& rows = none ? unquoted : quoted;
    const auto [width, count] = usual_width(rows);
    Tried tried{.score = width < 2 ? 0 : count * 1'000 / rows.size() * 1'000 + width};
    DialectGuess& guess = tried.guess;
    guess.dialect = none ? plain : csv::Dialect{.separator = separator};
    guess.separator_evidence =
        fmt::format("{} of the first {} rows have {} cells by it", count, rows.size(), width);
    guess.quoted_cells = !none && seen.around > 0;
    guess.quotes_evidence = only_inside        ? "quotation marks stand inside of cells only"
                            : none             ? "some of the first rows do not fit with quotes"
                            : seen.around == 0 ? "no quotation mark in the first rows"
                                               : "quotes stand around cells";
    guess_header(guess, rows);
    return tried;
}

} // namespace

std::string name_of_separator(char separator)
{
    return separator == '\t' ? "tab" : std::string{separator};
}

DialectGuess guess_dialect(std::string_view begin)
{
    Tried best;
    for (const char separator : separators) {
        Tried tried = try_separator(begin, separator);
        if (tried.score > best.score || best.guess.names.empty()) {
            best = std::move(tried);
        }
    }
    return best.guess;
}

} // namespace ferry::draft

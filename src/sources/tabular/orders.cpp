#include "sources/tabular/orders.hpp"

#include <algorithm>
#include <regex>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "csv/rows.hpp"

namespace ferry::tabular {
namespace {

constexpr std::size_t sample_rows = 200;

const std::vector<std::string>& order_of(const Table& table, LayoutNo layout)
{
    return table.orders[static_cast<std::size_t>(layout)];
}

/// How many cells of the rows cannot be of these columns.
std::size_t misfits(const Table& table, const std::vector<std::string>& order, const Sample& rows)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < order.size(); ++at) {
        const std::string& looks = table.column(order[at])->looks;
        if (looks.empty()) {
            continue;
        }
        const std::regex wanted{looks};
        count += static_cast<std::size_t>(std::ranges::count_if(rows, [&](const auto& row) {
            return at < row.size() && !row[at].empty() && !std::regex_match(row[at], wanted);
        }));
    }
    const auto wrong = std::ranges::count_if(rows, [&](const auto& row) {
        return table.rest_left ? row.size() < order.size() : row.size() != order.size();
    });
    return count + static_cast<std::size_t>(wrong) * order.size();
}

} // namespace

Sample first_rows(const std::filesystem::path& path, csv::Dialect dialect)
{
    ReadFile file{path};
    csv::RowReader rows{[&file](std::span<char> room) { return file.read(room); }, dialect.quotes};
    Sample sample;
    std::vector<csv::FieldText> cells;
    while (sample.size() < sample_rows) {
        const auto row = rows.next();
        if (!row) {
            break;
        }
        const std::string_view bytes = row->bytes;
        if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
            (sample.empty() && bytes.find('\0') != std::string_view::npos)) {
            throw InputError{fmt::format("{}:{}: the file is in UTF-16, or no text; UTF-8 was "
                                         "expected: ask for it anew, or convert it",
                                         path.string(), row->line)};
        }
        csv::split_row(bytes, dialect, cells);
        auto& made = sample.emplace_back();
        for (const csv::FieldText& cell : cells) {
            made.emplace_back(trimmed(cell.text));
        }
    }
    return sample;
}

LayoutNo layout_by_content(const Description& description, std::span<const Headless> files)
{
    LayoutNo best = 0;
    auto fewest = static_cast<std::size_t>(-1);
    for (LayoutNo layout = 0; layout < static_cast<LayoutNo>(description.layouts.size());
         ++layout) {
        std::size_t count = 0;
        for (const Headless& file : files) {
            count += misfits(*file.table, order_of(*file.table, layout), file.rows);
        }
        if (count < fewest) {
            fewest = count;
            best = layout;
        }
    }
    return best;
}

std::vector<std::string> names_by_order(const Headless& file, LayoutNo layout)
{
    std::vector<std::string> names = order_of(*file.table, layout);
    const std::size_t width = file.rows.empty() ? names.size() : file.rows.front().size();
    while (file.table->rest_left && names.size() < width) {
        names.push_back(fmt::format("COLUMN_{}", names.size() + 1));
    }
    return names;
}

} // namespace ferry::tabular

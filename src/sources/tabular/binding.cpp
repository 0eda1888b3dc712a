#include "sources/tabular/binding.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace ferry::tabular {
namespace {

bool is_called(const Column& column, std::string_view lower_name)
{
    const auto same = [&](const std::string& name) { return lower(name) == lower_name; };
    return same(column.name) || std::ranges::any_of(column.also, same);
}

/// Columns that should be there and are not, and columns that should not be there.
std::size_t misfits(const BoundTable& file, LayoutNo layout)
{
    std::size_t count = file.table->presence.in(layout) ? 0 : file.width;
    for (std::size_t i = 0; i < file.table->columns.size(); ++i) {
        const bool expected = file.table->columns[i].presence.in(layout);
        count += expected != (file.positions[i] >= 0) ? 1 : 0;
    }
    return count;
}

bool parts_names(char c)
{
    return c == '_' || c == '.' || c == '-' || c == ' ';
}

/// Whether `wanted` stands in the name between signs that part names.
bool stands_whole(std::string_view name, std::string_view wanted)
{
    for (auto at = name.find(wanted); at != std::string::npos; at = name.find(wanted, at + 1)) {
        const std::size_t end = at + wanted.size();
        if ((at == 0 || parts_names(name[at - 1])) &&
            (end == name.size() || parts_names(name[end]))) {
            return true;
        }
    }
    return false;
}

} // namespace

int BoundTable::position(std::string_view column) const
{
    for (std::size_t i = 0; i < positions.size(); ++i) {
        if (table->columns[i].name == column) {
            return positions[i];
        }
    }
    return -1;
}

int BoundTable::position(Role role) const
{
    for (std::size_t i = 0; i < positions.size(); ++i) {
        if (table->columns[i].role == role) {
            return positions[i];
        }
    }
    return -1;
}

BoundTable bind_header(const Table* table, std::span<const std::string> header)
{
    BoundTable bound{.table = table, .width = header.size()};
    if (table == nullptr) {
        return bound;
    }
    bound.positions.assign(table->columns.size(), -1);
    for (std::size_t at = 0; at < header.size(); ++at) {
        const std::string name = lower(header[at]);
        const auto found = std::ranges::find_if(
            table->columns, [&](const Column& column) { return is_called(column, name); });
        if (found == table->columns.end() && table->rest_left) {
            continue;
        }
        if (found == table->columns.end()) {
            bound.unknown.push_back(header[at]);
            bound.unknown_positions.push_back(static_cast<int>(at));
            continue;
        }
        int& position = bound.positions[static_cast<std::size_t>(found - table->columns.begin())];
        if (position >= 0) { // the same column twice: which one counts is not ours to guess
            bound.unknown.push_back(header[at] + " (again)");
            bound.unknown_positions.push_back(static_cast<int>(at));
        } else {
            position = static_cast<int>(at);
        }
    }
    for (std::size_t i = 1; i < table->columns.size(); ++i) { // further uses of a column
        if (bound.positions[i] < 0 && table->columns[i].name == table->columns[i - 1].name) {
            bound.positions[i] = bound.positions[i - 1];
        }
    }
    return bound;
}

LayoutNo layout_of(const Description& description, std::span<const BoundTable> files)
{
    LayoutNo best = 0;
    auto fewest = static_cast<std::size_t>(-1);
    for (std::size_t i = 0; i < description.layouts.size(); ++i) {
        const auto layout = static_cast<LayoutNo>(i);
        std::size_t count = 0;
        for (const BoundTable& file : files) {
            count += file.table == nullptr ? 0 : misfits(file, layout);
        }
        if (count < fewest) {
            fewest = count;
            best = layout;
        }
    }
    return best;
}

std::vector<const Column*> missing_columns(const BoundTable& file, LayoutNo layout)
{
    std::vector<const Column*> missing;
    for (std::size_t i = 0; i < file.positions.size(); ++i) {
        const Column& column = file.table->columns[i];
        if (file.positions[i] < 0 && column.presence.in(layout)) {
            missing.push_back(&column);
        }
    }
    return missing;
}

std::string_view table_in_name(const Description& description, std::string_view file_name)
{
    const std::string name = lower(file_name);
    std::string_view best;
    std::size_t longest = 0;
    for (const Table& table : description.tables) {
        const auto try_name = [&](const std::string& written) {
            const std::string wanted = lower(written);
            if (wanted.size() > longest && stands_whole(name, wanted)) {
                longest = wanted.size();
                best = table.name;
            }
        };
        std::ranges::for_each(table.files, try_name);
        if (table.files.empty()) {
            try_name(table.name);
        }
    }
    return best;
}

} // namespace ferry::tabular

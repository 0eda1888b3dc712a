#include "sources/tabular/owners.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "csv/rows.hpp"
#include "sources/tabular/cells.hpp"

namespace ferry::tabular {
namespace {

/// Of the rows of several under one key.
constexpr std::uint32_t several = 0xFFFFFFFF;

Fingerprint128 print_of(std::string_view key)
{
    Fingerprint128 made;
    made.add(key, 0);
    return made;
}

auto order_of(const Fingerprint128& key)
{
    return std::tuple{key.high, key.low};
}

} // namespace

Owners::Owners(const Description& description, const std::vector<OpenFile>& files)
{
    for (const Table& table : description.tables) {
        if (!table.owner_table.empty()) {
            learn(description, files, *description.table(table.owner_table));
        }
    }
}

/// First the table that this one itself names.
// NOLINTNEXTLINE(misc-no-recursion): bounded by the number of tables
void Owners::learn(const Description& description, const std::vector<OpenFile>& files,
                   const Table& table)
{
    if (!tables_.try_emplace(table.name).second) {
        return;
    }
    if (!table.owner_table.empty()) {
        learn(description, files, *description.table(table.owner_table));
    }
    Entries entries;
    for (const OpenFile& file : files) {
        if (file.bound.table == &table) {
            read(description, file, entries);
        }
    }
    std::ranges::sort(entries, {}, [](const Entry& one) { return order_of(one.key); });
    std::size_t first = 0; // of one key: the one that is found
    for (std::size_t i = 1; i < entries.size(); ++i) {
        if (!(entries[i].key == entries[first].key)) {
            first = i;
        } else if (entries[i].owner != entries[first].owner) {
            entries[first].owner = several;
        }
    }
    tables_[table.name] = std::move(entries);
}

void Owners::read(const Description& description, const OpenFile& open, Entries& into)
{
    const Table& table = *open.bound.table;
    const RowForm form = description.rows();
    const int key = open.bound.position(table.key.front());
    const int patient = open.bound.position(Role::patient);
    const int organisation = open.bound.position(Role::organisation);
    const int by = open.bound.position(table.owner_column);
    ReadFile file{open.path};
    csv::RowReader rows{[&](std::span<char> room) { return file.read(room); }, form.dialect.quotes};
    if (description.headers) {
        rows.next();
    }
    std::vector<csv::FieldText> cells;
    while (auto row = rows.next()) {
        const bool whole =
            csv::split_row(row->bytes, form.dialect, cells) && form.fits(cells, open.bound.width);
        if (!whole && row->many_lines) { // a quote that never ends hides the rows behind it
            *row = rows.only_first_line();
            csv::split_row(row->bytes, form.dialect, cells);
        }
        const Owner own{.organisation = std::string{word(cells, organisation)},
                        .patient = std::string{word(cells, patient)}};
        const Owner* owner = own.patient.empty() ? of(table.owner_table, word(cells, by)) : &own;
        if (owner == nullptr || word(cells, key).empty()) {
            continue;
        }
        if (++rows_ > rows_max) {
            throw InputError{fmt::format("{}: more than {} rows say whose the rows of other tables "
                                         "are; ask for an extract in which these name the patient",
                                         open.path.string(), rows_max)};
        }
        into.push_back({.key = print_of(word(cells, key)), .owner = number_of(*owner)});
    }
}

Owners::OwnerNo Owners::number_of(const Owner& owner)
{
    const auto [at, is_new] =
        numbers_.try_emplace(fmt::format("{}\x1f{}", owner.organisation, owner.patient),
                             static_cast<OwnerNo>(owners_.size()));
    if (is_new) {
        owners_.push_back(owner);
    }
    return at->second;
}

const Owners::Owner* Owners::of(const std::string& table, std::string_view key) const
{
    const auto found = tables_.find(table);
    if (found == tables_.end() || key.empty()) {
        return nullptr;
    }
    const auto print = print_of(key);
    const auto at = std::ranges::lower_bound(found->second, order_of(print), {},
                                             [](const Entry& one) { return order_of(one.key); });
    const bool is_there = at != found->second.end() && at->key == print && at->owner != several;
    return is_there ? &owners_[at->owner] : nullptr;
}

} // namespace ferry::tabular

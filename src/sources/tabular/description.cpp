#include "sources/tabular/description.hpp"

#include <algorithm>

#include "base/contains.hpp"

namespace ferry::tabular {

bool Presence::in(LayoutNo layout) const
{
    return layout >= since && !contains(not_in, layout);
}

bool RowForm::fits(std::span<const csv::FieldText> cells, std::size_t columns) const
{
    if (!empty_cells_at_end || cells.size() <= columns) {
        return cells.size() == columns;
    }
    return std::ranges::all_of(cells.subspan(columns), [](const csv::FieldText& cell) {
        return cell.text.empty() && !cell.quoted;
    });
}

bool Column::is_plain() const
{
    return when.empty() && unless.empty() && nothing.empty() && means.empty() && label.empty() &&
           through.empty() && after.empty() && says.empty() && takes == Takes::all;
}

const Column* Table::column(std::string_view wanted) const
{
    const auto found = std::ranges::find(columns, wanted, &Column::name);
    return found == columns.end() ? nullptr : &*found;
}

const Table* Description::table(std::string_view wanted) const
{
    const auto found = std::ranges::find(tables, wanted, &Table::name);
    return found == tables.end() ? nullptr : &*found;
}

const Dictionary* Description::dictionary(std::string_view wanted) const
{
    const auto found = std::ranges::find(dictionaries, wanted, &Dictionary::name);
    return found == dictionaries.end() ? nullptr : &*found;
}

int Description::lookup_of(std::string_view through) const
{
    const auto found = std::ranges::find_if(lookups, [through](const Lookup& one) {
        return through.starts_with(one.table) && through.substr(one.table.size(), 1) == "." &&
               through.substr(one.table.size() + 1) == one.column;
    });
    return found == lookups.end() ? -1 : static_cast<int>(found - lookups.begin());
}

std::vector<ItemType> possible_types(const Description& description, const Table& table)
{
    std::vector<ItemType> types;
    const auto add_all_of = [&](const Table& of) {
        if (of.item) {
            types.push_back(*of.item);
        }
        const auto rules = description.kinds.find(of.kinds);
        if (rules != description.kinds.end()) {
            for (const KindRule& rule : rules->second) {
                types.push_back(rule.becomes);
            }
        }
    };
    add_all_of(table);
    if (const Table* base = description.table(table.extends); base != nullptr && !table.item) {
        add_all_of(*base);
    }
    for (const Table& other : description.tables) { // what an extending row makes of a base row
        if (other.extends == table.name && other.item) {
            types.push_back(*other.item);
        }
    }
    if (description.blood_pressure && description.blood_pressure->table == table.name) {
        types.push_back(ItemType::blood_pressure);
    }
    std::ranges::sort(types);
    types.erase(std::unique(types.begin(), types.end()), types.end());
    return types;
}

} // namespace ferry::tabular

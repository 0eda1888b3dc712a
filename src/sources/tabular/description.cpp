#include "sources/tabular/description.hpp"

#include <algorithm>

namespace ferry::tabular {

bool Presence::in(LayoutNo layout) const
{
    return layout >= since && std::ranges::find(not_in, layout) == not_in.end();
}

bool Column::is_plain() const
{
    return when.empty() && unless.empty() && nothing.empty() && means.empty() && label.empty() &&
           through.empty() && after.empty() && takes == Takes::all;
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

} // namespace ferry::tabular

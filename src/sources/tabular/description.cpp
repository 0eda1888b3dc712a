#include "sources/tabular/description.hpp"

#include <algorithm>

namespace ferry::tabular {

bool Presence::in(LayoutNo layout) const
{
    return layout >= since && std::ranges::find(not_in, layout) == not_in.end();
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

} // namespace ferry::tabular

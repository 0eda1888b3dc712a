#include "sources/tabular/lookups.hpp"

namespace ferry::tabular {

void Lookups::fill(const Description& description, const CaseRows& directory)
{
    texts_.resize(description.lookups.size());
    for (std::size_t i = 0; i < description.lookups.size(); ++i) {
        const Lookup& lookup = description.lookups[i];
        const Table* table = description.table(lookup.table);
        for (RowNo row = 0; row < directory.size(); ++row) {
            const FilePlan& plan = *directory.at(row).plan;
            if (!plan.known() || &plan.spec() != table || directory.at(row).damaged) {
                continue;
            }
            const csv::FieldText& cell = directory.cell(row, plan.bound.position(lookup.column));
            std::string text = cell.doubled ? csv::undoubled(cell.text) : std::string{cell.text};
            if (description.windows_1252) {
                text = from_windows_1252(text);
            }
            if (text.find('\0') != std::string::npos || !is_utf8(text)) {
                continue; // its own row is held for that
            }
            if (text.empty()) {
                continue; // a row that was removed keeps its id and says nothing
            }
            texts_[i].insert_or_assign(std::string{directory.word(row, plan.key_cells.front())},
                                       std::move(text));
        }
    }
}

std::optional<std::string_view> Lookups::find(int lookup, std::string_view id) const
{
    const auto& texts = texts_[static_cast<std::size_t>(lookup)];
    const auto found = texts.find(id);
    return found == texts.end() ? std::nullopt : std::optional<std::string_view>{found->second};
}

} // namespace ferry::tabular

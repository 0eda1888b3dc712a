#include "sources/tabular/removals.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/files.hpp"
#include "sources/tabular/cells.hpp"

namespace ferry::tabular {
namespace {

constexpr std::size_t kept_bytes_max = std::size_t{64} << 20U;
constexpr char between_cells = '\x1f';

} // namespace

Removals::Removals(const OpenFile& open)
    : open_{open}, patient_{open.bound.position(Role::patient)}, organisation_{open.bound.position(
                                                                     Role::organisation)}
{
    const Table& table = *open.bound.table;
    if (open.bound.position(table.deleted) < 0 || patient_ < 0 || table.slots_of_nobody) {
        return;
    }
    int last = std::max(patient_, organisation_);
    const bool by_row = !table.row_column.empty();
    for (const std::string& column : by_row ? std::vector{table.row_column} : table.key) {
        key_.push_back(open.bound.position(column));
        last = std::max(last, key_.back());
    }
    cells_ = static_cast<std::size_t>(last) + 1;
}

std::string Removals::key_of(const std::vector<csv::FieldText>& cells) const
{
    std::string key;
    bool filled = false;
    for (const int at : key_) {
        const std::string_view text = word(cells, at);
        filled = filled || (at != patient_ && !text.empty());
        // A patient who is part of the key is what a removal does not say.
        key += at == patient_ ? std::string_view{} : text;
        key += between_cells;
    }
    return filled ? key : std::string{};
}

bool Removals::keep(const extract::RawRow& row, const std::vector<csv::FieldText>& cells)
{
    std::string key = cells_ == 0 ? std::string{} : key_of(cells);
    if (key.empty() || bytes_ + row.bytes.size() > kept_bytes_max) {
        return false;
    }
    bytes_ += row.bytes.size();
    owners_.try_emplace(key);
    kept_.push_back({.key = std::move(key), .bytes = std::string{row.bytes}, .row = row});
    return true;
}

void Removals::find_owners(csv::Dialect dialect)
{
    ReadFile file{open_.path};
    csv::RowReader rows{[&](std::span<char> room) { return file.read(room); }, dialect.quotes};
    std::vector<csv::FieldText> cells;
    while (const auto row = rows.next()) {
        csv::split_row(row->bytes, dialect, cells, cells_);
        const std::string_view patient = word(cells, patient_);
        const auto owner = patient.empty() ? owners_.end() : owners_.find(key_of(cells));
        if (owner != owners_.end()) {
            owner->second = {.organisation = std::string{word(cells, organisation_)},
                             .patient = std::string{patient}};
        }
    }
}

void Removals::deal(csv::Dialect dialect, extract::Dealer::Lane& lane)
{
    if (kept_.empty()) {
        return;
    }
    find_owners(dialect);
    for (Kept& kept : kept_) {
        kept.row.bytes = kept.bytes;
        const Owner& owner = owners_.at(kept.key);
        if (owner.patient.empty()) {
            lane.deal_to_nobody(kept.row);
        } else {
            lane.deal(owner.organisation, owner.patient, kept.row);
        }
    }
}

} // namespace ferry::tabular

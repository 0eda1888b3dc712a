#include "sources/tabular/case_rows.hpp"

#include <algorithm>
#include <bit>

#include "base/text.hpp"

namespace ferry::tabular {
namespace {
constexpr std::string_view key_separator = "\x1f";
}

CaseRows::CaseRows(const extract::Case& from, const std::vector<FilePlan>& plans,
                   const RowForm& form)
    : case_{from}, rows_(from.rows.size()), mask_{std::bit_ceil(rows_.size() * 2 + 1) - 1}
{
    places_.assign(mask_ + 1, -1);
    cells_.reserve(rows_.size() * 26);
    for (RowNo row = 0; row < size(); ++row) {
        at(row).plan = &plans[raw(row).file];
        cut(row, form);
    }
}

void CaseRows::cut(RowNo number, const RowForm& form)
{
    CutRow& row = at(number);
    const extract::RawRow& source = raw(number);
    row.first_cell = static_cast<std::uint32_t>(cells_.size());
    row.damaged = source.damaged;
    if (!row.plan->known() || row.plan->spec().holds == Holds::audit) {
        return; // not interpreted, so not cut either
    }
    const bool whole = csv::append_row(source.bytes, form.dialect, cells_);
    const std::size_t width = row.plan->bound.width;
    const std::span<const csv::FieldText> cells{cells_};
    row.damaged = row.damaged || !whole || !form.fits(cells.subspan(row.first_cell), width);
    cells_.resize(row.first_cell + width);
    row.clean = is_plain_text(source.bytes) ||
                (is_utf8(source.bytes) && source.bytes.find('\0') == std::string_view::npos);
    const bool keyed = std::ranges::any_of(row.plan->key_cells,
                                           [&](int cell) { return !word(number, cell).empty(); });
    if (!keyed || row.damaged) {
        return; // without a key nothing can be said of it twice
    }
    row.id = id_of(row.plan->table, word(number, row.plan->key_cells.front()));
    for (std::size_t i = 1; i < row.plan->key_cells.size(); ++i) {
        row.id =
            fingerprint(word(number, row.plan->key_cells[i]), fingerprint(key_separator, row.id));
    }
}

transform::RowId CaseRows::lasting_id(RowNo number) const
{
    const CutRow& row = at(number);
    const Holds holds = row.plan->known() ? row.plan->spec().holds : Holds::audit;
    if (row.id == 0 || (holds != Holds::patient && holds != Holds::directory)) {
        return 0; // what explains codes may come and go
    }
    std::uint64_t id = fingerprint(row.plan->spec().name);
    for (const int cell : row.plan->key_cells) {
        id = fingerprint(key_separator, fingerprint(word(number, cell), id));
    }
    return static_cast<transform::RowId>(id);
}

std::uint64_t CaseRows::id_of(TableNo table, std::string_view key)
{
    // Short keys need seeds that differ in more than their last bits.
    constexpr std::uint64_t spread = 0x9E3779B97F4A7C15U;
    const std::uint64_t id = fingerprint(key, (static_cast<std::uint64_t>(table) + 1) * spread);
    return id == 0 ? 1 : id;
}

RowNo CaseRows::find(std::uint64_t id) const
{
    for (std::uint64_t place = id & mask_; places_[place] >= 0; place = (place + 1) & mask_) {
        if (at(places_[place]).id == id) {
            return places_[place];
        }
    }
    return -1;
}

void CaseRows::stand(RowNo row)
{
    const std::uint64_t id = at(row).id;
    std::uint64_t place = id & mask_;
    while (places_[place] >= 0 && at(places_[place]).id != id) {
        place = (place + 1) & mask_;
    }
    places_[place] = row;
}

} // namespace ferry::tabular

#pragma once

#include <cstddef>
#include <vector>

#include "practice/trees/sheet.hpp"

namespace ferry::practice::trees {

/// The entries of a record that can be written oddly without touching another
/// irregularity: plain ones, from the record's beginning.
class PlainEntries {
public:
    explicit PlainEntries(const Sheet& sheet)
    {
        for (const Observation& row : sheet.record().observations) {
            if (ids_.size() < enough && is_plain(sheet, row)) {
                ids_.push_back(row.entry.id);
            }
        }
    }

    /// The id of the entry in this place; empty where there are not so many.
    Guid id(std::size_t place) const { return place < ids_.size() ? ids_[place] : Guid{}; }

private:
    static constexpr std::size_t enough = 4;

    static bool is_plain(const Sheet& sheet, const Observation& row)
    {
        return row.kind == ObservationKind::observation && row.code != nullptr &&
               row.code->mapping == Mapping::assured && row.text.empty() && row.parent.empty() &&
               row.value.empty() && !row.first_episode && !row.document && !row.entry.deleted &&
               row.entry.precision == Precision::day && sheet.parts_of(row).empty();
    }

    std::vector<Guid> ids_;
};

/// A row of what a layout may write oddly: the irregularity, which plain entry of the
/// record bears it, and where that layout's own `Oddities` name the entry.
template <typename Oddities>
struct OddEntry {
    Irregularity kind;
    std::size_t place;
    Guid Oddities::*odd;
};

} // namespace ferry::practice::trees

#pragma once

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "practice/irregularity.hpp"
#include "practice/model.hpp"

namespace ferry::practice {

/// How one system chooses the row of a record that is to bear an irregularity of
/// its own: an item's id, or none if no row can.
struct OddRow {
    Irregularity kind;
    std::string_view place{}; ///< the kind of place: "obs", "imm", "patient"
    Guid (*choose)(const Record& record);
};

/// The rows of one record that a system writes irregularly.
class Oddities {
public:
    struct Oddity {
        Irregularity kind;
        std::string_view place{};
        Guid id{};
    };

    /// Chooses rows for what is planned. Natural entries stand before those that
    /// were planted, and the first that fits is taken.
    void choose(const Record& record, std::span<const Planned> planned,
                std::span<const OddRow> rows)
    {
        all_.clear();
        for (const Planned& one : planned) {
            const auto row = std::ranges::find(rows, one.kind, &OddRow::kind);
            if (row == rows.end()) {
                continue;
            }
            if (const Guid id = row->choose(record); !id.empty()) {
                all_.push_back({row->kind, row->place, id});
            }
        }
    }

    std::span<const Oddity> all() const { return all_; }

    bool has(Irregularity kind, const Guid& id) const
    {
        return std::ranges::any_of(
            all_, [&](const Oddity& oddity) { return oddity.kind == kind && oddity.id == id; });
    }

private:
    std::vector<Oddity> all_;
};

/// The first observation of the record that fits, or none.
template <typename Fits>
Guid first_observation(const Record& record, Fits&& fits)
{
    const auto found = std::ranges::find_if(record.observations, fits);
    return found == record.observations.end() ? Guid{} : found->entry.id;
}

/// An observation that says no more than its code.
inline bool is_plain_entry(const Observation& observation)
{
    return observation.kind == ObservationKind::observation && observation.value.empty() &&
           !observation.first_episode && !observation.entry.deleted &&
           observation.code != nullptr && observation.code->mapping == Mapping::assured &&
           observation.code->key != "BP" && !observation.consultation.empty();
}

} // namespace ferry::practice

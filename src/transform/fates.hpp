#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/require.hpp"
#include "transform/mapper.hpp"

namespace ferry::transform {

/// The fates of the rows of one case, and what people decided about them: the same for sources of
/// rows and of trees. Each row gets its fate once; until then it counts as held.
class Fates {
public:
    /// \pre all that `context` names outlives this.
    Fates(std::size_t rows, const Context& context)
        : context_{context}, fates_(rows), settled_(rows)
    {
    }

    bool has_fate(RowNo row) const { return settled_[static_cast<std::size_t>(row)]; }
    RowFate& fate(RowNo row) { return fates_[static_cast<std::size_t>(row)]; }
    const RowFate& fate(RowNo row) const { return fates_[static_cast<std::size_t>(row)]; }

    /// \param rule why; a policy, the kind of a cause, or a rule of the source.
    void settle(RowNo row, Outcome outcome, std::string_view rule, const Cause* because = nullptr);
    /// Held for the cause, or left where a person decided so.
    void settle_by(RowNo row, const Cause& because);
    /// A row that says nothing of its own shares the fate of another. \pre that one has its fate.
    void share_fate(RowNo row, RowNo of);

    const Cause& cause(CauseName kind, std::string_view about, std::string_view what) const;
    /// A cause about rows of `table`.
    const Cause& row_cause(CauseName kind, std::string_view table) const;
    /// What a person decided of it; empty: nobody has.
    std::string_view choice(const Cause& because) const;
    /// What becomes of a source item for this cause: held, or left where a person decided so.
    Outcome outcome_of(const Cause& because) const;
    /// Why, as the books have it.
    std::string_view rule_of(const Cause& because) const;

    const Context& context() const { return context_; }

    /// All of them. \pre every row has its fate. Once.
    std::vector<RowFate> take_fates();

private:
    Context context_;
    std::vector<RowFate> fates_;
    std::vector<bool> settled_;
};

/// What becomes of the item being made: its rows will share that as their fate.
struct Making {
    std::vector<RowNo> rows;
    Outcome outcome = Outcome::carried;
    std::string_view rule; ///< \pre lives as long as the case is read
    const Cause* cause = nullptr;
    std::string notes; ///< what could not be read, as it stood

    /// Makes the outcome worse if it was better: converted, degraded ...
    void worsen(Outcome to, std::string_view by);
    /// The item cannot be made for this cause, or is left where a person decided so.
    void hold(const Cause& because, const Fates& fates);
    /// A person decided to go without what stands at `where`: the item is degraded, and what stood
    /// there is noted, unless that is empty.
    void go_without(const Cause& because, std::string_view where, std::string_view as_it_stood);
    /// What the item has no place for otherwise.
    void note(std::string_view words);
};

/// Puts notes behind the item's text, on a line of their own; nothing where its type has no text.
void keep_notes(Record& record, ItemNo item, std::string_view notes);

/// A link that leads nowhere, kept in `loose_links` as FIELD=ID. \pre the item has that field.
void keep_loose_link(Record& record, ItemNo item, std::string_view field, std::string_view id);

} // namespace ferry::transform

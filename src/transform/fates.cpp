#include "transform/fates.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include <fmt/format.h>

namespace ferry::transform {

// -- Fates ----------------------------------------------------------------------

void Fates::settle(RowNo row, Outcome outcome, std::string_view rule, const Cause* because)
{
    settled_[static_cast<std::size_t>(row)] = true;
    RowFate& fate_of_row = fate(row);
    fate_of_row.outcome = outcome;
    fate_of_row.rule = context_.rules.number(rule);
    fate_of_row.cause = because;
}

void Fates::settle_by(RowNo row, const Cause& because)
{
    settle(row, outcome_of(because), rule_of(because), &because);
}

void Fates::share_fate(RowNo row, RowNo of)
{
    require(has_fate(of), "a fate is shared that is known");
    fate(row) = fate(of);
    settled_[static_cast<std::size_t>(row)] = true;
}

const Cause& Fates::cause(CauseName kind, std::string_view about, std::string_view what) const
{
    return context_.causes.of(kind, about, what);
}

const Cause& Fates::row_cause(CauseName kind, std::string_view table) const
{
    return context_.causes.of_row(kind, table);
}

std::string_view Fates::choice(const Cause& because) const
{
    return context_.decisions.choice(because);
}

Outcome Fates::outcome_of(const Cause& because) const
{
    return choice(because) == "leave" ? Outcome::left : Outcome::held;
}

std::string_view Fates::rule_of(const Cause& because) const
{
    return choice(because) == "leave" ? by_decision : because.kind->name;
}

std::vector<RowFate> Fates::take_fates()
{
    require(std::ranges::all_of(settled_, std::identity{}), "every row has a fate");
    return std::move(fates_);
}

// -- The item being made ---------------------------------------------------------

void Making::worsen(Outcome to, std::string_view by)
{
    if (to > outcome) {
        outcome = to;
        rule = by;
    }
}

void Making::hold(const Cause& because, const Fates& fates)
{
    cause = &because;
    worsen(fates.outcome_of(because), fates.rule_of(because));
}

void Making::go_without(const Cause& because, std::string_view where, std::string_view as_it_stood)
{
    cause = &because;
    worsen(Outcome::degraded, by_decision);
    if (!as_it_stood.empty()) {
        note(fmt::format("{} as it stood: {}", where, as_it_stood));
    }
}

void Making::note(std::string_view words)
{
    notes += notes.empty() ? "" : "; ";
    notes += words;
}

void keep_notes(Record& record, ItemNo item, std::string_view notes)
{
    const FieldNo field = find_field(record.at(item).type, "text");
    if (notes.empty() || field == no_field) {
        return;
    }
    const Value& text = record.value(item, field);
    const std::string all =
        text.present ? fmt::format("{}\n{}", text.view(), notes) : std::string{notes};
    record.set_text(item, field, record.arena().keep(all));
}

void keep_loose_link(Record& record, ItemNo item, std::string_view field, std::string_view id)
{
    const FieldNo loose = find_field(record.at(item).type, "loose_links");
    require(loose != no_field, "an item with links can hold loose ones");
    const Value& before = record.value(item, loose);
    const std::string all = fmt::format("{}{}{}={}", before.present ? before.view() : "",
                                        before.present ? " " : "", field, id);
    record.set_text(item, loose, record.arena().keep(all));
}

} // namespace ferry::transform

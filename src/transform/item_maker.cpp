#include "transform/item_maker.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/require.hpp"
#include "transform/alerts.hpp"

namespace ferry::transform {

ItemMaker::ItemMaker(const extract::Case& from, const Context& context, CodeBook& codes,
                     const ItemsById& directory)
    : case_{from}, context_{context}, codes_{codes}, directory_{directory},
      settled_(from.rows.size())
{
    out_.fates.resize(from.rows.size());
    out_.ids.resize(from.rows.size());
}

// -- One item -------------------------------------------------------------------

void ItemMaker::begin(ItemType type, RowNo row, std::string_view rule)
{
    require(making_.item < 0, "one item is finished before the next begins");
    making_ = {.rows = {row}, .links = links_.size(), .rule = std::string{rule}};
    making_.first = making_.item = out_.record.add(type);
}

void ItemMaker::also(RowNo row)
{
    making_.rows.push_back(row);
}

void ItemMaker::part(ItemType type)
{
    making_.item = out_.record.add(type);
}

void ItemMaker::known_as(std::string_view id)
{
    if (!id.empty()) {
        making_.ids.emplace_back(id);
    }
}

FieldNo ItemMaker::field_of(std::string_view name) const
{
    const FieldNo field = find_field(out_.record.at(making_.item).type, name);
    require(field != no_field, "an item has the field that is set");
    return field;
}

const Value& ItemMaker::value(std::string_view field) const
{
    return out_.record.value(making_.item, field_of(field));
}

void ItemMaker::text(std::string_view field, std::string_view value)
{
    if (!value.empty()) {
        out_.record.set_text(making_.item, field_of(field), value);
    }
}

void ItemMaker::flag(std::string_view field, bool value)
{
    out_.record.set_flag(making_.item, field_of(field), value);
}

void ItemMaker::date(std::string_view field, const Parsed<std::string_view>& parsed,
                     std::string_view as_it_stood)
{
    if (parsed) {
        text(field, *parsed);
    } else {
        unreadable(fmt::format("{}.{}", describe(out_.record.at(making_.item).type).name, field),
                   parsed.error(), as_it_stood);
    }
}

void ItemMaker::code(std::string_view field, const SourceCode& code, CodeUse use)
{
    const Concept& meaning =
        code.codings.empty() ? codes_.text_only(use.degrade) : codes_.meaning(code, use);
    // What holds an item is what a person has to decide, and not how its code came across.
    if (!meaning.cause.empty() && meaning.outcome >= making_.outcome) {
        making_.cause = &cause_of(meaning, context_.causes);
    }
    worsen(meaning.outcome, meaning.rule);
    out_.record.set_concept(making_.item, field_of(field), meaning);
}

void ItemMaker::meaning(std::string_view field, const Concept& meaning)
{
    out_.record.set_concept(making_.item, field_of(field), meaning);
}

void ItemMaker::link(std::string_view field, std::string_view id)
{
    if (!id.empty()) {
        links_.push_back({.item = making_.item, .field = field_of(field), .id = std::string{id}});
    }
}

void ItemMaker::unreadable(std::string_view where, Fault fault, std::string_view as_it_stood)
{
    const Cause& bad = cause("bad_value", where, bad_value_text(where, fault));
    if (choice(bad) != "without-value") {
        hold(bad);
        return;
    }
    making_.cause = &bad;
    worsen(Outcome::degraded, "decision");
    if (fault != Fault::bad_charset && fault != Fault::nul_byte) {
        making_.notes += fmt::format("{}{} as it stood: {}", making_.notes.empty() ? "" : "; ",
                                     where, as_it_stood);
    }
}

void ItemMaker::hold(const Cause& cause)
{
    const bool leave = choice(cause) == "leave";
    making_.cause = &cause;
    worsen(leave ? Outcome::left : Outcome::held, leave ? "decision" : cause.kind->name);
}

void ItemMaker::worsen(Outcome outcome, std::string_view rule)
{
    if (outcome > making_.outcome) {
        making_.outcome = outcome;
        making_.rule = rule;
    }
}

bool ItemMaker::stands() const
{
    return making_.outcome != Outcome::held && making_.outcome != Outcome::left;
}

ItemNo ItemMaker::finish()
{
    const ItemNo first = making_.first;
    const ItemType type = out_.record.at(first).type;
    if (stands()) {
        keep_notes();
        for (std::string& id : making_.ids) {
            items_.emplace(std::move(id), first);
        }
    } else {
        out_.record.drop_from(first);
        links_.resize(making_.links);
    }
    for (const RowNo row : making_.rows) {
        settle(row, making_.outcome, making_.rule, making_.cause);
        RowFate& fate = out_.fates[static_cast<std::size_t>(row)];
        fate.type = type;
        fate.item = stands() ? first : -1;
    }
    making_.item = -1;
    return stands() ? first : -1;
}

/// Puts what could not be read behind the item's text, where it has one.
void ItemMaker::keep_notes()
{
    const FieldNo field = find_field(out_.record.at(making_.first).type, "text");
    if (making_.notes.empty() || field == no_field) {
        return;
    }
    const Value& text = out_.record.value(making_.first, field);
    out_.record.set_text(making_.first, field,
                         kept(fmt::format("{}{}{}", text.present ? text.view() : "",
                                          text.present ? "\n" : "", making_.notes)));
}

// -- Rows without an item ---------------------------------------------------------

void ItemMaker::identify(RowNo row, std::string_view table, std::string_view id)
{
    if (!id.empty()) {
        out_.ids[static_cast<std::size_t>(row)] = row_id(table, id);
    }
}

void ItemMaker::name_type(RowNo row, ItemType type)
{
    out_.fates[static_cast<std::size_t>(row)].type = type;
}

void ItemMaker::settle(RowNo row, Outcome outcome, std::string_view rule, const Cause* because)
{
    settled_[static_cast<std::size_t>(row)] = true;
    RowFate& fate = out_.fates[static_cast<std::size_t>(row)];
    fate.outcome = outcome;
    fate.rule = context_.rules.number(rule);
    fate.cause = because;
}

void ItemMaker::settle_by(RowNo row, const Cause& because)
{
    const bool leave = choice(because) == "leave";
    settle(row, leave ? Outcome::left : Outcome::held, leave ? "decision" : because.kind->name,
           &because);
}

void ItemMaker::share_fate(RowNo row, RowNo of)
{
    require(has_fate(of), "a fate is shared that is known");
    out_.fates[static_cast<std::size_t>(row)] = out_.fates[static_cast<std::size_t>(of)];
    settled_[static_cast<std::size_t>(row)] = true;
}

void ItemMaker::went_into(RowNo row, RowNo of, std::string_view rule)
{
    share_fate(row, of);
    RowFate& fate = out_.fates[static_cast<std::size_t>(row)];
    if (fate.item >= 0) {
        fate.outcome = std::max(fate.outcome, Outcome::converted);
        fate.rule = context_.rules.number(rule);
    }
}

const Cause& ItemMaker::cause(std::string_view kind, std::string_view about,
                              std::string_view what) const
{
    return context_.causes.of(kind, about, what);
}

std::string_view ItemMaker::choice(const Cause& because) const
{
    return context_.decisions.choice(because.id);
}

// -- The end ----------------------------------------------------------------------

Mapped ItemMaker::done()
{
    require(std::ranges::all_of(settled_, [](bool settled) { return settled; }),
            "every row has a fate");
    for (const Link& link : links_) {
        set_link(link);
    }
    if (case_.no > unattached_case) {
        add_alerts(out_);
    }
    out_.record.keep_contents(std::move(contents_));
    return std::move(out_);
}

void ItemMaker::set_link(const Link& link)
{
    const Kind kind = describe(out_.record.at(link.item).type).fields[link.field].kind;
    const auto here = items_.find(link.id);
    if (here != items_.end()) {
        kind == Kind::link
            ? out_.record.set_link(link.item, link.field, here->second)
            : out_.record.set_reference(link.item, link.field, item_key(case_.no, here->second));
        return;
    }
    const auto there = directory_.find(link.id);
    if (kind == Kind::reference && there != directory_.end()) {
        out_.record.set_reference(link.item, link.field, there->second);
        return;
    }
    loose(link);
}

void ItemMaker::loose(const Link& link)
{
    const ItemType type = out_.record.at(link.item).type;
    const FieldNo field = find_field(type, "loose_links");
    require(field != no_field, "an item with links can hold loose ones");
    const Value& before = out_.record.value(link.item, field);
    out_.record.set_text(link.item, field,
                         kept(fmt::format("{}{}{}={}", before.present ? before.view() : "",
                                          before.present ? " " : "",
                                          describe(type).fields[link.field].name, link.id)));
}

ItemsById ItemMaker::ids() const
{
    ItemsById ids;
    for (const auto& [id, item] : items_) {
        ids.emplace(id, item_key(case_.no, item));
    }
    return ids;
}

} // namespace ferry::transform

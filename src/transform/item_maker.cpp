#include "transform/item_maker.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/require.hpp"
#include "transform/alerts.hpp"

namespace ferry::transform {

ItemMaker::ItemMaker(const extract::Case& from, const Context& context, CodeBook& codes,
                     const ItemsById& directory)
    : Fates{from.rows.size(), context}, case_{from}, codes_{codes}, directory_{directory}
{
    out_.ids.resize(from.rows.size());
}

// -- One item -------------------------------------------------------------------

void ItemMaker::begin(ItemType type, RowNo row, std::string_view rule)
{
    require(making_.item < 0, "one item is finished before the next begins");
    making_ = {
        {.rows = {row}, .rule = rule}
    };
    making_.links = links_.size();
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
        making_.cause = &cause_of(meaning, context().causes);
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
    if (choice(bad) == "without-value") {
        const bool is_text = fault != Fault::bad_charset && fault != Fault::nul_byte;
        making_.go_without(bad, where, is_text ? as_it_stood : std::string_view{});
    } else {
        hold(bad);
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
        keep_notes(out_.record, first, making_.notes);
        for (std::string& id : making_.ids) {
            items_.emplace(std::move(id), first);
        }
    } else {
        out_.record.drop_from(first);
        links_.resize(making_.links);
    }
    for (const RowNo row : making_.rows) {
        settle(row, making_.outcome, making_.rule, making_.cause);
        fate(row).type = type;
        fate(row).item = stands() ? first : -1;
    }
    making_.item = -1;
    return stands() ? first : -1;
}

// -- Rows without an item ---------------------------------------------------------

void ItemMaker::identify(RowNo row, std::string_view table, std::string_view id)
{
    if (!id.empty()) {
        out_.ids[static_cast<std::size_t>(row)] = row_id(table, id);
    }
}

void ItemMaker::went_into(RowNo row, RowNo of, std::string_view rule)
{
    share_fate(row, of);
    if (item_of(row) >= 0) {
        fate(row).outcome = std::max(fate(row).outcome, Outcome::converted);
        fate(row).rule = context().rules.number(rule);
    }
}

// -- The end ----------------------------------------------------------------------

Mapped ItemMaker::done()
{
    out_.fates = take_fates();
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
    const Field& field = describe(out_.record.at(link.item).type).fields[link.field];
    const auto here = items_.find(link.id);
    if (here != items_.end()) {
        field.kind == Kind::link
            ? out_.record.set_link(link.item, link.field, here->second)
            : out_.record.set_reference(link.item, link.field, item_key(case_.no, here->second));
        return;
    }
    const auto there = directory_.find(link.id);
    if (field.kind == Kind::reference && there != directory_.end()) {
        out_.record.set_reference(link.item, link.field, there->second);
        return;
    }
    keep_loose_link(out_.record, link.item, field.name, link.id);
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

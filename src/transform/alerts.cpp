#include "transform/alerts.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace ferry::transform {
namespace {

/// Whether an earlier transfer has raised the same alert.
bool stands(const Record& record, std::string_view kind, std::string_view text,
            std::string_view about)
{
    for (ItemNo item = 0; item < static_cast<ItemNo>(record.items().size()); ++item) {
        const auto says = [&](FieldNo field, std::string_view what) {
            return record.value(item, field).view() == what;
        };
        if (record.at(item).type == ItemType::alert &&
            says(field_no(ItemType::alert, "kind"), kind) &&
            says(field_no(ItemType::alert, "text"), text) &&
            says(field_no(ItemType::alert, "about"), about)) {
            return true;
        }
    }
    return false;
}

void alert(Record& record, std::string_view kind, std::string_view text, std::string_view about)
{
    if (stands(record, kind, text, about)) {
        return;
    }
    const ItemNo item = record.add(ItemType::alert);
    record.set_text(item, field_no(ItemType::alert, "kind"), kind);
    record.set_text(item, field_no(ItemType::alert, "text"), record.arena().keep(text));
    if (!about.empty()) {
        record.set_text(item, field_no(ItemType::alert, "about"), about);
    }
}

/// An allergy to a drug, or to something nobody said: then it may be a drug.
bool may_be_drug(const Record& record, ItemNo item)
{
    const Value& category = record.value(item, field_no(ItemType::allergy, "category"));
    return !category.present || category.view() != "other";
}

} // namespace

void add_alerts(Mapped& mapped)
{
    Record& record = mapped.record;
    const auto items = static_cast<ItemNo>(record.items().size());
    for (ItemNo item = 0; item < items; ++item) {
        if (record.at(item).type != ItemType::allergy || !may_be_drug(record, item)) {
            continue;
        }
        const Value& code = record.value(item, field_no(ItemType::allergy, "code"));
        if (!code.present || code.meaning->outcome == Outcome::degraded) {
            alert(record, "degraded_drug_allergy",
                  fmt::format("Allergy without an active code: {}",
                              code.present && !code.meaning->text.empty() ? code.meaning->text
                                                                          : "text only"),
                  record.value(item, field_no(ItemType::allergy, "source_id")).view());
        }
    }
    const auto held = std::ranges::count(mapped.fates, Outcome::held, &RowFate::outcome);
    const bool allergy_held = std::ranges::any_of(mapped.fates, [](const RowFate& fate) {
        return fate.outcome == Outcome::held && fate.type == ItemType::allergy;
    });
    if (allergy_held) {
        alert(record, "held_allergy", "An allergy waits for a decision and is not shown here.", {});
    }
    if (held > 0) {
        alert(record, "held_items",
              fmt::format("{} source items wait for a decision and are not shown here.", held), {});
    }
}

} // namespace ferry::transform

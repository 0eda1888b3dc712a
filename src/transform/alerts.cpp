#include "transform/alerts.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace ferry::transform {
namespace {

/// Adds alerts to a record, but for those that an earlier transfer has raised already.
class Alerts {
public:
    explicit Alerts(Record& record)
        : record_{record}, before_{static_cast<ItemNo>(record.items().size())}
    {
    }
    void add(std::string_view kind, std::string_view text, std::string_view about)
    {
        if (stands(kind, text, about)) {
            return;
        }
        const ItemNo item = record_.add(ItemType::alert);
        record_.set_text(item, field_no(ItemType::alert, "kind"), kind);
        record_.set_text(item, field_no(ItemType::alert, "text"), record_.arena().keep(text));
        if (!about.empty()) {
            record_.set_text(item, field_no(ItemType::alert, "about"), about);
        }
    }

private:
    bool stands(std::string_view kind, std::string_view text, std::string_view about) const
    {
        for (ItemNo item = 0; item < before_; ++item) {
            const auto says = [&](FieldNo field, std::string_view what) {
                return record_.value(item, field).view() == what;
            };
            if (record_.at(item).type == ItemType::alert &&
                says(field_no(ItemType::alert, "kind"), kind) &&
                says(field_no(ItemType::alert, "text"), text) &&
                says(field_no(ItemType::alert, "about"), about)) {
                return true;
            }
        }
        return false;
    }

    Record& record_;
    ItemNo before_; ///< how many items there were
};

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
    Alerts alerts{record};
    const auto items = static_cast<ItemNo>(record.items().size());
    for (ItemNo item = 0; item < items; ++item) {
        if (record.at(item).type != ItemType::allergy || !may_be_drug(record, item)) {
            continue;
        }
        const Value& code = record.value(item, field_no(ItemType::allergy, "code"));
        if (!code.present || code.meaning->outcome == Outcome::degraded) {
            alerts.add("degraded_drug_allergy",
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
        alerts.add("held_allergy", "An allergy waits for a decision and is not shown here.", {});
    }
    if (held > 0) {
        alerts.add("held_items",
                   fmt::format("{} source items wait for a decision and are not shown here.", held),
                   {});
    }
}

} // namespace ferry::transform

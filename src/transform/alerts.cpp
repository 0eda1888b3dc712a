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
    void add(std::string_view kind, std::string_view text, std::string_view about,
             bool confidential = false)
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
        if (confidential) {
            record_.set_flag(item, field_no(ItemType::alert, "confidential"), true);
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

/// What an alert of a degraded allergy is called: one to a drug, or to something nobody said, as
/// that may be a drug, apart from one that the source takes for another.
std::string_view kind_of(const Record& record, ItemNo item)
{
    const Value& category = record.value(item, field_no(ItemType::allergy, "category"));
    const bool other = category.present && category.view() == "other";
    return other ? "degraded_allergy" : "degraded_drug_allergy";
}

} // namespace

void add_alerts(Mapped& mapped)
{
    Record& record = mapped.record;
    if (record.items().empty()) {
        return;
    }
    Alerts alerts{record};
    const auto items = static_cast<ItemNo>(record.items().size());
    for (ItemNo item = 0; item < items; ++item) {
        if (record.at(item).type != ItemType::allergy) {
            continue;
        }
        const Value& code = record.value(item, field_no(ItemType::allergy, "code"));
        const Value& confidential = record.value(item, field_no(ItemType::allergy, "confidential"));
        if (!code.present || code.meaning->outcome == Outcome::degraded) {
            alerts.add(kind_of(record, item),
                       fmt::format("Allergy without an active code: {}",
                                   code.present && !code.meaning->text.empty() ? code.meaning->text
                                                                               : "text only"),
                       record.value(item, field_no(ItemType::allergy, "source_id")).view(),
                       confidential.present && confidential.number == 1);
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

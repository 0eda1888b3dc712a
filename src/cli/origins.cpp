#include "cli/origins.hpp"

#include <algorithm>

namespace ferry::cli {
namespace {

std::vector<std::size_t> rows_of(const workspace::StoredCase& stored, auto fits)
{
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < stored.fates.size(); ++i) {
        if (fits(stored.fates[i])) {
            rows.push_back(i);
        }
    }
    return rows;
}

std::vector<std::size_t> rows_that_became(const workspace::StoredCase& stored, ItemNo item)
{
    return rows_of(stored, [item](const auto& fate) { return fate.item == item; });
}

/// An alert is about one item, or else about what is held.
std::vector<std::size_t> rows_warned_of(const workspace::StoredCase& stored, const Record& record,
                                        ItemNo alert)
{
    const Value& about = record.value(alert, field_no(ItemType::alert, "about"));
    if (!about.present) {
        return rows_of(stored, [](const auto& fate) { return fate.outcome == Outcome::held; });
    }
    const Value& kind = record.value(alert, field_no(ItemType::alert, "kind"));
    const ItemType type =
        kind.view() == "flag_in_source" ? ItemType::observation : ItemType::allergy;
    for (ItemNo item = 0; item < alert; ++item) {
        const FieldNo id = find_field(record.at(item).type, "source_id");
        if (record.at(item).type == type && record.value(item, id).present &&
            record.value(item, id).view() == about.view()) {
            return rows_that_became(stored, item);
        }
    }
    return {};
}

} // namespace

std::vector<std::size_t> rows_behind(const workspace::StoredCase& stored, const Record& record,
                                     ItemNo item)
{
    if (item < 0 || item >= static_cast<ItemNo>(record.items().size())) {
        return {};
    }
    if (record.at(item).type == ItemType::alert) {
        return rows_warned_of(stored, record, item);
    }
    // What a row makes besides its main item follows that in the record.
    for (; item >= 0; --item) {
        if (auto rows = rows_that_became(stored, item); !rows.empty()) {
            return rows;
        }
    }
    return {};
}

} // namespace ferry::cli

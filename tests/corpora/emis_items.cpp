#include "corpora/emis_items.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "corpora/plain_items.hpp"
#include "support/shown.hpp"

namespace ferry::corpora {
namespace {

using support::ShownItem;

/// Says each item in the truth's words.
class Wording {
public:
    Wording(const std::vector<ShownItem>& items, const std::map<std::string, std::string>& keys)
        : items_{items}, keys_{keys}
    {
    }

    /// "" for what the truth does not list.
    std::string of(const ShownItem& item) const
    {
        const std::string type = type_of(item);
        return type.empty() ? type
                            : fmt::format("{}|{}|{}|{}|{}", type, item.at("date").substr(0, 10),
                                          key_of(item), value_of(item), unit_of(item));
    }

private:
    std::string type_of(const ShownItem& item) const;
    std::string key_of(const ShownItem& item) const;
    static std::string unit_of(const ShownItem& item);

    const std::vector<ShownItem>& items_;
    const std::map<std::string, std::string>& keys_;
};

std::string Wording::type_of(const ShownItem& item) const
{
    const bool declined = item.type == ItemType::observation && key_of(item) == "FLU";
    switch (item.type) {
    case ItemType::observation:
        return declined ? "immunisation-refused" : "observation";
    case ItemType::family_history:
    case ItemType::test_request:
        return "observation";
    case ItemType::blood_pressure:
        return "bp";
    case ItemType::diary_entry:
        return "diary";
    case ItemType::allergy:
        return "allergy-" + item.at("category");
    case ItemType::medication: {
        std::string kind = lower(item.at("type"));
        std::ranges::replace(kind, ' ', '-');
        return "medication-" + kind;
    }
    case ItemType::issue:
        return is_issue_of_acute(item, items_) ? "" : "issue";
    case ItemType::consultation:
    case ItemType::problem:
    case ItemType::immunisation:
    case ItemType::referral:
        return std::string{name_of(item.type)};
    default:
        return {};
    }
}

std::string Wording::key_of(const ShownItem& item) const
{
    if (item.type == ItemType::consultation) {
        return item.at("place");
    }
    const bool drug = item.type == ItemType::medication || item.type == ItemType::issue;
    const auto found = item.codes.find(drug ? "drug" : "code");
    if (found == item.codes.end()) {
        return {};
    }
    const auto key = keys_.find(found->second->codings.back().code); // the source's own
    const std::string known = key == keys_.end() ? "?" : key->second;
    return known == "FLUDEC" ? "FLU" : known;
}

std::string Wording::unit_of(const ShownItem& item)
{
    if (item.type == ItemType::problem) {
        return lower(item.at("significance")).substr(0, item.at("significance").find(' '));
    }
    if (item.type == ItemType::medication && lower(item.at("type")) != "acute") {
        const bool active = item.at("active_in_source") == "true";
        return item.at("quantity_unit") + (active ? " active" : " ended");
    }
    const bool drug = item.type == ItemType::medication || item.type == ItemType::issue;
    return item.at(drug ? "quantity_unit" : "unit");
}

} // namespace

std::vector<std::string> emis_items(const Record& record,
                                    const std::map<std::string, std::string>& keys)
{
    const auto items = support::items_of(record);
    const Wording wording{items, keys};
    std::vector<std::string> all;
    for (const ShownItem& item : items) {
        std::string words = wording.of(item);
        if (!words.empty()) {
            all.push_back(std::move(words));
        }
    }
    std::ranges::sort(all);
    return all;
}

} // namespace ferry::corpora

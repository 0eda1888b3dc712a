#include "corpora/plain_items.hpp"

#include <algorithm>
#include <tuple>

#include "base/text.hpp"

namespace ferry::corpora {
namespace {

using support::ShownItem;

/// "" for what the truth does not list.
std::string type_of(const ShownItem& item, const Concept* code)
{
    switch (item.type) {
    case ItemType::observation: {
        const std::string rule = code == nullptr ? "" : code->rule;
        const std::string term = code == nullptr ? "" : code->text;
        if (code == nullptr || rule == "text-without-code") {
            return item.at("source_id").empty() || rule.empty() ? "observation" : "";
        }
        return rule == "immunisation-wrong-entity" ? "immunisation-wrong"
               : rule == "immunisation-not-given" || term == "Influenza vaccination declined"
                   ? "immunisation-refused"
                   : "observation";
    }
    case ItemType::family_history:
    case ItemType::test_request:
        return "observation";
    case ItemType::blood_pressure:
        return "bp";
    case ItemType::diary_entry:
        return "diary";
    case ItemType::medication:
        return lower(item.at("type")) == "acute" ? "medication-acute" : "medication-repeat";
    case ItemType::consultation:
    case ItemType::problem:
    case ItemType::allergy:
    case ItemType::issue:
    case ItemType::immunisation:
    case ItemType::referral:
        return std::string{name_of(item.type)};
    default:
        return {};
    }
}

std::string given_code(const Concept& code)
{
    for (const Coding& coding : code.codings) {
        const bool known =
            coding.system == "http://snomed.info/sct" || coding.system == "https://dmd.nhs.uk";
        if (coding.original && known) {
            return coding.code;
        }
    }
    return {};
}

/// The item in words; without a type where no truth file speaks of it.
PlainItem plain_of(const ShownItem& item)
{
    const bool drug = item.type == ItemType::medication || item.type == ItemType::issue;
    const auto found = item.codes.find(drug ? "drug" : "code");
    const Concept* code = found == item.codes.end() ? nullptr : found->second;
    PlainItem plain{.type = type_of(item, code)};
    if (plain.type.empty()) {
        return plain;
    }
    plain.date = item.at("date").substr(0, 10);
    plain.value = value_of(item);
    plain.unit = item.at(drug ? "quantity_unit" : "unit");
    plain.text = item.at(drug ? "dose" : "text");
    if (plain.type == "medication-repeat") {
        plain.unit += item.at("active_in_source") == "true" ? " active" : " ended";
    }
    if (code != nullptr && item.type != ItemType::blood_pressure) {
        plain.term = code->text;
        plain.code = given_code(*code);
    }
    return plain;
}

} // namespace

std::string value_of(const ShownItem& item)
{
    switch (item.type) {
    case ItemType::blood_pressure:
        return item.at("systolic") + "/" + item.at("diastolic");
    case ItemType::problem:
        return item.at("end_date").empty() ? "active" : "ended " + item.at("end_date");
    case ItemType::medication:
    case ItemType::issue:
        return item.at("quantity");
    default:
        return item.at("comparator") + item.at("value");
    }
}

bool is_issue_of_acute(const ShownItem& issue, const std::vector<ShownItem>& items)
{
    return std::ranges::any_of(items, [&](const ShownItem& other) {
        return other.type == ItemType::medication &&
               other.at("source_id") == issue.at("medication") &&
               lower(other.at("type")) == "acute";
    });
}

std::vector<PlainItem> plain_items(const Record& record)
{
    const auto items = support::items_of(record);
    std::vector<PlainItem> all;
    for (const ShownItem& item : items) {
        PlainItem plain = plain_of(item);
        if (!plain.type.empty() &&
            !(item.type == ItemType::issue && is_issue_of_acute(item, items))) {
            all.push_back(std::move(plain));
        }
    }
    std::ranges::sort(all, [](const PlainItem& one, const PlainItem& other) {
        return std::tie(one.type, one.date) < std::tie(other.type, other.date);
    });
    return all;
}

PlainItem plain_item(const Truth& truth, const std::string& words)
{
    const auto parts = split(words, '|');
    PlainItem plain{.type = std::string{parts[0]},
                    .date = std::string{parts[1]},
                    .value = std::string{parts[3]},
                    .unit = std::string{parts[4]}};
    if (plain.type.starts_with("allergy-")) {
        plain.type = "allergy";
    }
    if (plain.type == "medication-repeat-dispensing") {
        plain.type = "medication-repeat";
    }
    const auto code = truth.codes.find(std::string{parts[2]});
    if (code != truth.codes.end()) {
        plain.term = code->second.term;
        plain.code = code->second.id;
    }
    if (plain.type == "bp") { // not every layout has a heading
        plain.term.clear();
        plain.code.clear();
    }
    if (plain.type == "problem") { // the significance has words of its own in each layout
        plain.unit.clear();
    }
    return plain;
}

} // namespace ferry::corpora

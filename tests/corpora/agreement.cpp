#include "corpora/agreement.hpp"

#include <set>

#include <fmt/format.h>

#include "support/shown.hpp"

namespace ferry::corpora {
namespace {

std::string words(const PlainItem& item, const Sayable& can)
{
    return fmt::format("{}|{}|{}|{}|{}", item.date, can.term ? item.term : "",
                       can.value ? item.value : "", can.unit ? item.unit : "",
                       can.text ? item.text : "");
}

} // namespace

Patients patients_of(const Migration& migration)
{
    Patients all;
    std::set<std::string> shared;
    for (const auto& one : migration.run().cases()) {
        if (one->source.no <= unattached_case) {
            continue;
        }
        const auto found = support::items_of(one->mapped.record, ItemType::patient);
        const std::string number = found.empty() ? "" : found[0].at("nhs_number");
        if (!number.empty() && !all.emplace(number, plain_items(one->mapped.record)).second) {
            shared.insert(number);
        }
    }
    for (const std::string& number : shared) {
        all.erase(number);
    }
    return all;
}

void compare(const std::vector<PlainItem>& one, const std::vector<PlainItem>& other,
             const Sayables& sayable, Agreements& into)
{
    for (const auto& [type, can] : sayable) {
        std::multimap<std::string, std::string> left, right; // words -> code
        for (const PlainItem& item : one) {
            if (item.type == type) {
                left.emplace(words(item, can), item.code);
            }
        }
        for (const PlainItem& item : other) {
            if (item.type == type) {
                right.emplace(words(item, can), item.code);
            }
        }
        Agreement& sum = into[type];
        sum.one += static_cast<std::int64_t>(left.size());
        sum.other += static_cast<std::int64_t>(right.size());
        for (const auto& [said, code] : left) {
            const auto found = right.find(said);
            // Codes agree where both layouts give one.
            if (found != right.end() &&
                (!can.term || code.empty() || found->second.empty() || code == found->second)) {
                ++sum.agree;
                right.erase(found);
            } else {
                sum.differ.push_back("first: " + said + " " + code);
            }
        }
        for (const auto& [said, code] : right) {
            sum.differ.push_back("second: " + said + " " + code);
        }
    }
}

std::string shown(const Agreements& all, std::string_view one, std::string_view other)
{
    std::string text = fmt::format("{:20} {:>8} {:>8} {:>8}\n", "type", one, other, "agree");
    for (const auto& [type, sum] : all) {
        text += fmt::format("{:20} {:>8} {:>8} {:>8}\n", type, sum.one, sum.other, sum.agree);
    }
    return text;
}

} // namespace ferry::corpora

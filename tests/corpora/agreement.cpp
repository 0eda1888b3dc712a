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

/// Items of one type: words -> code.
using Said = std::multimap<std::string, std::string>;

Said said_of(const std::vector<PlainItem>& items, const std::string& type, const Sayable& can)
{
    Said said;
    for (const PlainItem& item : items) {
        if (item.type == type) {
            said.emplace(words(item, can), item.code);
        }
    }
    return said;
}

/// Codes agree where both layouts give one.
bool codes_agree(const std::string& one, const std::string& other)
{
    return one.empty() || other.empty() || one == other;
}

void compare_type(const Said& one, Said other, const Sayable& can, Agreement& sum)
{
    sum.one += static_cast<std::int64_t>(one.size());
    sum.other += static_cast<std::int64_t>(other.size());
    for (const auto& [said, code] : one) {
        const auto found = other.find(said);
        if (found != other.end() && (!can.term || codes_agree(code, found->second))) {
            ++sum.agree;
            other.erase(found);
        } else {
            sum.differ.push_back(fmt::format("first: {} {}", said, code));
        }
    }
    for (const auto& [said, code] : other) {
        sum.differ.push_back(fmt::format("second: {} {}", said, code));
    }
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
        const auto found = support::items_of(one->mapped->record, ItemType::patient);
        const std::string number = found.empty() ? "" : found[0].at("nhs_number");
        if (!number.empty() && !all.emplace(number, plain_items(one->mapped->record)).second) {
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
        compare_type(said_of(one, type, can), said_of(other, type, can), can, into[type]);
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

#include <algorithm>
#include <iostream>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "trees/made.hpp"

/// One practice as messages and as bundles: what Ferry reads of either must be the same,
/// item by item, but for what one of the two has no place for.
namespace ferry::trees {
namespace {

using support::ShownItem;

/// Counts what was compared, and keeps what no rule explains.
struct Agreement {
    std::int64_t items = 0;
    std::map<std::string, std::int64_t> compared;
    std::map<std::string, std::int64_t> explained; ///< by rule
    std::vector<std::string> differ;

    void differs(const ShownItem& item, std::string_view field, std::string_view one,
                 std::string_view other)
    {
        differ.push_back(fmt::format("{} {} {}: \"{}\" | \"{}\"", name_of(item.type),
                                     item.at("source_id"), field, one, other));
    }
};

/// To the minute: one of the two writes seconds.
std::string to_the_minute(const std::string& time)
{
    constexpr std::size_t minute = 16;
    return time.substr(0, minute);
}

bool share_a_code(const Concept& one, const Concept& other)
{
    const auto original = [](const Concept& of) {
        std::set<std::pair<std::string, std::string>> codings;
        for (const Coding& coding : of.codings) {
            if (coding.original) {
                codings.emplace(coding.system, coding.code);
            }
        }
        return codings;
    };
    return original(one) == original(other) && one.text == other.text;
}

/// Entries that one of the systems writes oddly, and says so in its truth.
std::set<std::string> odd_entries()
{
    std::set<std::string> ids;
    for (const auto& [name, made] : {
             std::pair{"gp2gp_code_empty",          &Made::messages()},
             std::pair{"gp2gp_code_words_only",     &Made::messages()},
             std::pair{"gp2gp_degraded_before",     &Made::messages()},
             std::pair{"gp2gp_fragment_missing",    &Made::messages()},
             std::pair{"gpconnect_code_words_only", &Made::bundles() },
             std::pair{"gpconnect_degraded_before", &Made::bundles() }
    }) {
        for (std::string& id : made->places(name)) {
            ids.insert(std::move(id));
        }
    }
    return ids;
}

// -- Fields -----------------------------------------------------------------------------

constexpr std::string_view fields[] = {
    "value",      "comparator", "unit", "range_low",         "range_high", "abnormal",
    "quantity",   "systolic",   "dose", "quantity_unit",     "diastolic",  "confidential",
    "status",     "category",   "text", "issues_authorised", "end_date",   "active_in_source",
    "medication", "problem",    "type", "consultation",      "clinician",
};

constexpr std::string_view comment_note = "37331000000100";
constexpr std::string_view specimen = "123038009";

bool any(const ShownItem& /*message*/)
{
    return true;
}

bool is_specimen(const ShownItem& message)
{
    return message.at("code") == specimen;
}

bool is_comment_or_specimen(const ShownItem& message)
{
    return message.at("code") == comment_note || is_specimen(message);
}

bool is_active(const ShownItem& message)
{
    return message.at("active_in_source") == "true";
}

bool is_acute(const ShownItem& message)
{
    return message.at("type") == "Acute";
}

bool ends_in_a_point(const ShownItem& message)
{
    return message.at("value").ends_with('.');
}

/// A difference between the two forms that is none of the reading.
struct Explained {
    ItemType type;
    std::string_view field;
    bool (*holds)(const ShownItem& message);
    const char* rule;
};
// Not aligned: the rows would be too long.
// clang-format off
constexpr Explained explanations[] = {
    {ItemType::observation, "value", ends_in_a_point, "a number of JSON cannot end in a point"},
    {ItemType::problem, "status", any, "other words for the state of a problem"},
    {ItemType::allergy, "status", any, "only bundles say that an allergy is active"},
    {ItemType::referral, "status", any, "only bundles give a referral a status"},
    {ItemType::referral, "type", any, "only bundles say how a referral was made"},
    {ItemType::medication, "end_date", is_active, "a bundle cannot say that an active medicine has ended"},
    {ItemType::medication, "status", is_active, "a bundle cannot say that an active medicine has ended"},
    {ItemType::medication, "issues_authorised", is_acute, "only messages give an acute medicine a number of repeats"},
    {ItemType::medication, "type", any, "repeat dispensing is a repeat in messages"},
    {ItemType::medication, "text", any, "only bundles say why a medicine was stopped"},
    {ItemType::problem, "text", any, "the words stand with the entry, which is an item of its own in bundles"},
    {ItemType::document, "text", any, "only messages have words with a document"},
    {ItemType::observation, "consultation", is_specimen, "a specimen in a bundle stands in no consultation"},
    {ItemType::observation, "clinician", is_comment_or_specimen, "comments and specimens in bundles name no clinician"},
    {ItemType::document, "clinician", any, "documents and reports in bundles name no clinician"},
    {ItemType::test_report, "clinician", any, "documents and reports in bundles name no clinician"},
    {ItemType::allergy, "clinician", any, "bundles name only who recorded an allergy"},
};
// clang-format on

/// Why the two may differ in this field; "" where nothing explains it.
std::string rule_for(const ShownItem& message, std::string_view field)
{
    for (const Explained& row : explanations) {
        if (row.type == message.type && row.field == field && row.holds(message)) {
            return row.rule;
        }
    }
    return {};
}

void compare_fields(const ShownItem& one, const ShownItem& other, Agreement& sum)
{
    if (!one.at("date").empty() || !other.at("date").empty()) {
        ++sum.compared["date"];
        if (to_the_minute(one.at("date")) != to_the_minute(other.at("date"))) {
            sum.differs(one, "date", one.at("date"), other.at("date"));
        }
    }
    for (const std::string_view field : fields) {
        const bool who = field == "clinician";
        const std::string left = who ? Made::messages().staff(one, field) : one.at(field);
        const std::string right = who ? Made::bundles().staff(other, field) : other.at(field);
        if (left.empty() && right.empty()) {
            continue;
        }
        ++sum.compared[std::string{field}];
        if (left == right) {
            continue;
        }
        const std::string rule = rule_for(one, field);
        if (rule.empty()) {
            sum.differs(one, field, left, right);
        } else {
            ++sum.explained[rule];
        }
    }
}

void compare_codes(const ShownItem& one, const ShownItem& other, Agreement& sum)
{
    for (const char* field : {"code", "drug", "systolic_code", "diastolic_code"}) {
        const auto left = one.codes.find(field);
        const auto right = other.codes.find(field);
        if (left == one.codes.end() && right == other.codes.end()) {
            continue;
        }
        ++sum.compared["code"];
        if (one.at(field) == comment_note && other.at(field) == comment_note) {
            ++sum.explained["the code of a comment is Ferry's own in messages"];
            continue;
        }
        const bool both = left != one.codes.end() && right != other.codes.end();
        if (!both || !share_a_code(*left->second, *right->second)) {
            sum.differs(one, field, one.at(field), other.at(field));
        }
    }
}

// -- Items ------------------------------------------------------------------------------

/// Why an item may stand in the messages only.
std::string only_in_messages(const ShownItem& item, const Made::Items& bundle)
{
    if (item.type == ItemType::observation &&
        bundle.contains({ItemType::immunisation, item.at("source_id")})) {
        return "only bundles say that an entry is a vaccination";
    }
    if (item.type == ItemType::patient || item.type == ItemType::registration) {
        return "messages know patients by NHS number, and have registrations of their own";
    }
    return {};
}

/// Why an item may stand in the bundles only.
std::string only_in_bundles(const ShownItem& item, const Made::Items& messages)
{
    const std::string id = item.at("source_id");
    if (item.type == ItemType::observation && messages.contains({ItemType::problem, id})) {
        return "the entry of a problem is one item with it in messages";
    }
    if (item.type == ItemType::immunisation && messages.contains({ItemType::observation, id})) {
        return "only bundles say that an entry is a vaccination";
    }
    if (item.type == ItemType::consultation &&
        Made::messages().fate(id)->outcome == Outcome::left) {
        return "a consultation with nothing in it is left";
    }
    if (item.type == ItemType::patient || item.type == ItemType::location) {
        return "messages know patients by NHS number, and places by their names";
    }
    return {};
}

/// The same item in the bundles, whatever it is called there.
const ShownItem* counterpart(const ShownItem& item, const Made::Items& bundle)
{
    const std::string id = item.at("source_id");
    const auto same = bundle.find({item.type, id});
    const auto vaccination = bundle.find({ItemType::immunisation, id});
    if (same != bundle.end()) {
        return &same->second;
    }
    return item.type == ItemType::observation && vaccination != bundle.end() ? &vaccination->second
                                                                             : nullptr;
}

void compare(const Made::Items& messages, const Made::Items& bundles, Agreement& sum)
{
    const auto odd = odd_entries();
    for (const auto& [key, item] : messages) {
        const ShownItem* other = counterpart(item, bundles);
        if (odd.contains(key.second)) {
            ++sum.explained["one of the systems writes it oddly"];
        } else if (other != nullptr) {
            ++sum.items;
            compare_fields(item, *other, sum);
            compare_codes(item, *other, sum);
        }
        if (other == nullptr && !odd.contains(key.second)) {
            const std::string rule = only_in_messages(item, bundles);
            rule.empty() ? sum.differs(item, "", "is there", "is not there")
                         : static_cast<void>(++sum.explained[rule]);
        }
    }
    for (const auto& [key, item] : bundles) {
        if (!messages.contains(key) && !odd.contains(key.second)) {
            const std::string rule = only_in_bundles(item, messages);
            rule.empty() ? sum.differs(item, "", "is not there", "is there")
                         : static_cast<void>(++sum.explained[rule]);
        }
    }
}

TEST(MadeTrees, AgreeItemByItem)
{
    Agreement sum;
    compare(Made::messages().items(), Made::bundles().items(), sum);
    std::cout << fmt::format("{} items in both forms\n", sum.items);
    for (const auto& [field, count] : sum.compared) {
        std::cout << fmt::format("  {:18} {:>6} compared\n", field, count);
    }
    for (const auto& [rule, count] : sum.explained) {
        std::cout << fmt::format("  {:>6} {}\n", count, rule);
    }
    EXPECT_GT(sum.items, 10'000);
    const std::size_t shown = std::min<std::size_t>(sum.differ.size(), 40);
    EXPECT_EQ(sum.differ.size(), 0U) << fmt::format(
        "{}", fmt::join(sum.differ.begin(), sum.differ.begin() + static_cast<std::ptrdiff_t>(shown),
                        "\n"));
}

} // namespace
} // namespace ferry::trees

#include <algorithm>
#include <iostream>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "corpora/migration.hpp"
#include "corpora/plain_items.hpp"
#include "support/shown.hpp"

/// One practice, read from the layouts of three suppliers: where the layouts can say the
/// same, the records say the same.
namespace ferry::corpora {
namespace {

/// The items of each patient who has an NHS number that nobody else has.
using Patients = std::map<std::string, std::vector<PlainItem>>;

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

/// What of one type of item two layouts can both say.
struct Sayable {
    bool term = true, value = true, unit = true, text = true;
};

/// How many items of a type two layouts have, and how many of them agree.
struct Agreement {
    std::int64_t one = 0, other = 0, agree = 0;
    std::vector<std::string> differ; ///< those of either that have no equal, for people
};

std::string words(const PlainItem& item, const Sayable& can)
{
    return fmt::format("{}|{}|{}|{}|{}", item.date, can.term ? item.term : "",
                       can.value ? item.value : "", can.unit ? item.unit : "",
                       can.text ? item.text : "");
}

void compare(const std::vector<PlainItem>& one, const std::vector<PlainItem>& other,
             const std::map<std::string, Sayable>& sayable, std::map<std::string, Agreement>& into)
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

struct Pair {
    std::string_view folder, source, name;
    std::map<std::string, Sayable> sayable;
    /// By type: how many items of both layouts together have no equal in the other.
    std::map<std::string, std::int64_t> apart;
};

class Layouts : public testing::TestWithParam<Pair> {
protected:
    void SetUp() override
    {
        emis_ = Migration::of("emis-5.4", "emis-csv");
        other_ = Migration::of(std::string{GetParam().folder}, GetParam().source);
        if (emis_ == nullptr || other_ == nullptr) {
            GTEST_SKIP() << "the test corpora are not at " << corpora_folder();
        }
    }

    Migration* emis_ = nullptr;
    Migration* other_ = nullptr;
};

using Sayables = std::map<std::string, Sayable>;

/// EMIS 5.4 is the one layout that has texts, precision, ranges and kinds of allergy.
Pair with_systmone()
{
    Sayables can;
    can["allergy"] = {.term = false, .text = false};
    can["consultation"] = {.term = false, .text = false};
    can["problem"] = {.unit = false, .text = false};
    for (const auto* type : {"bp", "diary", "immunisation", "observation", "referral"}) {
        can[type] = {.text = false};
    }
    for (const auto* type : {"issue", "medication-acute", "medication-repeat"}) {
        can[type] = {};
    }
    // Five dates of which EMIS knows only the year or month and SystmOne states a day: five
    // items on each side. One entry that EMIS holds for want of a code.
    return {.folder = "systmone-93",
            .source = "systmone-csv",
            .name = "systmone",
            .sayable = can,
            .apart = std::map<std::string, std::int64_t>{{"observation", 11}}};
}

Pair with_vision()
{
    Sayables can;
    can["consultation"] = {.term = false, .text = false};
    can["referral"] = {.term = false, .text = false};
    can["problem"] = {.unit = false, .text = false};
    can["diary"] = {.text = false};
    for (const auto* type : {"allergy", "bp", "immunisation", "issue", "medication-acute",
                             "medication-repeat", "observation"}) {
        can[type] = {};
    }
    std::map<std::string, std::int64_t> apart;
    // As with SystmOne, and two entries without a date of which Vision has a clock time.
    apart["observation"] = 15;
    // Two vaccinations with a weight, which Vision's rows cannot mean.
    apart["immunisation"] = 2;
    // Two repeats that are active and have an end, two that ended without one: Vision says
    // by the end alone whether a repeat is active.
    apart["medication-repeat"] = 8;
    return {.folder = "vision",
            .source = "vision-csv",
            .name = "vision",
            .sayable = can,
            .apart = apart};
}

INSTANTIATE_TEST_SUITE_P(OfEmisAnd, Layouts, testing::Values(with_systmone(), with_vision()),
                         [](const auto& one) { return std::string{one.param.name}; });

TEST_P(Layouts, AgreeItemByItemOnWhatBothCanSay)
{
    const Patients emis = patients_of(*emis_);
    const Patients other = patients_of(*other_);
    std::map<std::string, Agreement> all;
    for (const auto& [number, items] : emis) {
        const auto found = other.find(number);
        ASSERT_NE(found, other.end()) << number;
        compare(items, found->second, GetParam().sayable, all);
    }
    EXPECT_EQ(emis.size(), other.size());
    std::cout << fmt::format("{} patients\n{:20} {:>8} {:>8} {:>8}\n", emis.size(), "type", "emis",
                             GetParam().name, "agree");
    for (const auto& [type, sum] : all) {
        std::cout << fmt::format("{:20} {:>8} {:>8} {:>8}\n", type, sum.one, sum.other, sum.agree);
        const auto known = GetParam().apart.find(type);
        const std::int64_t apart = known == GetParam().apart.end() ? 0 : known->second;
        EXPECT_EQ(static_cast<std::int64_t>(sum.differ.size()), apart)
            << type << ":\n"
            << fmt::format("{}", fmt::join(sum.differ, "\n"));
    }
}

} // namespace
} // namespace ferry::corpora

#include <iostream>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "corpora/agreement.hpp"

/// One practice, read from the layouts of three suppliers: where the layouts can say the
/// same, the records say the same.
namespace ferry::corpora {
namespace {

struct Pair {
    std::string_view folder, source, name;
    Sayables sayable;
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
    Agreements all;
    for (const auto& [number, items] : emis) {
        const auto found = other.find(number);
        ASSERT_NE(found, other.end()) << number;
        compare(items, found->second, GetParam().sayable, all);
    }
    EXPECT_EQ(emis.size(), other.size());
    std::cout << emis.size() << " patients\n" << shown(all, "emis", GetParam().name);
    for (const auto& [type, sum] : all) {
        const auto known = GetParam().apart.find(type);
        const std::int64_t apart = known == GetParam().apart.end() ? 0 : known->second;
        EXPECT_EQ(static_cast<std::int64_t>(sum.differ.size()), apart)
            << type << ":\n"
            << fmt::format("{}", fmt::join(sum.differ, "\n"));
    }
}

} // namespace
} // namespace ferry::corpora

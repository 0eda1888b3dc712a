#include "corpora/agreement.hpp"

#include <iostream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "practices/made.hpp"

/// The practice of one seed in the layouts of three suppliers: where the layouts can say
/// the same, the records say the same.
namespace ferry::practices {
namespace {

using corpora::Sayables;

struct Pair {
    Made emis, other;
    Sayables sayable;
    /// By type: how many items of both layouts together have no equal in the other.
    std::map<std::string, std::int64_t> apart;
};

/// What all layouts can say; doses are the only texts that all have.
Sayables sayable(bool texts)
{
    Sayables can;
    for (const auto* type : {"allergy", "bp", "diary", "immunisation", "observation"}) {
        can[type] = {.text = texts};
    }
    can["consultation"] = {.term = false, .text = false};
    can["problem"] = {.unit = false, .text = false};
    can["referral"] = {.text = false};
    for (const auto* type : {"issue", "medication-acute", "medication-repeat"}) {
        can[type] = {};
    }
    return can;
}

Pair with_systmone()
{
    std::map<std::string, std::int64_t> apart;
    // Three allergies to wasps, of which SystmOne's rows do not say that they are allergies.
    apart["allergy"] = 3;
    // The same three; four dates of which EMIS knows only the year or month (four items on each
    // side); two values that begin with a space in EMIS (two items on each side); two entries
    // that EMIS holds for want of a code; a refused vaccination, for which EMIS has a code of
    // its own and SystmOne a row of vaccinations.
    apart["observation"] = 18;
    const Made emis{"emis-8.2", "emis-csv"};
    const Made other{"systmone-93", "systmone-csv"};
    return {.emis = emis, .other = other, .sayable = sayable(false), .apart = apart};
}

Pair with_vision()
{
    Sayables can = sayable(true);
    can["referral"].term = false; // a specialty in words
    std::map<std::string, std::int64_t> apart;
    // As with SystmOne, but for the allergies.
    apart["observation"] = 15;
    // Two vaccinations with a weight, which Vision's rows cannot mean.
    apart["immunisation"] = 2;
    // Two repeats that are active and have an end, two that ended without one: Vision says
    // by the end alone whether a repeat is active.
    apart["medication-repeat"] = 8;
    const Made emis{"emis-5.4", "emis-csv"}; // which has texts of entries
    const Made other{"vision", "vision-csv"};
    return {.emis = emis, .other = other, .sayable = can, .apart = apart};
}

class MadeAlike : public testing::TestWithParam<Pair> {};

INSTANTIATE_TEST_SUITE_P(OfEmisAnd, MadeAlike, testing::Values(with_systmone(), with_vision()),
                         [](const auto& one) { return word_of(one.param.other.layout); });

TEST_P(MadeAlike, AgreeItemByItemOnWhatBothCanSay)
{
    const auto emis = corpora::patients_of(migration_of(GetParam().emis));
    const auto other = corpora::patients_of(migration_of(GetParam().other));
    corpora::Agreements all;
    EXPECT_EQ(emis.size(), other.size());
    for (const auto& [number, items] : emis) {
        const auto found = other.find(number);
        ASSERT_NE(found, other.end()) << number;
        corpora::compare(items, found->second, GetParam().sayable, all);
    }
    std::cout << emis.size() << " patients\n"
              << corpora::shown(all, "emis", GetParam().other.layout);
    for (const auto& [type, sum] : all) {
        const auto known = GetParam().apart.find(type);
        const std::int64_t apart = known == GetParam().apart.end() ? 0 : known->second;
        EXPECT_EQ(static_cast<std::int64_t>(sum.differ.size()), apart)
            << type << ":\n"
            << fmt::format("{}", fmt::join(sum.differ, "\n"));
    }
}

} // namespace
} // namespace ferry::practices

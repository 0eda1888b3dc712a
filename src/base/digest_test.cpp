#include "base/digest.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace ferry {
namespace {

TEST(EvidenceDigest, IsTheBlake2b256ThatB2sumPrints)
{
    EXPECT_EQ(evidence_digest(""),
              "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    EXPECT_EQ(evidence_digest("abc"),
              "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    EXPECT_EQ(evidence_digest("The quick brown fox jumps over the lazy dog"),
              "01718cec35cd3d796dd00020e0bfecb473ad23457d063b75eff29c0ffa2e58a9");
}

TEST(EvidenceDigest, IsTheSameHoweverTheBytesArrive)
{
    std::string bytes;
    for (int i = 0; i < 1'000; ++i) {
        bytes += static_cast<char>(i % 256);
    }
    const std::string whole = evidence_digest(bytes);
    for (std::size_t cut = 0; cut <= bytes.size(); cut += 37) {
        EvidenceDigest pieces;
        pieces.add(std::string_view{bytes}.substr(0, cut));
        pieces.add(std::string_view{bytes}.substr(cut));
        EXPECT_EQ(pieces.hex(), whole) << "cut at " << cut;
    }
}

TEST(Fingerprint, DependsOnTheBytesAndTheSeed)
{
    EXPECT_EQ(fingerprint("asthma"), fingerprint("asthma"));
    EXPECT_NE(fingerprint("asthma"), fingerprint("Asthma"));
    EXPECT_NE(fingerprint("asthma", 1), fingerprint("asthma", 2));
}

TEST(Fingerprint128, IsTheSameInAnyOrderOfTheRows)
{
    std::vector<std::string> rows;
    rows.reserve(200);
    for (int i = 0; i < 200; ++i) {
        rows.push_back("row " + std::to_string(i % 150)); // some rows stand twice
    }
    const auto sum_of = [](const std::vector<std::string>& texts) {
        Fingerprint128 sum;
        for (const std::string& text : texts) {
            sum.add(text, 7);
        }
        return sum;
    };
    const Fingerprint128 sum = sum_of(rows);
    std::mt19937 dice{42}; // NOLINT(cert-msc32-c,cert-msc51-cpp): the same order each time
    for (int i = 0; i < 20; ++i) {
        std::ranges::shuffle(rows, dice);
        EXPECT_EQ(sum_of(rows), sum);
    }
}

TEST(Fingerprint128, SeesARowThatIsMissingDoubledOrUnderAnotherSeed)
{
    Fingerprint128 sum;
    sum.add("a", 1);
    sum.add("b", 1);
    Fingerprint128 missing;
    missing.add("a", 1);
    Fingerprint128 doubled = sum;
    doubled.add("b", 1);
    Fingerprint128 reseeded;
    reseeded.add("a", 1);
    reseeded.add("b", 2);
    EXPECT_NE(sum, missing);
    EXPECT_NE(sum, doubled);
    EXPECT_NE(sum, reseeded);
}

TEST(Fingerprint128, AddsUpFromPartialSums)
{
    Fingerprint128 left;
    left.add("a", 1);
    Fingerprint128 right;
    right.add("b", 1);
    Fingerprint128 all;
    all.add("a", 1);
    all.add("b", 1);
    left.add(right);
    EXPECT_EQ(left, all);
}

TEST(Fingerprint128, IsWrittenWithTheHighHalfFirst)
{
    const Fingerprint128 one{.low = 1, .high = 0xAB};
    EXPECT_EQ(one.hex(), "00000000000000ab0000000000000001");
}

TEST(ContentKey, IsPositiveAndHas48Bits)
{
    std::set<std::int64_t> keys;
    for (int i = 0; i < 10'000; ++i) {
        const std::int64_t key = content_key("content " + std::to_string(i));
        EXPECT_GT(key, 0);
        EXPECT_LT(key, std::int64_t{1} << 48U);
        keys.insert(key);
    }
    EXPECT_EQ(keys.size(), 10'000U);
}

TEST(ContentKey, NeverChangesSinceItIsStored)
{
    EXPECT_EQ(content_key("asthma"), 24325873198668);
}

} // namespace
} // namespace ferry

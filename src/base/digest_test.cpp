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

TEST(EvidenceDigest, IsTheSha256ThatSha256sumPrints)
{
    EXPECT_EQ(evidence_digest(""),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(evidence_digest("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(evidence_digest("The quick brown fox jumps over the lazy dog"),
              "d7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592");
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

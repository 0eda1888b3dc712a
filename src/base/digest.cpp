#include "base/digest.hpp"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/evp.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.hpp"

namespace ferry {
namespace {

void check(int done)
{
    if (done != 1) {
        throw Error{"cannot work out a digest: the cryptographic library refuses SHA-256"};
    }
}

} // namespace

EvidenceDigest::EvidenceDigest() : state_{EVP_MD_CTX_new()}
{
    check(EVP_DigestInit_ex2(state_.get(), EVP_sha256(), nullptr));
}

EvidenceDigest::~EvidenceDigest() = default;

void EvidenceDigest::Free::operator()(evp_md_ctx_st* state) const
{
    EVP_MD_CTX_free(state);
}

void EvidenceDigest::add(std::string_view bytes)
{
    check(EVP_DigestUpdate(state_.get(), bytes.data(), bytes.size()));
}

std::string EvidenceDigest::hex()
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    check(EVP_DigestFinal_ex(state_.get(), digest.data(), &size));
    return fmt::format("{:02x}", fmt::join(digest.begin(), digest.begin() + size, ""));
}

std::string evidence_digest(std::string_view bytes)
{
    EvidenceDigest digest;
    digest.add(bytes);
    return digest.hex();
}

std::uint64_t fingerprint(std::string_view bytes, std::uint64_t seed)
{
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

void Fingerprint128::add(std::string_view bytes, std::uint64_t seed)
{
    const XXH128_hash_t hash = XXH3_128bits_withSeed(bytes.data(), bytes.size(), seed);
    add(Fingerprint128{.low = hash.low64, .high = hash.high64});
}

void Fingerprint128::add(const Fingerprint128& other)
{
    low += other.low;
    high += other.high;
}

std::string Fingerprint128::hex() const
{
    return fmt::format("{:016x}{:016x}", high, low);
}

std::int64_t content_key(std::string_view content)
{
    constexpr std::uint64_t mask = (std::uint64_t{1} << 48U) - 1;
    const auto key = static_cast<std::int64_t>(fingerprint(content) & mask);
    return key == 0 ? 1 : key;
}

} // namespace ferry

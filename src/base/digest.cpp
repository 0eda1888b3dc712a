#include "base/digest.hpp"

#include <cstring>

#include <fmt/format.h>
#include <sodium.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/require.hpp"

namespace ferry {
namespace {

constexpr std::size_t evidence_bytes = 32;

crypto_generichash_state* as_state(std::byte* bytes)
{
    static_assert(sizeof(crypto_generichash_state) <= 384);
    return reinterpret_cast<crypto_generichash_state*>(bytes);
}

const unsigned char* as_bytes(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

EvidenceDigest::EvidenceDigest()
{
    require(sodium_init() >= 0, "libsodium starts");
    crypto_generichash_init(as_state(state_.data()), nullptr, 0, evidence_bytes);
}

void EvidenceDigest::add(std::string_view bytes)
{
    crypto_generichash_update(as_state(state_.data()), as_bytes(bytes), bytes.size());
}

std::string EvidenceDigest::hex()
{
    std::array<unsigned char, evidence_bytes> digest{};
    crypto_generichash_final(as_state(state_.data()), digest.data(), digest.size());
    std::array<char, evidence_bytes * 2 + 1> text{};
    sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
    return text.data();
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

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace ferry {

/// Evidence: a SHA-256 digest in hexadecimal, what `sha256sum` prints.
class EvidenceDigest {
public:
    EvidenceDigest();
    ~EvidenceDigest();
    EvidenceDigest(const EvidenceDigest&) = delete;
    EvidenceDigest& operator=(const EvidenceDigest&) = delete;
    void add(std::string_view bytes);
    /// The digest of all that was added. Ends the object's use.
    std::string hex();

private:
    struct Free {
        void operator()(evp_md_ctx_st* state) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> state_;
};

/// The evidence digest of one text.
std::string evidence_digest(std::string_view bytes);

/// A fast fingerprint for finding and comparing; no evidence.
std::uint64_t fingerprint(std::string_view bytes, std::uint64_t seed = 0);

/// A fingerprint of 128 bits that can be added up in any order: the sum over a
/// set of rows says whether the set changed, whatever order they stand in.
struct Fingerprint128 {
    std::uint64_t low{};
    std::uint64_t high{};

    void add(std::string_view bytes, std::uint64_t seed);
    void add(const Fingerprint128& other);
    std::string hex() const;
    friend bool operator==(const Fingerprint128&, const Fingerprint128&) = default;
};

/// A positive key of 48 bits made from content: the same content has the same
/// key in every pass and on every machine. Whoever stores under it must refuse
/// two contents with one key.
std::int64_t content_key(std::string_view content);

} // namespace ferry

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/case.hpp"

/// Whose each item is: which of the records it belongs to is not seen where each is read by
/// itself.
namespace ferry::pipeline {

/// In which records ids stand. Belongs to one thread; 16 bytes an id.
class IdOwners {
public:
    void add(std::string_view id, ItemType type, CaseNo case_no);

    /// How many ids stand in several cases, and a case that has one of them.
    struct Shared {
        std::int64_t count = 0;
        CaseNo one_of = 0;
    };
    std::optional<Shared> shared();

private:
    /// By the first bits of the id's fingerprint: small enough to be sorted in the cache.
    static constexpr int shard_bits = 8;
    using Owner = std::pair<std::uint64_t, CaseNo>;
    std::array<std::vector<Owner>, std::size_t{1} << shard_bits> shards_;
};

/// The owners of what a pass carries.
struct Owners {
    /// A slot that was given to somebody else, or to nobody any more, keeps its id: where an
    /// extract has both rows, two cases have it.
    IdOwners appointments;
    /// Entries whose id is a GUID, and so of nothing else: one that was moved to its right record,
    /// as after two patients were taken for one, must not stand in both unseen. Other ids may be
    /// the source's count within a patient.
    IdOwners entries;

    /// Notes the items of a record.
    void add(CaseNo case_no, const Record& record);
};

} // namespace ferry::pipeline

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/digest.hpp"
#include "terminology/column.hpp"
#include "terminology/image.hpp"
#include "terminology/snomed.hpp"

namespace ferry::terminology {

/// One row of an RF2 concept file.
struct ConceptRow {
    ConceptId id;
    std::uint32_t effective_time = 0; ///< yyyymmdd
    bool active = false;
};

/// Which concepts a release has, and which of them are active: filled, closed, then
/// asked. Where several files hold one concept, the newest row is right; of two rows
/// with one date, the one that says inactive.
class Concepts {
public:
    void add(const ConceptRow& row) { rows_.push_back(row); }
    void close();

    /// Whether the concept is active; nothing if no release has it. \pre closed.
    std::optional<bool> active(ConceptId id) const;
    bool empty() const { return ids_.empty(); }
    std::size_t size() const { return ids_.size(); }

    void add_to(Fingerprint128& sum, std::uint64_t seed) const;
    void store(ImageWriter& into) const;
    void fetch(ImageReader& from);

private:
    std::vector<ConceptRow> rows_; // until close()
    Column<std::uint64_t> ids_;    // sorted: the id, and in the lowest bit "active"
};

} // namespace ferry::terminology

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "terminology/snomed.hpp"

namespace ferry::terminology {

/// One row of an RF2 description file, as far as it matters here.
struct DescriptionRow {
    DescriptionId id;
    ConceptId concept_id;
    std::uint32_t effective_time = 0; ///< yyyymmdd
    bool active = false;
    bool fully_specified = false; ///< "Asthma (disorder)", not "Asthma"
    std::string_view term;
};

/// The wordings of SNOMED CT concepts: filled, closed, then asked.
///
/// Only active wordings count: one that was withdrawn may have been withdrawn
/// because it was wrong. Where several files hold one description, the newest
/// row is right; of two rows with one date, the one that says inactive.
class Descriptions {
public:
    /// One wording.
    struct Description {
        ConceptId concept_id;
        DescriptionId id;
        std::uint32_t text_at = 0;
        std::uint16_t text_size = 0;
        bool fully_specified = false;
    };

    /// Takes one row over. \pre the term has less than 64 KiB.
    void add(const DescriptionRow& row);
    /// Sorts what was added and drops what does not count. Nothing is added afterwards.
    void close();

    /// The wordings of a concept in the order of their ids. \pre closed.
    std::span<const Description> of(ConceptId concept_id) const;
    /// The wording itself; lives as long as the table.
    std::string_view text(const Description& description) const;

    /// The wording of `concept_id` that is exactly `term`; none if there is none.
    const Description* worded(ConceptId concept_id, std::string_view term) const;
    /// The wording to show for `concept_id`: `wished` if it is one of its own, else
    /// its fully specified name, else its first synonym; none if it has none.
    const Description* shown(ConceptId concept_id, DescriptionId wished) const;

    /// Adds the table's content to `sum`, whatever order it was added in.
    void add_to(Fingerprint128& sum, std::uint64_t seed) const;

private:
    struct Row {
        Description description;
        std::uint32_t effective_time;
        bool active;
    };
    std::vector<Row> rows_;            // until close()
    std::vector<Description> entries_; // afterwards, by concept and id
    std::string texts_;
};

} // namespace ferry::terminology

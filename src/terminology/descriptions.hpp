#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "terminology/column.hpp"
#include "terminology/image.hpp"
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

/// One row of an RF2 language reference set.
struct LanguageRow {
    DescriptionId id;
    std::uint8_t rank = 0; ///< of the reference set, 1 the first to go by
    std::uint32_t effective_time = 0;
    bool active = false;
    bool preferred = false; ///< the one to show; false: acceptable
};

/// The reference sets that say which wording is shown in the UK, the first to go by
/// first: NHS realm (clinical part), NHS realm (pharmacy part), GB English.
inline constexpr std::array uk_language{
    ConceptId{999001261000000100}, ConceptId{999000691000001104}, ConceptId{900000000000508004}};

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
        std::uint8_t preferred = 0; ///< rank of the reference set that prefers it; 0: none
    };

    /// Takes one row over. \pre the term has less than 64 KiB.
    void add(const DescriptionRow& row);
    /// Takes over what a language reference set says of a wording.
    void add(const LanguageRow& row) { language_.push_back(row); }
    /// Sorts what was added and drops what does not count. Nothing is added afterwards.
    void close();

    /// The wordings of a concept in the order of their ids. \pre closed.
    std::span<const Description> of(ConceptId concept_id) const;
    /// The wording itself; lives as long as the table.
    std::string_view text(const Description& description) const;

    /// The wording of `concept_id` that is exactly `term`; none if there is none.
    const Description* worded(ConceptId concept_id, std::string_view term) const;
    /// The wording to show for `concept_id`: `wished` if it is one of its own, else the
    /// synonym that the first of the UK's language reference sets prefers, else its
    /// fully specified name, else its first synonym; none if it has none.
    const Description* shown(ConceptId concept_id, DescriptionId wished) const;

    /// Adds the table's content to `sum`, whatever order it was added in.
    void add_to(Fingerprint128& sum, std::uint64_t seed) const;
    void store(ImageWriter& into) const;
    void fetch(ImageReader& from);

private:
    struct Row {
        Description description;
        std::uint32_t effective_time = 0;
        bool active = false;
    };
    void rank();

    // Until close():
    std::vector<Row> rows_;
    std::vector<LanguageRow> language_;
    std::vector<char> gathered_;
    // Afterwards:
    Column<Description> entries_; // by concept and id
    Column<char> texts_;
};

} // namespace ferry::terminology

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "terminology/column.hpp"
#include "terminology/image.hpp"
#include "terminology/snomed.hpp"

namespace ferry::terminology {

/// How a concept that was made inactive stands to one that goes on.
/// As wide as the id beside it: what is kept on disk has no padding.
enum class Succession : std::uint64_t {
    same_as,
    replaced_by,
    possibly_equivalent_to,
    partially_equivalent_to,
    possibly_replaced_by,
    was_a,
    moved_to,
    moved_from,
    alternative,
    substitution,           ///< the UK history substitution table, one substitute
    ambiguous_substitution, ///< the same, where it says that there are several
};

/// One kind of succession: which reference set states it, and its name.
struct SuccessionFacts {
    Succession kind;
    ConceptId reference_set; ///< none: it stands in a table of its own
    std::string_view name;   ///< for screens and JSON
    bool same_meaning;       ///< the release says that the meaning is the same
};

/// Every kind once, in the order of the enumeration.
// Not aligned: the rows would be too long.
// clang-format off
inline constexpr std::array successions{
    SuccessionFacts{Succession::same_as, {900000000000527005}, "same as", true},
    SuccessionFacts{Succession::replaced_by, {900000000000526001}, "replaced by", true},
    SuccessionFacts{Succession::possibly_equivalent_to, {900000000000523009},
        "possibly equivalent to", false},
    SuccessionFacts{Succession::partially_equivalent_to, {1186924009},
        "partially equivalent to", false},
    SuccessionFacts{Succession::possibly_replaced_by, {1186921001}, "possibly replaced by", false},
    SuccessionFacts{Succession::was_a, {900000000000528000}, "was a", false},
    SuccessionFacts{Succession::moved_to, {900000000000524003}, "moved to", false},
    SuccessionFacts{Succession::moved_from, {900000000000525002}, "moved from", false},
    SuccessionFacts{Succession::alternative, {900000000000530003}, "alternative", false},
    SuccessionFacts{Succession::substitution, {}, "substitution", true},
    SuccessionFacts{Succession::ambiguous_substitution, {}, "ambiguous substitution", false},
};
// clang-format on

/// What is known of a kind.
constexpr const SuccessionFacts& facts(Succession kind)
{
    return successions[static_cast<std::size_t>(kind)];
}

/// The kind a reference set states; nothing if it states another thing.
constexpr std::optional<Succession> succession_of(ConceptId reference_set)
{
    for (const SuccessionFacts& row : successions) {
        if (row.reference_set && row.reference_set == reference_set) {
            return row.kind;
        }
    }
    return std::nullopt;
}

/// Where a concept that was made inactive leads.
struct Successor {
    ConceptId id;
    Succession kind = Succession::same_as;
    friend bool operator==(const Successor&, const Successor&) = default;
};

/// One row of an RF2 association file or of the history substitution table.
struct HistoryRow {
    ConceptId old;
    Successor successor;
    std::uint32_t effective_time = 0; ///< yyyymmdd
    bool active = false;
};

/// What became of concepts: filled, closed, then asked. It is shown to people and never
/// acted on by itself: an entry keeps the code under which it was made (ADR 0013).
class History {
public:
    void add(const HistoryRow& row) { rows_.push_back(row); }
    void close();

    /// What a release names for `old`, each once; empty if nothing. \pre closed.
    std::span<const Successor> of(ConceptId old) const;
    std::size_t size() const { return old_.size(); }

    void add_to(Fingerprint128& sum, std::uint64_t seed) const;
    void store(ImageWriter& into) const;
    void fetch(ImageReader& from);

private:
    std::vector<HistoryRow> rows_; // until close()
    Column<ConceptId> old_;        // sorted; the i-th belongs to the i-th successor
    Column<Successor> successors_;
};

} // namespace ferry::terminology

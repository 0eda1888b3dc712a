#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "terminology/column.hpp"
#include "terminology/image.hpp"
#include "terminology/snomed.hpp"

namespace ferry::terminology {

/// Whether one concept is a kind of another.
enum class Subsumption : std::uint8_t {
    unknown, ///< no hierarchy is loaded, or the concept has no place in it
    no,
    yes,
};

/// The answer's name in the workspace and in JSON.
constexpr std::string_view name_of(Subsumption answer)
{
    constexpr std::array<std::string_view, 3> names{"unknown", "no", "yes"};
    return names[static_cast<std::size_t>(answer)];
}

/// One "is a" row of an RF2 relationship file.
struct IsARow {
    std::uint64_t id = 0; ///< of the relationship
    ConceptId child;
    ConceptId parent;
    std::uint32_t effective_time = 0; ///< yyyymmdd
    bool active = false;
};

/// What is a kind of what: filled, closed, then asked. Of several rows with one id the
/// newest counts, and only if it is active.
class Hierarchy {
public:
    void add(const IsARow& row) { rows_.push_back(row); }
    void close();

    /// Whether `one` is `ancestor` or a kind of it, over any number of steps. The top
    /// concept and concepts without parents have no place: unknown, but of themselves.
    /// Rows that lead in a circle end the look, not the program. \pre closed.
    Subsumption is_a(ConceptId one, ConceptId ancestor) const;

    std::size_t size() const { return edges_.size(); }
    bool empty() const { return edges_.empty(); }

    void add_to(Fingerprint128& sum, std::uint64_t seed) const;
    void store(ImageWriter& into) const;
    void fetch(ImageReader& from);

private:
    struct Edge {
        ConceptId child;
        ConceptId parent;
    };
    std::span<const Edge> above(ConceptId child) const;

    std::vector<IsARow> rows_; // until close()
    Column<Edge> edges_;       // sorted, each once
};

} // namespace ferry::terminology

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

/// A Read or CTV3 code and its term in one number. Letters, digits and the full
/// stop are 63 signs, so six bits hold one and ten of them fit. Equal exactly if
/// code and term are, case included.
using CodeKey = std::uint64_t;

/// The key of a code of five characters and a term code or term id of none to
/// five; nothing if a length or a character is another, since no map can then
/// hold the code.
std::optional<CodeKey> code_key(std::string_view code, std::string_view term);

/// What a map row says a code means.
struct MapTarget {
    ConceptId concept_id;         ///< none: a drug, to be found as a drug (`_DRUG`)
    DescriptionId description_id; ///< none if the row names no wording
    bool assured = false;         ///< clinically assured to mean the same
    std::array<char, 7> room{};   ///< what is kept on disk has no padding

    bool is_drug() const { return !concept_id; }
};

/// A map from code and term to targets: filled, closed, then asked.
///
/// One code and term may have several targets, but each target only once: rows
/// that agree on the target are one. They are assured if one of them is; their
/// wording is that of the assured ones, and none where those differ.
class MapTable {
public:
    void add(CodeKey key, MapTarget target);
    /// Sorts and joins what was added. Nothing is added afterwards.
    void close();

    /// The distinct targets of `key` in the order of their ids; empty if none.
    /// They live as long as the table. Does not allocate. \pre closed.
    std::span<const MapTarget> find(CodeKey key) const;

    /// Adds the table's content to `sum`, whatever order it was added in.
    void add_to(Fingerprint128& sum, std::uint64_t seed) const;
    void store(ImageWriter& into) const;
    void fetch(ImageReader& from);

private:
    struct Row {
        CodeKey key = 0;
        MapTarget target;
    };
    std::vector<Row> rows_;     // until close()
    Column<CodeKey> keys_;      // sorted; the i-th belongs to the i-th target
    Column<MapTarget> targets_; // afterwards
};

} // namespace ferry::terminology

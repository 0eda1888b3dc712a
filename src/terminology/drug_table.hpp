#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "base/digest.hpp"
#include "terminology/image.hpp"
#include "terminology/snomed.hpp"
#include "terminology/systems.hpp"

namespace ferry::terminology {

/// A dm+d product; its id is a SNOMED CT concept id.
struct DrugProduct {
    ConceptId id;
    std::string_view name; ///< as dm+d writes it; lives as long as the table
};

/// Suppliers' drug codes and the dm+d products they stand for: filled, closed,
/// then asked.
class DrugTable {
public:
    void add(System system, std::string_view code, DrugProduct product);
    /// Sorts what was added; a pair added twice is one. Nothing is added afterwards.
    void close();

    /// The distinct products beside `code`, in the order of their ids; empty if
    /// none. Does not allocate. \pre closed.
    std::span<const DrugProduct> find(System system, std::string_view code) const;

    /// Adds the table's content to `sum`, whatever order it was added in.
    void add_to(Fingerprint128& sum, std::uint64_t seed) const;
    void store(ImageWriter& into) const;
    void fetch(ImageReader& from);

private:
    struct Row {
        System system;
        std::string_view code;
        DrugProduct product;
    };
    struct Key {
        System system;
        std::string_view code;
        // NOLINTNEXTLINE(modernize-use-nullptr): there is no pointer in a defaulted comparison
        friend auto operator<=>(const Key&, const Key&) = default;
    };

    Arena texts_;
    std::vector<Row> rows_;             // until close()
    std::vector<Key> keys_;             // sorted; the i-th belongs to the i-th product
    std::vector<DrugProduct> products_; // afterwards
};

} // namespace ferry::terminology

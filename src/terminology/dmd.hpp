#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "terminology/column.hpp"
#include "terminology/image.hpp"
#include "terminology/snomed.hpp"

namespace ferry::terminology {

/// What an id of dm+d names.
enum class DmdLevel : std::uint8_t { moiety, product, brand, pack, brand_pack, substance, lookup };

/// The level's name: "virtual therapeutic moiety" ...
std::string_view name_of(DmdLevel level);

/// One entry of a dm+d release, or a lookup code with the form of an id.
struct DmdRow {
    ConceptId id;
    DmdLevel level = DmdLevel::product;
    bool invalid = false;  ///< dm+d withdrew it and keeps it in the file
    ConceptId previous;    ///< the id it had before; none if it never changed
    std::string_view name; ///< as dm+d writes it
};

/// How dm+d holds an id today.
enum class ProductState : std::uint8_t {
    no_release, ///< no release is loaded
    absent,     ///< the release has not got the id
    valid,
    invalid, ///< in the release, and marked so
    changed, ///< it has another id now
    several, ///< more than one entry says that it had this id before
};

/// The state's name in JSON: "valid", "changed" ...
std::string_view name_of(ProductState state);

/// What dm+d says of an id. The view lives as long as the table.
struct ProductAnswer {
    ProductState state = ProductState::no_release;
    ConceptId now;         ///< valid and invalid: the id asked for; changed: its new one
    std::string_view name; ///< of `now`
};

/// The dictionary of medicines and devices: filled, closed, then asked.
class DmdTable {
public:
    void add(const DmdRow& row);
    /// Sorts what was added. Rows that say the same are one; of an id with rows that say
    /// different things the first is in conflict().
    void close();
    /// An id that two rows of one level explain differently; a release never has one.
    std::optional<ConceptId> conflict() const { return conflict_; }

    /// What became of an id. A change is followed over several releases, and only where
    /// each step leads to exactly one entry and the last of them is valid. \pre closed.
    ProductAnswer find(ConceptId id) const;

    std::size_t size() const { return entries_.size(); }
    std::size_t changes() const { return changes_.size(); }

    void add_to(Fingerprint128& sum, std::uint64_t seed) const;
    void store(ImageWriter& into) const;
    void fetch(ImageReader& from);

private:
    struct Entry {
        ConceptId id;
        std::uint32_t name_at = 0;
        std::uint16_t name_size = 0;
        DmdLevel level = DmdLevel::product;
        bool invalid = false;
    };
    struct Change {
        ConceptId previous;
        ConceptId now;
    };
    const Entry* entry(ConceptId id) const;
    std::string_view name(const Entry& entry) const;

    // Until close():
    std::vector<Entry> rows_;
    std::vector<Change> changed_;
    std::vector<char> gathered_;
    // Afterwards:
    Column<Entry> entries_; // by id; lookup codes come after all else with their id
    Column<Change> changes_;
    Column<char> names_;
    std::optional<ConceptId> conflict_;
};

} // namespace ferry::terminology

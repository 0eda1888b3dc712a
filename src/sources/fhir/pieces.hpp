#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sources/fhir/kinds.hpp"
#include "json/tree.hpp"

/// A FHIR text cut into its source items.
namespace ferry::fhir {

/// One source item: an entry of a bundle, a resource that stands alone, or a resource
/// contained in the item before it.
struct Piece {
    json::Value row;      ///< what is kept of it, as it stood
    json::Value resource; ///< the resource in it; nothing where the entry has none
    std::string_view full_url;
    bool contained = false;
};

/// The items of a bundle or of a single resource, each followed by those contained in it.
std::vector<Piece> pieces_of(json::Value root);

/// The item that a kept row is: an entry with a resource in it, or a resource.
Piece piece_of_row(json::Value row);

/// A patient and who keeps the record.
struct NamedPatient {
    std::string id; ///< as common_id() writes it
    std::string organisation;
    std::string full_url;
};

/// The patients among the pieces, with their practice: the managing organisation, else the
/// one that the bundle holds.
std::vector<NamedPatient> patients_among(const std::vector<Piece>& pieces);

/// Counts lines as places in a text go up.
class LineCounter {
public:
    explicit LineCounter(std::string_view text, std::int64_t first = 1) : text_{text}, line_{first}
    {
    }
    /// The line on which this place stands. \pre no place before the last one asked for.
    std::int64_t line_of(std::size_t offset);

private:
    std::string_view text_;
    std::size_t at_ = 0;
    std::int64_t line_;
};

/// "FILE:LINE:COLUMN: what is wrong": where and why a text is no JSON.
std::string describe(const json::Problem& problem, std::string_view text, std::string_view file);

} // namespace ferry::fhir

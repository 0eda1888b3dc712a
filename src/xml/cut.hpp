#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "xml/parser.hpp"

namespace ferry::xml {

/// Stands in a piece's bytes where another piece was cut out, as a processing
/// instruction: `<?ferry-item ObservationStatement 5D82191A-9D95-4352-BDEF-63ED23AC15DB?>`.
inline constexpr std::string_view gap_target = "ferry-item";

/// One item of a document, as it stood.
struct Piece {
    std::string name;      ///< of its element, without prefix; of the first: of the root
    std::string id;        ///< the `root` of its first `id`; "" if it has none
    std::int64_t line = 1; ///< where it begins, from 1
    std::string bytes;     ///< without the pieces in it, which left a gap each
};

/// Cuts a document into pieces: one for each element named in `items`, and before them
/// one for all that is in none. Every byte stands in exactly one piece. Pieces come in
/// the order in which they begin, so that each gap stands for the next piece that no
/// earlier gap stands for: reading pieces and gaps in turn gives the document back. A
/// document that is nothing but an item is refused: around it there would be no document.
/// \param beside told what stands in the document, so that it need not be read twice.
tl::expected<std::vector<Piece>, Problem> cut(std::string_view document,
                                              const std::vector<std::string_view>& items,
                                              Listener* beside = nullptr);

} // namespace ferry::xml

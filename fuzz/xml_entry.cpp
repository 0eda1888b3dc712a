#include <vector>

#include "base/require.hpp"
#include "entries.hpp"
#include "xml/cut.hpp"
#include "xml/tree.hpp"

namespace ferry::fuzz {

void xml(std::string_view bytes)
{
    const std::vector<std::string_view> items{"Item", "Agent"};
    const auto pieces = ferry::xml::cut(bytes, items);
    if (!pieces) {
        require(!pieces.error().what.empty(), "a document that cannot be read says why");
        return;
    }
    require(ferry::xml::put_together(*pieces) == bytes, "no byte is lost, none is added");
    ferry::xml::Tree tree;
    for (const ferry::xml::Piece& piece : *pieces) {
        require(tree.read(piece.bytes).has_value(), "a piece can be read by itself");
    }
}

} // namespace ferry::fuzz

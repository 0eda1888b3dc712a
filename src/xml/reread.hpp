#pragma once

#include <deque>
#include <string_view>

#include "base/arena.hpp"
#include "xml/tree.hpp"

namespace ferry::xml {

/// Reads an element once more that read() has found well-formed: it is not checked again,
/// and what stands in it as it is meant is not copied. Nothing is fetched or expanded but
/// the five entities of XML and numbers of characters.
/// \return null where anything looks other than in a plain element: a declaration, a DTD,
///     an entity, tags that do not match, text behind its end. Some nodes may be left then.
/// \pre `text` outlives the nodes.
const Node* reread(std::string_view text, Arena& arena, std::deque<Node>& nodes);

} // namespace ferry::xml

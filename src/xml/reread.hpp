#pragma once

#include <deque>
#include <string_view>

#include "base/arena.hpp"
#include "xml/tree.hpp"

namespace ferry::xml {

/// Reads an element once more that read() has found well-formed, several times as fast: it
/// is not checked again.
/// \return null where there is anything but one element: a declaration, a DTD, several, or
///     tags that never end.
/// \pre read() read `text`, or the document of which it is an element.
const Node* reread(std::string_view text, Arena& arena, std::deque<Node>& nodes);

} // namespace ferry::xml

#pragma once

#include <deque>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "xml/parser.hpp"

namespace ferry::xml {

/// One element. What is asked for and is not there is empty: no name, no text.
struct Node {
    std::string_view name; ///< without prefix
    std::string_view text; ///< its own, as it stood, without that of its children
    std::vector<Attribute> attributes;
    std::vector<const Node*> children; ///< a gap left by cut() is a child named gap_target

    /// The attribute's value; "" if it has none.
    std::string_view attribute(std::string_view wanted) const;

    /// The first child with this name; an empty node if there is none.
    const Node& child(std::string_view wanted) const;

    /// The first node down this way: "effectiveTime/center".
    const Node& at(std::string_view path) const;

    /// True if there is such a node.
    explicit operator bool() const { return !name.empty(); }
};

/// Small documents, whole in memory.
class Tree {
public:
    /// Reads one more; what was read before stays. \return its problem, if it has one.
    tl::expected<const Node*, Problem> read(std::string_view document);

    /// Reads a piece that cut() made, several times as fast: its document was checked when it
    /// was cut. \pre `piece` outlives the tree.
    tl::expected<const Node*, Problem> read_again(std::string_view piece);

private:
    Arena arena_;
    std::deque<Node> nodes_;
};

} // namespace ferry::xml

#include <algorithm>
#include <vector>

#include "base/require.hpp"
#include "entries.hpp"
#include "xml/cut.hpp"
#include "xml/test_put_together.hpp"
#include "xml/tree.hpp"

namespace ferry::fuzz {
namespace {

// NOLINTBEGIN(misc-no-recursion): bounded by depth_max
bool same(const ferry::xml::Node& one, const ferry::xml::Node& other)
{
    const auto same_attribute = [](const auto& a, const auto& b) {
        return a.name == b.name && a.value == b.value;
    };
    return one.name == other.name && one.text == other.text &&
           std::ranges::equal(one.attributes, other.attributes, same_attribute) &&
           std::ranges::equal(one.children, other.children,
                              [](const auto* a, const auto* b) { return same(*a, *b); });
}
// NOLINTEND(misc-no-recursion)

} // namespace

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
        const auto read = tree.read(piece.bytes);
        require(read.has_value(), "a piece can be read by itself");
        require(same(**tree.read_again(piece.bytes), **read), "a second reading says the same");
    }
}

} // namespace ferry::fuzz

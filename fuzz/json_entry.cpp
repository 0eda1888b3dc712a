#include "base/require.hpp"
#include "entries.hpp"
#include "json/tree.hpp"

namespace ferry::fuzz {
namespace {

/// Every value stands inside the one that holds it, in order, and says of itself the same
/// when it is read alone.
// NOLINTNEXTLINE(misc-no-recursion): bounded by json::depth_max
void check(json::Value value, std::string_view all)
{
    const std::string_view bytes = value.bytes();
    require(value.offset() + bytes.size() <= all.size(), "a value stands in its text");
    require(all.substr(value.offset(), bytes.size()) == bytes, "a value knows where it stands");
    std::size_t reached = value.offset();
    for (const json::Value inner : value) {
        require(inner.offset() > reached, "values stand one behind the other");
        check(inner, all);
        reached = inner.offset() + inner.bytes().size() - 1;
        require(reached < value.offset() + bytes.size(), "a value stands in what holds it");
    }
}

} // namespace

void json_text(std::string_view bytes)
{
    static json::Reader reader;
    const auto tree = reader.read(bytes);
    if (!tree) {
        require(!tree.error().what.empty(), "a refusal says what is wrong");
        require(tree.error().offset <= bytes.size(), "and where");
        return;
    }
    check(tree->root(), bytes);
    json::Reader other;
    const auto again = other.read(tree->root().bytes());
    require(again && json::same(tree->root(), again->root()), "a value reads the same alone");
}

} // namespace ferry::fuzz

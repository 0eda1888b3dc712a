#include "json/tree.hpp"

#include <algorithm>

namespace ferry::json {

Type Value::type() const
{
    return tree_ == nullptr ? Type::nothing : tree_->nodes_[at_].type;
}

std::string_view Value::key() const
{
    return tree_ == nullptr ? std::string_view{} : tree_->nodes_[at_].key;
}

std::string_view Value::text() const
{
    return tree_ == nullptr ? std::string_view{} : tree_->nodes_[at_].text;
}

std::string_view Value::bytes() const
{
    if (tree_ == nullptr) {
        return {};
    }
    const Tree::Node& node = tree_->nodes_[at_];
    return tree_->bytes_.substr(node.begin, node.end - node.begin);
}

std::size_t Value::offset() const
{
    return tree_ == nullptr ? 0 : tree_->nodes_[at_].begin;
}

Value Value::operator[](std::string_view key) const
{
    if (!is(Type::object)) {
        return {};
    }
    // Asked often, and mostly for what is not there: one look at a key tells.
    const auto& nodes = tree_->nodes_;
    const char last = key.empty() ? '\0' : key.back();
    for (auto at = nodes[at_].first; at != Tree::none; at = nodes[at].next) {
        const std::string_view here = nodes[at].key;
        if (here.size() == key.size() && (here.empty() || here.back() == last) && here == key) {
            return {tree_, at};
        }
    }
    return {};
}

Value::Iterator Value::begin() const
{
    return {tree_, tree_ == nullptr ? Tree::none : tree_->nodes_[at_].first};
}

Value::Iterator Value::end() const
{
    return {tree_, Tree::none};
}

Value::Iterator& Value::Iterator::operator++()
{
    at_ = tree_->nodes_[at_].next;
    return *this;
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max
bool same(Value one, Value other)
{
    if (one.type() != other.type() || one.text() != other.text() ||
        std::ranges::distance(one) != std::ranges::distance(other)) {
        return false;
    }
    auto there = other.begin();
    for (const Value here : one) { // members may stand in any order, elements may not
        const Value its = one.is(Type::object) ? other[here.key()] : *there;
        if (!same(here, its)) {
            return false;
        }
        ++there;
    }
    return true;
}

} // namespace ferry::json

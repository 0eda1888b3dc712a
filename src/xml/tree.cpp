#include "xml/tree.hpp"

#include <algorithm>

#include "xml/cut.hpp"
#include "xml/reread.hpp"

namespace ferry::xml {
namespace {

const Node nothing;

class Builder final : public Listener {
public:
    Builder(Arena& arena, std::deque<Node>& nodes) : arena_{arena}, nodes_{nodes} {}

    void begin(std::string_view name, const std::vector<Attribute>& attributes,
               const Place& place) override
    {
        static_cast<void>(place);
        Node& node = nodes_.emplace_back();
        node.name = arena_.keep(name);
        for (const Attribute& one : attributes) {
            node.attributes.push_back(
                {.name = arena_.keep(one.name), .value = arena_.keep(one.value)});
        }
        if (!open_.empty()) {
            open_.back().node->children.push_back(&node);
        }
        open_.push_back({.node = &node, .text = {}});
    }

    void end(std::string_view name, const Place& place) override
    {
        static_cast<void>(name);
        static_cast<void>(place);
        open_.back().node->text = arena_.keep(open_.back().text);
        open_.pop_back();
    }

    void text(std::string_view text) override { open_.back().text += text; }

    void instruction(std::string_view target, std::string_view data) override
    {
        if (target != gap_target || open_.empty()) {
            return;
        }
        Node& gap = nodes_.emplace_back();
        gap.name = gap_target;
        gap.text = arena_.keep(data);
        open_.back().node->children.push_back(&gap);
    }

private:
    struct Open {
        Node* node;
        std::string text;
    };
    Arena& arena_;
    std::deque<Node>& nodes_;
    std::vector<Open> open_;
};

} // namespace

std::string_view Node::attribute(std::string_view wanted) const
{
    const auto found = std::ranges::find(attributes, wanted, &Attribute::name);
    return found == attributes.end() ? std::string_view{} : found->value;
}

const Node& Node::child(std::string_view wanted) const
{
    const auto found =
        std::ranges::find(children, wanted, [](const Node* one) { return one->name; });
    return found == children.end() ? nothing : **found;
}

const Node& Node::at(std::string_view path) const
{
    const Node* node = this;
    while (!path.empty() && *node) {
        const auto slash = path.find('/');
        node = &node->child(path.substr(0, slash));
        path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    }
    return *node;
}

tl::expected<const Node*, Problem> Tree::read(std::string_view document)
{
    const std::size_t first = nodes_.size();
    Builder builder{arena_, nodes_};
    if (auto done = xml::read(document, builder); !done) {
        return tl::unexpected{std::move(done.error())};
    }
    return &nodes_[first];
}

tl::expected<const Node*, Problem> Tree::read_again(std::string_view piece)
{
    const std::size_t before = nodes_.size();
    if (const Node* node = reread(piece, arena_, nodes_)) {
        return node;
    }
    nodes_.resize(before);
    return read(piece);
}

} // namespace ferry::xml

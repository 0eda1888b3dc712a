#include "xml/reread.hpp"

#include <string>

#include <pugixml.hpp>

#include "xml/cut.hpp"

namespace ferry::xml {
namespace {

/// All that XML means by what stands there, blanks too; declarations so that they are seen.
constexpr unsigned wanted = pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_pi |
                            pugi::parse_declaration | pugi::parse_doctype;

class Copier {
public:
    Copier(Arena& arena, std::deque<Node>& nodes) : arena_{arena}, nodes_{nodes} {}

    /// The element, whose names and values stay where they are.
    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max, which read() looked at
    const Node* copy(const pugi::xml_node& from)
    {
        Node& node = nodes_.emplace_back();
        node.name = local_name(from.name());
        for (const pugi::xml_attribute& one : from.attributes()) {
            node.attributes.push_back({.name = local_name(one.name()), .value = one.value()});
        }
        std::string runs; // text in several runs
        for (const pugi::xml_node& child : from.children()) {
            switch (child.type()) {
            case pugi::node_element:
                node.children.push_back(copy(child));
                break;
            case pugi::node_pi:
                copy_gap(child, node);
                break;
            default:
                add_text(child.value(), node, runs);
                break;
            }
        }
        if (!runs.empty()) {
            node.text = arena_.keep(runs);
        }
        return &node;
    }

private:
    void copy_gap(const pugi::xml_node& instruction, Node& parent)
    {
        if (instruction.name() == gap_target) {
            Node& gap = nodes_.emplace_back();
            gap.name = gap_target;
            gap.text = instruction.value();
            parent.children.push_back(&gap);
        }
    }

    static void add_text(std::string_view run, Node& node, std::string& runs)
    {
        if (node.text.empty()) {
            node.text = run;
            return;
        }
        if (runs.empty()) {
            runs = node.text;
        }
        runs += run;
    }

    Arena& arena_;
    std::deque<Node>& nodes_;
};

} // namespace

const Node* reread(std::string_view text, Arena& arena, std::deque<Node>& nodes)
{
    char* const bytes = arena.take(text.size()); // pugixml writes what is meant over what stands
    text.copy(bytes, text.size());
    pugi::xml_document document;
    if (!document.load_buffer_inplace(bytes, text.size(), wanted, pugi::encoding_utf8)) {
        return nullptr;
    }
    const pugi::xml_node root = document.first_child();
    if (root.type() != pugi::node_element || !root.next_sibling().empty()) {
        return nullptr;
    }
    return Copier{arena, nodes}.copy(root);
}

} // namespace ferry::xml

#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/case.hpp"
#include "xml/tree.hpp"

namespace ferry::gp2gp {

/// What a raw row of a message is.
enum class Kind : std::uint8_t {
    message,    ///< all of a message that is in no other row
    fragment,   ///< the same of a piece of a large message
    wrapper,    ///< what is around the XML
    attachment, ///< a file that came with it
    list,       ///< a row of the patient list
    component,  ///< an item of the message: see its name
    unreadable,
};

/// One raw row, read.
struct Component {
    RowNo row = 0;
    Kind kind = Kind::component;
    std::string_view name;           ///< of its element
    std::string_view id;             ///< as given
    const xml::Node* node = nullptr; ///< its element; of a wrapper and the like an empty one
    Component* parent = nullptr;
    std::vector<Component*> children; ///< in the order of the message

    bool is(std::string_view wanted) const { return kind == Kind::component && name == wanted; }
};

/// The messages of a case, put together from its raw rows.
class CaseTree {
public:
    /// \param lists the numbers of files that are patient lists.
    /// \pre `from` outlives the tree.
    CaseTree(const extract::Case& from, const std::set<extract::FileNo>& lists);

    /// Every row's component, in the order of rows.
    const std::vector<std::unique_ptr<Component>>& all() const { return all_; }

    /// Those that stand in no other.
    const std::vector<Component*>& tops() const { return tops_; }

private:
    Component& build(Component* parent);
    void classify(Component& made, const extract::RawRow& row);
    const xml::Node* node_of(const extract::RawRow& row, Kind kind);
    void build_children(Component& of, const xml::Node& node);
    bool next_is(std::string_view name, const Component& parent) const;

    const extract::Case& case_;
    const std::set<extract::FileNo>& lists_;
    std::vector<std::unique_ptr<Component>> all_;
    std::vector<Component*> tops_;
    xml::Tree tree_;
    std::unordered_map<std::string_view, const xml::Node*> seen_; ///< rows of the directory
};

} // namespace ferry::gp2gp

#include "sources/gp2gp/case_tree.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "sources/gp2gp/words.hpp"
#include "xml/cut.hpp"

namespace ferry::gp2gp {
namespace {

const xml::Node nothing;

bool among(const auto& words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

} // namespace

CaseTree::CaseTree(const extract::Case& from, const std::set<extract::FileNo>& lists)
    : case_{from}, lists_{lists}
{
    while (all_.size() < case_.rows.size()) {
        tops_.push_back(&build(nullptr));
    }
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by xml::depth_max: rows lie in one another as elements
Component& CaseTree::build(Component* parent)
{
    const auto row = static_cast<RowNo>(all_.size());
    all_.push_back(std::make_unique<Component>());
    Component& made = *all_.back();
    made.row = row;
    made.parent = parent;
    made.node = &nothing;
    classify(made, case_.rows[static_cast<std::size_t>(row)]);
    build_children(made, *made.node);
    return made;
}

void CaseTree::classify(Component& made, const extract::RawRow& row)
{
    if (row.damaged) {
        made.kind = Kind::unreadable;
        return;
    }
    if (lists_.contains(row.file)) {
        made.kind = Kind::list;
        return;
    }
    const std::string_view root = xml::root_name(row.bytes);
    const bool first =
        made.row == 0 || case_.rows[static_cast<std::size_t>(made.row) - 1].file != row.file;
    const bool unknown_statement = !first && row.bytes.starts_with('<');
    const bool component =
        among(words::items, root) || (unknown_statement && !among(words::roots, root));
    if (!component && !among(words::roots, root)) {
        made.kind = first ? Kind::wrapper : Kind::attachment;
        return;
    }
    made.kind = component                      ? Kind::component
                : root == words::fragment_root ? Kind::fragment
                                               : Kind::message;
    const xml::Node* read = node_of(row, made.kind);
    if (read == nullptr) {
        made.kind = Kind::unreadable;
        return;
    }
    made.node = read;
    made.name = made.node->name;
    made.id = trimmed(made.node->child("id").attribute("root"));
}

/// The row as a node; nullptr if it cannot be read. Agents stand in the message of each
/// of their patients, in the same bytes: these are read once, or the directory would grow
/// with the number of patients.
const xml::Node* CaseTree::node_of(const extract::RawRow& row, Kind kind)
{
    const auto known = seen_.find(row.bytes);
    if (known != seen_.end()) {
        return known->second;
    }
    const auto read = kind == Kind::component ? tree_.read_again(row.bytes) : tree_.read(row.bytes);
    if (read && case_.no == directory_case) {
        seen_.emplace(row.bytes, *read);
    }
    return read ? *read : nullptr;
}

/// Each gap that a cut left stands for the next row; agents went to the directory.
// NOLINTNEXTLINE(misc-no-recursion): bounded by xml::depth_max: rows lie in one another as elements
void CaseTree::build_children(Component& of, const xml::Node& node)
{
    for (const xml::Node* child : node.children) {
        if (child->name != xml::gap_target) {
            build_children(of, *child);
            continue;
        }
        const std::string_view name = child->text.substr(0, child->text.find(' '));
        const bool elsewhere = case_.no != directory_case && among(words::directory_items, name);
        if (!elsewhere && next_is(name, of)) {
            of.children.push_back(&build(&of));
        }
    }
}

/// A part of a case may end before its message does.
bool CaseTree::next_is(std::string_view name, const Component& parent) const
{
    const std::size_t next = all_.size();
    return next < case_.rows.size() &&
           case_.rows[next].file == case_.rows[static_cast<std::size_t>(parent.row)].file &&
           xml::root_name(case_.rows[next].bytes) == name;
}

} // namespace ferry::gp2gp

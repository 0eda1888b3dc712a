#include "sources/gp2gp/case_tree.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/text.hpp"
#include "sources/gp2gp/words.hpp"
#include "xml/cut.hpp"

namespace ferry::gp2gp {
namespace {

const xml::Node nothing;

/// Elements of words, whose marks (bold, line breaks) are left off so that no word is.
constexpr std::array<std::string_view, 3> texts{"text", "originalText", "desc"};
/// What may stand in them and is no mark.
constexpr std::array<std::string_view, 2> no_marks{"reference", "thumbnail"};

// NOLINTBEGIN(misc-no-recursion): bounded by xml::depth_max
bool has_marks(const xml::Node& node)
{
    const bool text = contains(texts, node.name);
    return std::ranges::any_of(node.children, [text](const xml::Node* child) {
        const bool mark =
            text && child->name != xml::gap_target && !contains(no_marks, child->name);
        return mark || has_marks(*child);
    });
}
// NOLINTEND(misc-no-recursion)

/// Leaves the tags of marks out of a row; those that end a line or a cell become its end.
class WithoutMarks final : public xml::Listener {
public:
    explicit WithoutMarks(std::string_view row) : row_{row} {}

    void begin(std::string_view name, const std::vector<xml::Attribute>& attributes,
               const xml::Place& place) override
    {
        static_cast<void>(attributes);
        const bool mark = !in_text_.empty() && in_text_.back() && !contains(no_marks, name);
        if (mark) {
            leave_out(place, ends_line(name) ? "\n" : "");
        }
        in_text_.push_back(mark || contains(texts, name));
        marks_.push_back(mark);
    }

    void end(std::string_view name, const xml::Place& place) override
    {
        static_cast<void>(name);
        if (marks_.back()) {
            leave_out(place, "");
        }
        marks_.pop_back();
        in_text_.pop_back();
    }

    std::string take() { return made_ + std::string{row_.substr(from_)}; }

private:
    static bool ends_line(std::string_view name)
    {
        constexpr std::array<std::string_view, 9> lines{"br", "p",     "paragraph", "li", "item",
                                                        "tr", "table", "td",        "th"};
        return contains(lines, name);
    }

    /// An empty element ends where it began: its tag goes once.
    void leave_out(const xml::Place& place, std::string_view instead)
    {
        if (place.begin >= from_) {
            made_ += fmt::format("{}{}", row_.substr(from_, place.begin - from_), instead);
            from_ = std::max(from_, place.end);
        }
    }

    std::string_view row_;
    std::string made_;
    std::size_t from_ = 0; ///< bytes before this are taken
    std::vector<bool> in_text_;
    std::vector<bool> marks_;
};

/// The row without marks; empty if it cannot be read.
std::string without_marks(std::string_view row)
{
    WithoutMarks listener{row};
    return xml::read(row, listener) ? listener.take() : std::string{};
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
        contains(words::items, root) || (unknown_statement && !contains(words::roots, root));
    if (!component && !contains(words::roots, root)) {
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
    auto read = kind == Kind::component ? tree_.read_again(row.bytes) : tree_.read(row.bytes);
    if (read && kind == Kind::component && has_marks(**read)) {
        read = tree_.read(without_marks(row.bytes));
    }
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
        const bool elsewhere = case_.no != directory_case && contains(words::directory_items, name);
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

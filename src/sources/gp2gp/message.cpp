#include "sources/gp2gp/message.hpp"

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "record/nhs_number.hpp"
#include "sources/gp2gp/envelope.hpp"
#include "sources/gp2gp/words.hpp"
#include "xml/cut.hpp"
#include "xml/tree.hpp"

namespace ferry::gp2gp {
namespace {

Message damaged(std::string bytes, std::string why)
{
    Message made;
    made.damage = std::move(why);
    made.rows.push_back({.line = 1, .bytes = std::move(bytes), .damaged = true});
    return made;
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by xml::depth_max
const xml::Node& first_named(const xml::Node& from, std::string_view name)
{
    static const xml::Node none;
    if (from.name == name) {
        return from;
    }
    for (const xml::Node* child : from.children) {
        if (const xml::Node& found = first_named(*child, name)) {
            return found;
        }
    }
    return none;
}

/// Who the message is about, and who sent it.
void name_subject(const xml::Node& root, Message& message)
{
    const xml::Node& extract = first_named(root, "EhrExtract");
    const xml::Node& id = extract.at("recordTarget/patient/id");
    const std::string_view number = trimmed(id.attribute("extension"));
    if (id.attribute("root") == words::nhs_number) {
        message.written_number = number;
        message.patient = is_nhs_number(number) ? number : std::string_view{};
    }
    const xml::Node& author = extract.at("author/AgentOrgSDS/agentOrganizationSDS/id");
    message.organisation = trimmed(author.attribute("extension"));
}

void take_pieces(std::vector<xml::Piece>& pieces, std::int64_t first_line, Message& message)
{
    for (xml::Piece& piece : pieces) {
        const bool first = &piece == &pieces.front();
        const bool directory = !first && contains(words::directory_items, piece.name);
        const bool inside =
            directory && piece.name != words::agent && message.rows.back().directory;
        message.rows.push_back({.line = first_line + piece.line - 1,
                                .bytes = std::move(piece.bytes),
                                .directory = directory,
                                .inside = inside});
    }
}

/// The message's pieces, and what stands in no row of the table of elements. A statement of
/// which nobody has said how to read it is a piece too.
tl::expected<std::vector<xml::Piece>, xml::Problem> cut(std::string_view document,
                                                        Uncovered& uncovered)
{
    std::vector<std::string_view> items{words::items.begin(), words::items.end()};
    const auto watcher = watch(document);
    auto pieces = xml::cut(document, items, watcher.get());
    if (!pieces) {
        return pieces;
    }
    uncovered = watcher->take();
    if (uncovered.statements.empty()) {
        return pieces;
    }
    items.insert(items.end(), uncovered.statements.begin(), uncovered.statements.end());
    return xml::cut(document, items);
}

[[noreturn]] void refuse(const std::string& name, std::int64_t line, const std::string& what)
{
    throw InputError{fmt::format("{}:{}: {}; ask for the message anew, or take the file out of the "
                                 "folder",
                                 name, line, what)};
}

} // namespace

Message read_message(const std::string& name, std::string bytes)
{
    auto envelope = open_envelope(bytes);
    if (!envelope) {
        return damaged(std::move(bytes), envelope.error());
    }
    auto document = xml::in_utf8(std::move(envelope->payload.bytes));
    if (!document) {
        return damaged(std::move(bytes), document.error().what);
    }
    Uncovered uncovered;
    auto pieces = cut(*document, uncovered);
    xml::Tree tree;
    const auto root =
        pieces ? tree.read(pieces->front().bytes)
               : tl::expected<const xml::Node*, xml::Problem>{tl::unexpected{pieces.error()}};
    if (!root) {
        const std::int64_t line = envelope->payload.line + root.error().line - 1;
        if (root.error().refused) {
            refuse(name, line, root.error().what);
        }
        return damaged(std::move(bytes), fmt::format("line {}: {}", line, root.error().what));
    }
    Message made;
    made.fragment = is_fragment({.payload = {.bytes = pieces->front().bytes}});
    name_subject(**root, made);
    const EbXml ebxml = read_ebxml(envelope->ebxml);
    made.message_id = ebxml.message_id;
    for (const Reference& reference : ebxml.references) {
        if (reference.href.starts_with("mid:")) {
            made.more.push_back(reference.href.substr(4));
        }
    }
    made.uncovered = std::move(uncovered);
    made.first_line = envelope->payload.line;
    if (!envelope->wrapper.empty()) {
        made.rows.push_back({.line = 1, .bytes = std::move(envelope->wrapper)});
    }
    take_pieces(*pieces, envelope->payload.line, made);
    for (Part& attachment : envelope->attachments) {
        made.rows.push_back({.line = attachment.line, .bytes = std::move(attachment.bytes)});
    }
    return made;
}

} // namespace ferry::gp2gp

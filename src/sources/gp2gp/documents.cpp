#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/text.hpp"
#include "sources/gp2gp/case_mapper.hpp"

namespace ferry::gp2gp {
namespace {

/// The name in "file://localhost/name"; other references as they are.
std::string_view file_in(std::string_view reference)
{
    constexpr std::string_view local = "file://localhost/";
    return reference.starts_with(local) ? reference.substr(local.size()) : reference;
}

bool is_elsewhere(std::string_view reference)
{
    return reference.starts_with("http://") || reference.starts_with("https://");
}

} // namespace

std::vector<const xml::Node*> documents_of(const Component& made)
{
    std::vector<const xml::Node*> found;
    for (const xml::Node* child : made.node->children) {
        const xml::Node& document = child->child("referredToExternalDocument");
        if (child->name == "reference" && document) {
            found.push_back(&document);
        }
    }
    return found;
}

/// Text that stands for a document: one item of both, with the file that came with it. Of
/// several documents each further one is an item too, with its own id.
void CaseMapper::make_document(const Component& made, const Setting& around)
{
    const auto documents = documents_of(made);
    make_.begin(ItemType::document, made.row, "narrative-external-document");
    for (const xml::Node* document : documents) {
        const bool first = document == documents.front();
        if (!first) {
            make_.part(ItemType::document);
        }
        set_common(made, around);
        if (!first) {
            set_kept("source_id", document->child("id").attribute("root"));
        }
        set_document(made, *document);
    }
    make_.finish();
}

void CaseMapper::set_document(const Component& made, const xml::Node& document)
{
    make_.known_as(document.child("id").attribute("root"));
    set_time(made, "date");
    const std::string_view text = made.node->child("text").text;
    add_note("text", trimmed(text).empty() ? std::string_view{} : text, "\n");
    const transform::SourceCode code = code_of(document.child("code"));
    set_kept("title", code.text);
    for (const std::string& one : qualifiers_of(document.child("code")).others) {
        add_note("text", one, "\n");
    }
    if (!code.codings.empty()) {
        make_.code("code", code, {});
    }
    if (withholds(document)) {
        make_.flag("confidential", true);
    }
    set_kept("content_type", document.child("text").attribute("mediaType"));
    set_file(document);
}

void CaseMapper::set_file(const xml::Node& document)
{
    const std::string_view reference = trimmed(document.at("text/reference").attribute("value"));
    const std::string_view name = file_in(reference);
    set_kept("file", name);
    const Attachments::File* file = attachments_.find(document.child("id").attribute("root"), name);
    for (const RowNo row : file == nullptr ? std::vector<RowNo>{} : file->rows) {
        if (!make_.has_fate(row)) {
            make_.also(row);
        }
    }
    if (file != nullptr && file->problem.empty()) {
        set_kept("digest", file->digest);
        if (!make_.value("content_type").present) {
            set_kept("content_type", file->content_type);
        }
        return;
    }
    if (reference.empty() || is_elsewhere(reference)) {
        return; // nothing was to come with the message
    }
    const transform::Cause& missing = cause("missing_file", "document");
    if (make_.choice(missing) == "without-file") {
        make_.worsen(Outcome::degraded, transform::by_decision);
    } else {
        make_.hold(missing);
    }
}

/// A file that no entry speaks of is a document by itself.
void CaseMapper::make_loose_attachments()
{
    for (const Attachments::File& file : attachments_.all()) {
        std::vector<RowNo> rows;
        std::ranges::copy_if(file.rows, std::back_inserter(rows),
                             [this](RowNo row) { return !make_.has_fate(row); });
        if (rows.empty()) {
            continue;
        }
        if (!file.problem.empty()) {
            for (const RowNo row : rows) {
                make_.name_type(row, ItemType::document);
                make_.settle_by(row, cause("missing_file", "attachment"));
            }
            continue;
        }
        make_.begin(ItemType::document, rows.front(), "attachment-without-entry");
        for (std::size_t i = 1; i < rows.size(); ++i) {
            make_.also(rows[i]);
        }
        set_kept("source_id", file.id);
        set_kept("title", file.name);
        set_kept("file", file.name);
        set_kept("content_type", file.content_type);
        set_kept("digest", file.digest);
        make_.finish();
    }
}

} // namespace ferry::gp2gp

#include "sources/gp2gp/attachments.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/base64.hpp"
#include "base/contains.hpp"
#include "base/digest.hpp"
#include "sources/gp2gp/decode.hpp"

namespace ferry::gp2gp {
namespace {

constexpr int fragments_deep_max = 3; ///< message, index, fragment
/// Each reference leads to parts of its own, so one step each would do. Messages that name one
/// another in circles would take their number to the power of their depth.
constexpr std::size_t steps_per_reference = 8;
constexpr std::size_t contents_bytes_max = std::size_t{1} << 30U; ///< of one patient, unpacked
constexpr std::string_view within = "cid:";
constexpr std::string_view elsewhere = "mid:";

} // namespace

/// Text may be cut between any two digits, so parts are joined before they are decoded;
/// parts that were encoded one by one give themselves away by the signs at their ends.
Parsed<std::string> joined(const std::vector<Attachment>& parts, bool compressed)
{
    std::string whole;
    std::string bytes;
    bool each = true;
    const bool base64 = std::ranges::any_of(parts, &Attachment::base64);
    for (const Attachment& part : parts) {
        whole += part.body;
        const auto alone = part.base64 ? from_base64(part.body) : Parsed<std::string>{part.body};
        each = each && alone.has_value();
        bytes += alone.value_or("");
    }
    if (base64) {
        auto together = from_base64(whole);
        if (!together && !each) {
            return together;
        }
        bytes = together.value_or(bytes);
    }
    return compressed ? gunzipped(bytes) : Parsed<std::string>{std::move(bytes)};
}

Attachments::Attachments(const CaseTree& tree, const extract::Case& from) : case_{from}
{
    learn(tree);
    for (const Sent& sent : sent_) {
        for (std::size_t i = 0; !sent.fragment && i < sent.ebxml.references.size(); ++i) {
            const Reference& reference = sent.ebxml.references[i];
            File file{.id = reference.id,
                      .name = described(reference.description, "Filename"),
                      .content_type = described(reference.description, "ContentType")};
            Parts parts;
            collect(sent, i, 0, parts);
            put_together(file, parts, described(reference.description, "Compressed") == "Yes");
            files_.push_back(std::move(file));
        }
    }
    for (const Sent& sent : sent_) {
        add_unnamed(sent);
    }
}

/// Which messages there are, and what came with each.
void Attachments::learn(const CaseTree& tree)
{
    extract::FileNo file = 0;
    bool any = false;
    for (const auto& one : tree.all()) {
        const extract::RawRow& row = case_.rows[static_cast<std::size_t>(one->row)];
        if (one->kind == Kind::list) {
            continue;
        }
        if (!any || row.file != file) {
            sent_.emplace_back();
            any = true;
            file = row.file;
        }
        Sent& sent = sent_.back();
        if (one->kind == Kind::wrapper) {
            sent.ebxml = read_ebxml(ebxml_of_wrapper(row.bytes));
            steps_left_ += steps_per_reference * sent.ebxml.references.size();
            by_message_.emplace(sent.ebxml.message_id, sent_.size() - 1);
        }
        sent.fragment = sent.fragment || one->kind == Kind::fragment;
        if (one->kind == Kind::attachment) {
            const auto read = read_attachment(row.bytes);
            sent.attachments.push_back({.row = one->row, .name = read ? read->name : ""});
        }
    }
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by fragments_deep_max
void Attachments::collect(const Sent& from, std::size_t reference, int depth, Parts& parts)
{
    if (steps_left_ == 0) {
        parts.missing = true;
        return;
    }
    --steps_left_;
    const std::string& href = from.ebxml.references[reference].href;
    if (href.starts_with(within)) {
        const RowNo row = inline_part(from, reference);
        row < 0 ? static_cast<void>(parts.missing = true) : parts.rows.push_back(row);
        return;
    }
    const auto other = href.starts_with(elsewhere) ? by_message_.find(href.substr(elsewhere.size()))
                                                   : by_message_.end();
    if (other == by_message_.end() || depth >= fragments_deep_max) {
        parts.missing = true;
        return;
    }
    const Sent& next = sent_[other->second];
    parts.missing = parts.missing || next.ebxml.references.empty();
    for (std::size_t i = 0; i < next.ebxml.references.size(); ++i) {
        collect(next, i, depth + 1, parts);
    }
}

/// The attachment that a reference within the message means: the one of this name, else
/// the one in its place.
RowNo Attachments::inline_part(const Sent& from, std::size_t reference)
{
    const std::string_view name =
        std::string_view{from.ebxml.references[reference].href}.substr(within.size());
    const auto named = std::ranges::find(from.attachments, name, &Part::name);
    if (!name.empty() && named != from.attachments.end()) {
        return named->row;
    }
    const auto before = std::ranges::count_if(
        from.ebxml.references.begin(),
        from.ebxml.references.begin() + static_cast<std::ptrdiff_t>(reference),
        [](const Reference& one) { return one.href.starts_with(within); });
    return before < std::ssize(from.attachments)
               ? from.attachments[static_cast<std::size_t>(before)].row
               : -1;
}

void Attachments::put_together(File& file, const Parts& parts, bool compressed)
{
    file.rows = parts.rows;
    if (parts.missing) {
        file.problem = "a part of it is not in the extract";
        return;
    }
    std::vector<Attachment> read;
    for (const RowNo row : parts.rows) {
        auto one = read_attachment(case_.rows[static_cast<std::size_t>(row)].bytes);
        if (!one) {
            file.problem = one.error();
            return;
        }
        if (file.content_type.empty()) {
            file.content_type = one->content_type;
        }
        read.push_back(std::move(*one));
    }
    auto bytes = joined(read, compressed);
    if (!bytes) {
        file.problem = fmt::format("it cannot be unpacked: {}", name_of(bytes.error()));
        return;
    }
    std::string digest = evidence_digest(*bytes);
    const bool is_new = !contents_.contains(digest);
    if (is_new && bytes->size() > contents_bytes_max - bytes_) {
        file.problem = "the files of this patient unpack to more than 1 GB together";
        return;
    }
    file.digest = digest;
    if (is_new) {
        bytes_ += bytes->size();
        contents_.emplace(std::move(digest), std::move(*bytes));
    }
}

/// Attachments that no manifest speaks of are files by themselves.
void Attachments::add_unnamed(const Sent& sent)
{
    for (const Part& part : sent.attachments) {
        const RowNo row = part.row;
        const bool known = std::ranges::any_of(
            files_, [row](const File& file) { return contains(file.rows, row); });
        if (known || sent.fragment) {
            continue;
        }
        File file{.id = part.name};
        const auto read = read_attachment(case_.rows[static_cast<std::size_t>(row)].bytes);
        if (read) {
            file.name = described(read->description, "Filename");
        }
        const bool compressed = read && described(read->description, "Compressed") == "Yes";
        put_together(file, {.rows = {row}}, compressed);
        files_.push_back(std::move(file));
    }
}

const Attachments::File* Attachments::find(std::string_view id, std::string_view name) const
{
    if (id.starts_with('_')) { // an XML id may not begin with a digit
        id.remove_prefix(1);
    }
    const auto by_id = std::ranges::find(files_, id, &File::id);
    if (by_id != files_.end() && !id.empty()) {
        return &*by_id;
    }
    const auto same_name = std::ranges::count(files_, name, &File::name);
    const auto by_name = std::ranges::find(files_, name, &File::name);
    return same_name == 1 ? &*by_name : nullptr;
}

} // namespace ferry::gp2gp

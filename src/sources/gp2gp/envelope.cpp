#include "sources/gp2gp/envelope.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/text.hpp"
#include "sources/gp2gp/words.hpp"
#include "xml/tree.hpp"
#include "json/tree.hpp"

namespace ferry::gp2gp {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Collects the wrapper while parts are taken out of it.
class Wrapper {
public:
    explicit Wrapper(std::string_view whole) : whole_{whole} {}

    void take_out(std::size_t begin, std::size_t end)
    {
        made_ += whole_.substr(at_, begin - at_);
        made_ += part_gap;
        at_ = end;
    }

    /// The line of a place behind the last one asked for.
    std::int64_t line_of(std::size_t at)
    {
        line_ += std::ranges::count(whole_.substr(counted_, at - counted_), '\n');
        counted_ = at;
        return line_;
    }
    std::string take() { return made_ += whole_.substr(at_); }

private:
    std::string_view whole_;
    std::string made_;
    std::size_t at_ = 0;
    std::size_t counted_ = 0; ///< up to here lines were counted
    std::int64_t line_ = 1;
};

tl::expected<json::Tree, std::string> read_json(std::string_view text)
{
    thread_local json::Reader reader;
    auto tree = reader.read(text);
    if (!tree) {
        return tl::unexpected{fmt::format("it is no well-formed JSON: {}", tree.error().what)};
    }
    return std::move(*tree);
}

tl::expected<Envelope, std::string> open_json(std::string_view text)
{
    const auto tree = read_json(text);
    if (!tree) {
        return tl::unexpected{tree.error()};
    }
    Envelope made;
    Wrapper wrapper{text};
    const auto take_out = [&](json::Value value) {
        wrapper.take_out(value.offset(), value.offset() + value.bytes().size());
        return wrapper.line_of(value.offset());
    };
    for (const json::Value member : tree->root()) {
        if (member.key() == "ebXML") {
            made.ebxml = member.text();
        } else if (member.key() == "payload") {
            made.payload = {.line = take_out(member), .bytes = std::string{member.text()}};
        } else if (member.key() == "attachments" && member.is(json::Type::array)) {
            for (const json::Value one : member) {
                made.attachments.push_back(
                    {.line = take_out(one), .bytes = std::string{one.bytes()}});
            }
        }
    }
    made.wrapper = wrapper.take();
    return made;
}

/// Headers and body of a MIME part.
struct MimePart {
    std::string_view headers;
    std::string_view body;
};

MimePart mime_part(std::string_view part)
{
    const auto dos = part.find("\r\n\r\n");
    const auto unix = part.find("\n\n");
    if (dos == std::string_view::npos && unix == std::string_view::npos) {
        return {.headers = part, .body = {}};
    }
    const bool is_dos = dos < unix;
    const std::size_t at = is_dos ? dos : unix;
    return {.headers = part.substr(0, at), .body = part.substr(at + (is_dos ? 4 : 2))};
}

/// The value of a header, with its continuation lines; "" if it is not there.
std::string header(std::string_view headers, std::string_view name)
{
    std::string value;
    bool inside = false;
    for (std::string_view line : split(headers, '\n')) {
        const bool continues = !line.empty() && is_blank(line.front());
        if (!continues) {
            const auto colon = line.find(':');
            inside = colon != std::string_view::npos && lower(line.substr(0, colon)) == name;
            line.remove_prefix(inside ? colon + 1 : 0);
        }
        if (inside) {
            value += fmt::format("{}{}", value.empty() ? "" : " ", trimmed(line));
        }
    }
    return value;
}

/// A header's words as text: those that are no UTF-8 are of the older code page.
std::string words_in(std::string_view headers, std::string_view name)
{
    std::string words = header(headers, name);
    return is_utf8(words) ? words : from_windows_1252(words);
}

/// The line that parts the parts: of the header, or else the first line that may be one.
std::string boundary_of(std::string_view text)
{
    const std::string type = header(mime_part(text).headers, "content-type");
    const auto at = lower(type).find("boundary=");
    if (at != std::string::npos) {
        std::string_view value = std::string_view{type}.substr(at + 9);
        if (value.starts_with('"')) {
            value.remove_prefix(1);
            return fmt::format("--{}", value.substr(0, value.find('"')));
        }
        return fmt::format("--{}", value.substr(0, value.find_first_of("; ")));
    }
    for (const std::string_view line : split(text.substr(0, 4096), '\n')) {
        if (line.starts_with("--") && trimmed(line).size() > 2) {
            return std::string{trimmed(line)};
        }
    }
    return {};
}

struct MimeSpan {
    std::size_t begin;
    std::size_t end;
};

/// Where the parts between the boundaries stand. The line end before a boundary belongs
/// to the boundary.
std::vector<MimeSpan> mime_spans(std::string_view text, const std::string& boundary)
{
    std::vector<MimeSpan> spans;
    std::size_t at = text.find(boundary);
    while (at != std::string_view::npos) {
        const std::size_t line_end = text.find('\n', at);
        const bool last = text.substr(at + boundary.size()).starts_with("--");
        if (line_end == std::string_view::npos || last) {
            break;
        }
        const std::size_t begin = line_end + 1;
        at = text.find("\n" + boundary, line_end);
        if (at == std::string_view::npos) {
            spans.push_back({.begin = begin, .end = text.size()});
            break;
        }
        const std::size_t end = at > begin && text[at - 1] == '\r' ? at - 1 : at;
        spans.push_back({.begin = begin, .end = std::max(begin, end)});
        ++at;
    }
    return spans;
}

tl::expected<Envelope, std::string> open_mime(std::string_view text)
{
    const std::string boundary = boundary_of(text);
    if (boundary.empty()) {
        return tl::unexpected{std::string{"no boundary of MIME parts stands in it"}};
    }
    Envelope made;
    Wrapper wrapper{text};
    for (const MimeSpan& span : mime_spans(text, boundary)) {
        const std::string_view whole = text.substr(span.begin, span.end - span.begin);
        const MimePart part = mime_part(whole);
        const std::string_view root = xml::root_name(part.body);
        if (root == "Envelope" && made.ebxml.empty()) {
            made.ebxml = part.body;
            continue;
        }
        const auto body_at = static_cast<std::size_t>(part.body.data() - text.data());
        if (made.payload.bytes.empty() && contains(words::roots, root)) {
            made.payload = {.line = wrapper.line_of(body_at), .bytes = std::string{part.body}};
            wrapper.take_out(body_at, span.end);
        } else {
            made.attachments.push_back(
                {.line = wrapper.line_of(span.begin), .bytes = std::string{whole}});
            wrapper.take_out(span.begin, span.end);
        }
    }
    made.wrapper = wrapper.take();
    return made;
}

tl::expected<Attachment, std::string> read_json_attachment(std::string_view part)
{
    const auto tree = read_json(part);
    if (!tree) {
        return tl::unexpected{tree.error()};
    }
    const json::Value json = tree->root();
    return Attachment{.description = std::string{json["description"].text()},
                      .name = std::string{json["document_id"].text()},
                      .content_type = std::string{json["content_type"].text()},
                      .base64 = json["is_base64"].text() == "true",
                      .body = std::string{json["payload"].text()}};
}

} // namespace

Wrapping wrapping_of(std::string_view head)
{
    if (head.starts_with(byte_order_mark)) {
        head.remove_prefix(byte_order_mark.size());
    }
    head = trimmed(head);
    if (head.starts_with('{')) {
        return Wrapping::json;
    }
    const std::string first = lower(head.substr(0, head.find('\n')));
    const bool mime = first.starts_with("mime-version") || first.starts_with("content-") ||
                      (first.starts_with("--") && first.size() > 3);
    return mime ? Wrapping::mime : Wrapping::none;
}

tl::expected<Envelope, std::string> open_envelope(std::string bytes)
{
    switch (wrapping_of(std::string_view{bytes}.substr(0, 4096))) {
    case Wrapping::json:
        return open_json(bytes);
    case Wrapping::mime:
        return open_mime(bytes);
    case Wrapping::none:
        break;
    }
    Envelope made;
    made.payload.bytes = std::move(bytes);
    return made;
}

tl::expected<Attachment, std::string> read_attachment(std::string_view part)
{
    if (trimmed(part).starts_with('{')) {
        return read_json_attachment(part);
    }
    const MimePart read = mime_part(part);
    std::string name = words_in(read.headers, "content-id");
    std::erase_if(name, [](char c) { return c == '<' || c == '>'; });
    return Attachment{.description = words_in(read.headers, "content-description"),
                      .name = std::move(name),
                      .content_type = words_in(read.headers, "content-type"),
                      .base64 =
                          lower(header(read.headers, "content-transfer-encoding")) == "base64",
                      .body = std::string{read.body}};
}

bool is_fragment(const Envelope& envelope)
{
    return xml::root_name(envelope.payload.bytes) == words::fragment_root;
}

} // namespace ferry::gp2gp

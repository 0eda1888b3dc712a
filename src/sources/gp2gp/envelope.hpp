#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

/// A message as it travels: JSON of a message handler, MIME multipart, or bare XML.
namespace ferry::gp2gp {

/// One part of an envelope that is an item of its own.
struct Part {
    std::int64_t line = 1; ///< where it begins
    std::string bytes;     ///< as they stood; of JSON's payload: the text it stands for
};

/// A message taken out of its envelope.
struct Envelope {
    std::string wrapper; ///< what is in no part, a gap for each; empty for bare XML
    std::string ebxml;   ///< the transport's own part of it: ids, list of attachments
    Part payload;        ///< the XML
    std::vector<Part> attachments;
};

/// What stands in a wrapper where a part was taken out.
inline constexpr std::string_view part_gap = "<?ferry-part?>";

enum class Wrapping : std::uint8_t { none, json, mime };

/// How a file is wrapped, by its first bytes.
Wrapping wrapping_of(std::string_view head);

/// Takes a message out of its envelope. Otherwise says what is wrong, in words.
tl::expected<Envelope, std::string> open_envelope(std::string bytes);

/// An attachment's bytes and what stands beside them in its part.
struct Attachment {
    std::string description; ///< 'Filename="..." ContentType=...'; may be empty
    std::string name;        ///< by which the manifest refers to it: a MIME Content-ID
    std::string content_type;
    bool base64 = false; ///< the envelope says so
    std::string body;
};

/// Reads an attachment's part.
tl::expected<Attachment, std::string> read_attachment(std::string_view part);

/// One thing that an ebXML manifest refers to.
struct Reference {
    std::string id;
    std::string href;        ///< "cid:..." in this message, "mid:..." another message
    std::string description; ///< 'Filename="..." ContentType=... Compressed=No ...'
};

/// The transport's part of a message, as far as it matters.
struct EbXml {
    std::string message_id;
    std::string action;                ///< RCMR_IN030000UK06, COPC_IN000001UK01
    std::vector<Reference> references; ///< without the payload's own
};

/// Reads an ebXML envelope; what it does not say is empty.
EbXml read_ebxml(std::string_view ebxml);

/// The ebXML in a wrapper that open_envelope() left: for mapping without the file.
std::string ebxml_of_wrapper(std::string_view wrapper);

/// The value of a word in a description: Filename, ContentType, Compressed,
/// LargeAttachment, OriginalBase64, Length; "" if it is not there.
std::string described(std::string_view description, std::string_view word);

/// True if the payload is a fragment of a large message.
bool is_fragment(const Envelope& envelope);

} // namespace ferry::gp2gp

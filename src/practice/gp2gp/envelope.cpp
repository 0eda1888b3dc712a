#include "practice/gp2gp/envelope.hpp"

#include <array>

#include "practice/trees/json.hpp"
#include "practice/trees/sheet.hpp"
#include "practice/trees/words.hpp"
#include "practice/trees/xml.hpp"

namespace ferry::practice::gp2gp {
namespace {

using trees::Document;
using trees::Way;
using trees::Words;

constexpr std::string_view boundary = "ferry-made-practice";
constexpr std::string_view xml_head = "<?xml version='1.0' encoding='UTF-8'?>\n";

/// What travels in a message: its documents that are within.
std::string content_of(const Document& document)
{
    return document.packed ? trees::gzip(document.bytes) : document.bytes;
}

std::string described(const Document& document)
{
    constexpr std::string_view form = R"(Filename="{}" ContentType=text/plain Compressed={} )"
                                      "LargeAttachment=No OriginalBase64=No";
    return fmt::format(form, document.file, document.packed ? "Yes" : "No");
}

/// Where the manifest says that a document is.
std::string link_to(const Document& document)
{
    return document.way == Way::within ? fmt::format("cid:{}@example.org", document.id)
                                       : fmt::format("mid:{}", fragment_id(document));
}

std::string reference_to(const Document& document, std::string_view link)
{
    return fmt::format("<eb:Reference eb:id='{}' xlink:href='{}'><eb:Description "
                       "xml:lang='en'>{}</eb:Description></eb:Reference>",
                       document.id, link, Words{described(document)});
}

std::string ebxml(const Parcel& parcel, std::string_view references)
{
    return fmt::format(
        "<SOAP:Envelope xmlns:xsi='http://www.w3c.org/2001/XML-Schema-Instance' "
        "xmlns:SOAP='http://schemas.xmlsoap.org/soap/envelope/' "
        "xmlns:eb='http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd' "
        "xmlns:hl7ebxml='urn:hl7-org:transport/ebxml/DSTUv1.0' "
        "xmlns:xlink='http://www.w3.org/1999/xlink'><SOAP:Header><eb:MessageHeader "
        "SOAP:mustUnderstand='1' eb:version='2.0'><eb:ConversationId>{0}</eb:ConversationId>"
        "<eb:Service>urn:nhs:names:services:gp2gp</eb:Service><eb:Action>{1}</eb:Action>"
        "<eb:MessageData><eb:MessageId>{0}</eb:MessageId></eb:MessageData></eb:MessageHeader>"
        "</SOAP:Header><SOAP:Body><eb:Manifest SOAP:mustUnderstand='1' eb:version='2.0'>"
        "<eb:Reference xlink:href='cid:payload@example.org'><eb:Description xml:lang='en'>HL7 "
        "payload</eb:Description><hl7ebxml:Payload style='HL7' encoding='XML' "
        "version='3.0'/></eb:Reference>{2}</eb:Manifest></SOAP:Body></SOAP:Envelope>",
        parcel.id, parcel.interaction, references);
}

std::string manifest_of(const Parcel& parcel)
{
    std::string references;
    for (const Document& document : parcel.documents) {
        references += reference_to(document, link_to(document));
    }
    return ebxml(parcel, references);
}

std::vector<const Document*> within(const Parcel& parcel)
{
    std::vector<const Document*> all;
    for (const Document& document : parcel.documents) {
        if (document.way == Way::within) {
            all.push_back(&document);
        }
    }
    return all;
}

void write_attachment(trees::Json& json, const Document& document)
{
    json.line_end();
    json.object("", [&] {
        json.text("content_type", "text/plain");
        json.text("is_base64", "true");
        json.text("description", described(document));
        json.text("payload", trees::base64(content_of(document)));
    });
}

std::string json_of(std::string_view manifest, std::string_view payload,
                    std::span<const Document* const> documents)
{
    trees::Json json;
    json.object("", [&] {
        json.line_end();
        json.text("ebXML", manifest);
        json.line_end();
        json.text("payload", payload);
        json.line_end();
        json.array("attachments", [&] {
            for (const Document* document : documents) {
                write_attachment(json, *document);
            }
        });
        json.line_end();
    });
    json.line_end();
    return json.text();
}

std::string mime_of(std::string_view manifest, std::string_view payload,
                    std::span<const Document* const> documents)
{
    std::string text = fmt::format(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary={0}; type=text/xml\r\n\r\n"
        "--{0}\r\nContent-Id: <ebxml@example.org>\r\nContent-Type: text/xml; charset=UTF-8\r\n"
        "\r\n{1}{2}\r\n--{0}\r\nContent-Id: <payload@example.org>\r\nContent-Type: "
        "application/xml; charset=UTF-8\r\n\r\n{1}{3}",
        boundary, xml_head, manifest, payload);
    for (const Document* document : documents) {
        text += fmt::format("\r\n--{}\r\nContent-Id: <{}@example.org>\r\nContent-Type: text/plain"
                            "\r\nContent-Transfer-Encoding: base64\r\nContent-Description: {}\r\n"
                            "\r\n{}",
                            boundary, document->id, described(*document),
                            trees::base64(content_of(*document), "\r\n"));
    }
    return text + fmt::format("\r\n--{}--\r\n", boundary);
}

std::string fragment_payload(const Guid& id)
{
    return fmt::format(
        "<COPC_IN000001UK01 xmlns='urn:hl7-org:v3'><id root='{0}'/><creationTime "
        "value='20260630200000'/><versionCode code='V3NPfIT3.0'/><interactionId "
        "root='2.16.840.1.113883.2.1.3.2.4.12' extension='COPC_IN000001UK01'/>"
        "<processingCode code='P'/><processingModeCode code='T'/><acceptAckCode code='NE'/>"
        "</COPC_IN000001UK01>",
        id);
}

} // namespace

Envelope envelope_of(std::int64_t patient)
{
    constexpr std::array ways{Envelope::none, Envelope::mime, Envelope::json,
                              Envelope::mime, Envelope::json, Envelope::custom_transport,
                              Envelope::mime, Envelope::none, Envelope::json,
                              Envelope::mime};
    return ways[static_cast<std::size_t>(patient) % ways.size()];
}

std::string_view ending_of(Envelope envelope)
{
    switch (envelope) {
    case Envelope::none:
    case Envelope::custom_transport:
        return ".xml";
    case Envelope::json:
        return ".json";
    case Envelope::mime:
        return ".mime";
    }
    return "";
}

std::string wrapped(Envelope envelope, const Parcel& parcel)
{
    switch (envelope) {
    case Envelope::none:
        return fmt::format("{}{}", xml_head, parcel.payload);
    case Envelope::custom_transport:
        return fmt::format("{}<custom_transport><payload>{}</payload></custom_transport>\n",
                           xml_head, parcel.payload);
    case Envelope::json:
        return json_of(manifest_of(parcel), parcel.payload, within(parcel));
    case Envelope::mime:
        return mime_of(manifest_of(parcel), parcel.payload, within(parcel));
    }
    return {};
}

Guid fragment_id(const trees::Document& document)
{
    return trees::made_of(document.id, trees::Made::wrapper);
}

std::string fragment_of(Envelope envelope, const trees::Document& document)
{
    const Guid id = fragment_id(document);
    const Parcel parcel{.id = id, .interaction = "COPC_IN000001UK01"};
    const std::string manifest =
        ebxml(parcel, reference_to(document, fmt::format("cid:{}@example.org", document.id)));
    const std::array<const Document*, 1> documents{&document};
    const std::string payload = fragment_payload(id);
    return envelope == Envelope::json ? json_of(manifest, payload, documents)
                                      : mime_of(manifest, payload, documents);
}

} // namespace ferry::practice::gp2gp

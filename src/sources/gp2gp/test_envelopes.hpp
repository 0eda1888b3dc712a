#pragma once

#include "sources/gp2gp/test_messages.hpp"

/// Envelopes made up by tests, and what stands in them.
namespace ferry::gp2gp {

/// The ebXML of a message with these references.
inline std::string ebxml(std::string_view message_id, std::string_view references)
{
    return fmt::format(
        "<SOAP:Envelope xmlns:SOAP='s' xmlns:eb='e' xmlns:xlink='x'><SOAP:Header>"
        "<eb:MessageHeader><eb:Action>A</eb:Action><eb:MessageData><eb:MessageId>{}</eb:MessageId>"
        "</eb:MessageData></eb:MessageHeader></SOAP:Header><SOAP:Body><eb:Manifest><eb:Reference "
        "xlink:href='cid:payload'><hl7:Payload xmlns:hl7='h'/></eb:Reference>{}</eb:Manifest>"
        "</SOAP:Body></SOAP:Envelope>",
        message_id, references);
}

inline std::string reference(std::string_view id, std::string_view href,
                             std::string_view description)
{
    return fmt::format("<eb:Reference eb:id='{}' xlink:href='{}'><eb:Description>{}"
                       "</eb:Description></eb:Reference>",
                       id, href, description);
}

inline std::string mime(const std::string& envelope, const std::string& payload,
                        const std::vector<std::string>& attachments)
{
    std::string made = "Content-Type: multipart/related; boundary=\"part\"; type=\"text/xml\"\r\n"
                       "\r\n--part\r\nContent-Type: text/xml\r\n\r\n" +
                       envelope + "\r\n--part\r\nContent-Type: application/xml\r\n\r\n" + payload;
    for (std::size_t i = 0; i < attachments.size(); ++i) {
        made += fmt::format("\r\n--part\r\nContent-Id: <cid-{}>\r\nContent-Transfer-Encoding: "
                            "base64\r\n\r\n{}",
                            i, attachments[i]);
    }
    return made + "\r\n--part--\r\n";
}

inline std::string document(std::string_view id, std::string_view file)
{
    return component(fmt::format(
        "<NarrativeStatement><id root=\"{}\"/><text>Letter</text><availabilityTime "
        "value=\"20100304\"/><reference><referredToExternalDocument><id root=\"{}-FILE\"/>{}"
        "<text mediaType=\"text/plain\"><reference value=\"file://localhost/{}\"/></text>"
        "</referredToExternalDocument></reference></NarrativeStatement>",
        id, id, snomed_code("25821000000100", "Original text document"), file));
}

inline std::string fragment(std::string_view id)
{
    return fmt::format("<COPC_IN000001UK01 xmlns=\"urn:hl7-org:v3\"><id root=\"{}\"/>"
                       "</COPC_IN000001UK01>",
                       id);
}

} // namespace ferry::gp2gp

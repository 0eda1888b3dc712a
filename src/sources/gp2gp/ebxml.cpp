#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "sources/gp2gp/envelope.hpp"
#include "sources/gp2gp/json_spans.hpp"
#include "xml/tree.hpp"

namespace ferry::gp2gp {

EbXml read_ebxml(std::string_view ebxml)
{
    EbXml made;
    xml::Tree tree;
    const auto root = tree.read(trimmed(ebxml));
    if (!root) {
        return made;
    }
    const xml::Node& header = (*root)->at("Header/MessageHeader");
    made.message_id = trimmed(header.at("MessageData/MessageId").text);
    made.action = trimmed(header.child("Action").text);
    for (const xml::Node* node : (*root)->at("Body/Manifest").children) {
        if (node->name != "Reference" || node->child("Payload")) {
            continue; // the payload is no attachment
        }
        made.references.push_back(
            {.id = std::string{node->attribute("id")},
             .href = std::string{node->attribute("href")},
             .description = std::string{trimmed(node->child("Description").text)}});
    }
    return made;
}

std::string ebxml_of_wrapper(std::string_view wrapper)
{
    if (wrapping_of(wrapper.substr(0, 4096)) == Wrapping::json) {
        for (const Span& member : spans_in(wrapper, 0)) {
            if (member.key == "ebXML") {
                const auto value = nlohmann::json::parse(
                    wrapper.substr(member.begin, member.end - member.begin), nullptr, false);
                return value.is_string() ? value.get<std::string>() : std::string{};
            }
        }
        return {};
    }
    const auto envelope = open_envelope(std::string{wrapper});
    return envelope ? envelope->ebxml : std::string{};
}

std::string described(std::string_view description, std::string_view word)
{
    for (auto at = description.find(word); at != std::string_view::npos;
         at = description.find(word, at + 1)) {
        std::string_view rest = trimmed(description.substr(at + word.size()));
        if (!rest.starts_with('=') || (at > 0 && !is_blank(description[at - 1]))) {
            continue;
        }
        rest = trimmed(rest.substr(1));
        if (rest.starts_with('"')) {
            rest.remove_prefix(1);
            return std::string{rest.substr(0, rest.find('"'))};
        }
        return std::string{rest.substr(0, rest.find_first_of(" \t\r\n"))};
    }
    return {};
}

} // namespace ferry::gp2gp

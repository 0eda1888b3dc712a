#include "xml/parser.hpp"

#include <algorithm>
#include <memory>
#include <random>

#include <expat.h>
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"

namespace ferry::xml {
namespace {

constexpr std::size_t block_size = std::size_t{1} << 20U;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<XML_ParserStruct, Free>;

/// Making a parser, and its own random number, costs more than reading a small element:
/// a thread keeps the one it used last.
Parser& used_last()
{
    thread_local Parser parser;
    return parser;
}

Parser take_parser()
{
    // Against names that are chosen to collide: nobody outside knows the number.
    thread_local const auto salt = static_cast<unsigned long>(std::random_device{}()) | 1U;
    Parser parser = std::move(used_last());
    if (!parser || XML_ParserReset(parser.get(), "UTF-8") == XML_FALSE) {
        parser.reset(XML_ParserCreate("UTF-8"));
    }
    if (!parser) {
        throw Error{"no memory for an XML parser"};
    }
    XML_SetHashSalt(parser.get(), salt);
    return parser;
}

/// Hands expat's calls to the listener, and stops where a bound is broken.
class Reading {
public:
    Reading(std::string_view document, Listener& listener)
        : parser_{take_parser()}, listener_{listener}, document_{document}
    {
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), on_begin, on_end);
        XML_SetCharacterDataHandler(parser_.get(), on_text);
        XML_SetProcessingInstructionHandler(parser_.get(), on_instruction);
        XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
    }

    ~Reading() { used_last() = std::move(parser_); }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;

    tl::expected<void, Problem> run()
    {
        std::string_view rest = document_;
        do {
            const std::size_t size = std::min(block_size, rest.size());
            const bool last = size == rest.size();
            if (XML_Parse(parser_.get(), rest.data(), static_cast<int>(size), last ? 1 : 0) !=
                XML_STATUS_OK) {
                return tl::unexpected{problem()};
            }
            rest.remove_prefix(size);
        } while (!rest.empty());
        return {};
    }

private:
    static Reading& self(void* data) { return *static_cast<Reading*>(data); }

    static void on_begin(void* data, const XML_Char* name, const XML_Char** attributes)
    {
        Reading& reading = self(data);
        if (++reading.depth_ > depth_max) {
            reading.stop(false, fmt::format("elements are nested more than {} deep", depth_max));
            return;
        }
        reading.attributes_.clear();
        for (; *attributes != nullptr; attributes += 2) {
            reading.attributes_.push_back(
                {.name = local_name(attributes[0]), .value = attributes[1]});
        }
        reading.listener_.begin(local_name(name), reading.attributes_, reading.place());
    }

    static void on_end(void* data, const XML_Char* name)
    {
        Reading& reading = self(data);
        if (!reading.own_.what.empty()) {
            return; // stopped: expat still ends an empty element
        }
        --reading.depth_;
        reading.listener_.end(local_name(name), reading.place());
    }

    static void on_text(void* data, const XML_Char* text, int size)
    {
        self(data).listener_.text({text, static_cast<std::size_t>(size)});
    }

    static void on_instruction(void* data, const XML_Char* target, const XML_Char* text)
    {
        self(data).listener_.instruction(target, text);
    }

    static void on_doctype(void* data, const XML_Char* name, const XML_Char* system,
                           const XML_Char* public_id, int internal)
    {
        static_cast<void>(name);
        static_cast<void>(system);
        static_cast<void>(public_id);
        static_cast<void>(internal);
        self(data).stop(true, "the document brings a DTD (<!DOCTYPE ...>), which may define "
                              "entities or fetch files; it is not read");
    }

    void stop(bool refused, std::string what)
    {
        if (own_.what.empty()) {
            own_ = {.refused = refused, .line = line(), .what = std::move(what)};
        }
        XML_StopParser(parser_.get(), XML_FALSE);
    }

    std::int64_t line() const
    {
        return static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser_.get()));
    }

    Place place() const
    {
        const auto begin = static_cast<std::size_t>(XML_GetCurrentByteIndex(parser_.get()));
        const auto size = static_cast<std::size_t>(XML_GetCurrentByteCount(parser_.get()));
        return {.begin = begin, .end = begin + size};
    }

    Problem problem() const
    {
        if (!own_.what.empty()) {
            return own_;
        }
        return {.line = line(), .what = XML_ErrorString(XML_GetErrorCode(parser_.get()))};
    }

    Parser parser_;
    Listener& listener_;
    std::string_view document_;
    std::vector<Attribute> attributes_;
    int depth_ = 0;
    Problem own_;
};

/// The encoding that the XML declaration names, in lower case; "" if none.
std::string declared_encoding(std::string_view document)
{
    const std::string_view head = document.substr(0, 200);
    const std::string_view declaration = head.substr(0, head.find("?>"));
    const auto at = declaration.find("encoding=");
    if (!declaration.starts_with("<?xml") || at == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = declaration.substr(at + 9);
    return rest.empty() ? std::string{} : lower(rest.substr(1, rest.find(rest.front(), 1) - 1));
}

} // namespace

tl::expected<void, Problem> read(std::string_view document, Listener& listener)
{
    if (document.size() > document_size_max) {
        return tl::unexpected{
            Problem{.line = 1,
                    .what = fmt::format("it is larger than {} MB", document_size_max >> 20U)}
        };
    }
    return Reading{document, listener}.run();
}

tl::expected<std::string, Problem> in_utf8(std::string document)
{
    std::string_view text = document;
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        return tl::unexpected{
            Problem{.line = 1, .what = "it is in UTF-16; UTF-8 was expected"}
        };
    }
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    const std::string encoding = declared_encoding(text);
    if (encoding == "windows-1252" || encoding == "iso-8859-1") {
        return from_windows_1252(text);
    }
    if (!encoding.empty() && encoding != "utf-8" && encoding != "us-ascii") {
        return tl::unexpected{
            Problem{.line = 1, .what = fmt::format("its encoding '{}' is not read", encoding)}
        };
    }
    return document;
}

std::string_view root_name(std::string_view document)
{
    std::string_view rest = document.substr(0, 4096);
    while (true) {
        const auto open = rest.find('<');
        if (open == std::string_view::npos || open + 1 == rest.size()) {
            return {};
        }
        rest.remove_prefix(open + 1);
        const char first = rest.front();
        if (first == '?' || first == '!') {
            const std::string_view end = rest.starts_with("!--") ? "-->" : ">";
            const auto close = rest.find(end);
            rest.remove_prefix(close == std::string_view::npos ? rest.size() : close + end.size());
            continue;
        }
        return local_name(rest.substr(0, rest.find_first_of(" \t\r\n/>")));
    }
}

} // namespace ferry::xml

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

/// XML, read the strict and harmless way: no DTD, no entities of the document's own,
/// nothing fetched from anywhere. Prefixes of names are left off; who needs namespaces
/// looks at the attributes.
namespace ferry::xml {

/// Bounds over outside data.
inline constexpr int depth_max = 200;
inline constexpr std::size_t document_size_max = std::size_t{512} << 20U;

/// Why a document cannot be read.
struct Problem {
    bool refused = false;  ///< a DTD: not damaged, but not to be trusted
    std::int64_t line = 0; ///< where, from 1
    std::string what;      ///< in words
};

/// The part of a name behind its prefix.
constexpr std::string_view local_name(std::string_view name)
{
    return name.substr(name.find(':') + 1); // npos + 1 is 0
}

/// One attribute of an element that begins.
struct Attribute {
    std::string_view name; ///< without prefix
    std::string_view value;
};

/// Where an event stands in the document.
struct Place {
    std::size_t begin = 0; ///< first byte of the tag
    std::size_t end = 0;   ///< first byte behind it
};

/// Told what stands in a document, from front to back. Views live as long as the call.
class Listener {
public:
    virtual ~Listener() = default;
    virtual void begin(std::string_view name, const std::vector<Attribute>& attributes,
                       const Place& place) = 0;
    virtual void end(std::string_view name, const Place& place) = 0;
    virtual void text(std::string_view text) { static_cast<void>(text); }
    virtual void instruction(std::string_view target, std::string_view data)
    {
        static_cast<void>(target);
        static_cast<void>(data);
    }
};

/// Reads a document in UTF-8 and tells the listener. A byte order mark is skipped but
/// counted in places.
tl::expected<void, Problem> read(std::string_view document, Listener& listener);

/// The document in UTF-8: as it is, or converted where it says that it is in
/// windows-1252 or ISO-8859-1. A problem for any other encoding, and for UTF-16.
tl::expected<std::string, Problem> in_utf8(std::string document);

/// The name of the first element, without prefix, or "" if there is none near the
/// beginning. Reads no more than the head of the document.
std::string_view root_name(std::string_view document);

} // namespace ferry::xml

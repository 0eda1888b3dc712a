#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// What becomes of each element of each resource, for STU3 and R4 in one table: which
/// field of the record it fills, or why it is not read. An element that no row names is
/// asked about (cause unknown_column), so that nothing is passed over in silence.
namespace ferry::fhir {

/// How an element fills its field.
enum class How : std::uint8_t {
    text,   ///< its words
    number, ///< its digits as they stood
    date,   ///< its date, without the offset
    code,   ///< its codings and original text
    link,   ///< the resource it refers to
    detail, ///< its words behind those of the item, under the name in `says`
    read,   ///< by code of its own: `says` tells how
    left,   ///< not read: `says` tells why
};

struct Element {
    std::string_view type; ///< the resource; "*" for all
    std::string_view path; ///< as all_at() takes it: STU3 | R4
    How how = How::left;
    std::string_view field;
    std::string_view says;
};

/// All rows of a type; those for all types are not among them.
std::span<const Element> elements_of(std::string_view type);

/// The rows for all types.
std::span<const Element> common_elements();

/// The rows by what they are about, each list in the order of types.
std::span<const Element> note_elements();
std::span<const Element> request_elements();
std::span<const Element> people_elements();

} // namespace ferry::fhir

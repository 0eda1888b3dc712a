#include "sources/fhir/elements.hpp"

#include <algorithm>
#include <array>

namespace ferry::fhir {
namespace {

using enum How;

// clang-format off
constexpr std::array common{
    Element{"*", "resourceType", read, "", "says which rows of this table hold"},
    Element{"*", "id", read, "source_id", "and by it others refer to the item"},
    Element{"*", "meta", read, "confidential", "security labels; version and update time tell doubles apart"},
    Element{"*", "contained", read, "", "items of their own"},
    Element{"*", "modifierExtension", read, "", "holds the resource: it could turn its meaning round"},
    Element{"*", "implicitRules", read, "", "holds the resource: it could turn its meaning round"},
    Element{"*", "text", read, "", "a rendering of what the other elements say; told where its status is additional"},
    Element{"*", "language", left, "", "The language of that rendering."},
    Element{"*", "identifier", left, "", "Further ids of the supplier; the resource's own id is carried."},
};

} // namespace

std::span<const Element> elements_of(std::string_view type)
{
    for (const auto all : {note_elements(), request_elements(), people_elements()}) {
        const auto begin = std::ranges::lower_bound(all, type, {}, &Element::type);
        const auto end = std::ranges::upper_bound(begin, all.end(), type, {}, &Element::type);
        if (begin != end) {
            return {begin, end};
        }
    }
    return {};
}

std::span<const Element> common_elements()
{
    return common;
}

} // namespace ferry::fhir

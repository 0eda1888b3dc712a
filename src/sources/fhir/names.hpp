#pragma once

#include <string>
#include <string_view>

/// How FHIR names things: ids, references, extensions.
namespace ferry::fhir {

/// What a reference points at: "Condition/17" names a type and an id, "urn:uuid:..." an
/// entry by its full URL, "#1" a resource contained in the same one.
struct Reference {
    std::string_view type;     ///< empty where the reference does not say
    std::string_view id;       ///< empty for a full URL that is no Type/id
    std::string_view whole;    ///< as it stood
    bool is_contained = false; ///< "#id"
};

Reference parse_reference(std::string_view text);

/// The id under which other forms of the same record know the resource: a GUID in upper
/// case, without the "-PROB" by which a problem differs from its observation. Any other
/// id as it stood.
std::string common_id(std::string_view id);

/// What an extension is called whatever its publisher and version: "ActualProblem" for
/// ".../Extension-CareConnect-GPC-ActualProblem-1".
std::string_view short_name(std::string_view extension_url);

} // namespace ferry::fhir

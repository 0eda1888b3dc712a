#pragma once

#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "base/fault.hpp"
#include "transform/code_rules.hpp"
#include "json/tree.hpp"

/// FHIR's data types read one by one.
namespace ferry::fhir {

/// A date or date-time with only the digits that are known. The offset is dropped and
/// the clock is not shifted (R123); so are fractions of a second.
Parsed<std::string_view> parse_date(std::string_view text);

/// What a reference's target is called; empty where nobody knows.
using NameOf = std::function<std::string(std::string_view reference)>;

/// Any data type in words a person can read: a concept by its text, a quantity with its
/// unit, a reference by its display or name; members of anything else by name.
std::string in_words(json::Value value, const NameOf& name_of);

/// The words of an XHTML text, without its marks.
std::string plain_text(std::string_view xhtml);

/// The original text of a CodeableConcept: what the source says was chosen, before the
/// term of its code (text, description of the chosen coding, its display).
std::string_view original_text(json::Value concept_value);

/// Its codings and original text, as the code rules take them.
transform::SourceCode source_code(json::Value concept_value);

/// True if one of its codings is one of these.
bool has_code(json::Value concept_value, std::span<const std::string_view> codes);
inline bool has_code(json::Value concept_value, std::initializer_list<std::string_view> codes)
{
    return has_code(concept_value, std::span{codes.begin(), codes.size()});
}

} // namespace ferry::fhir

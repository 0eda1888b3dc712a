#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/tree.hpp"

/// Which person a Patient resource is about, and which of two versions of a resource is the later.
namespace ferry::fhir {

/// The NHS numbers of a Patient that count now, each once, without blanks; those of use `old`
/// are not among them.
std::vector<std::string> current_nhs_numbers(json::Value patient);

/// True if two resources of one id speak of two people: no NHS number that counts now is the
/// same, or both birth date and surname differ.
bool are_two_people(json::Value one, json::Value other);

/// True if `one` is the later instant, false if it is the earlier; nothing where they are the
/// same or nobody can tell. Instants are compared in whatever zones they are written; days
/// without a clock time are compared with days only.
std::optional<bool> is_later(std::string_view one, std::string_view other);

} // namespace ferry::fhir

#pragma once

#include "practice/layout.hpp"

/// GP Connect Access Record: Structured: a FHIR STU3 bundle of each patient.
namespace ferry::practice::gpconnect {

extern const Layout layout;

} // namespace ferry::practice::gpconnect

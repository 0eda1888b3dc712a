#pragma once

#include "practice/layout.hpp"

/// GP2GP: an HL7 version 3 message of each patient, a list of the patients beside.
namespace ferry::practice::gp2gp {

extern const Layout layout;

} // namespace ferry::practice::gp2gp

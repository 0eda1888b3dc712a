#pragma once

#include "practice/layout.hpp"

/// EMIS Web's bulk extract: one CSV file a table, every field in quotes.
namespace ferry::practice::emis {

extern const Layout layout_8_2;
extern const Layout layout_5_4;

} // namespace ferry::practice::emis

#pragma once

#include "practice/layout.hpp"

/// SystmOne's Strategic Reporting extract: one SR*.csv a table, every field in
/// quotes, Windows-1252, ids that are numbers.
namespace ferry::practice::systmone {

extern const Layout layout_93;

} // namespace ferry::practice::systmone

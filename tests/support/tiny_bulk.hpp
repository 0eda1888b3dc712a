#pragma once

#include "support/tiny_extract.hpp"

/// Tiny extracts of SystmOne, Vision and GNUmed, with one practice, one patient and one member
/// of staff each. Rows without other words belong to that patient and are dated 17 March
/// 2010.
namespace ferry::support {

TinyExtract tiny_systmone(const tabular::Description& systmone, std::string_view layout = "93");
TinyExtract tiny_vision(const tabular::Description& vision, std::string_view layout = "live");
TinyExtract tiny_gnumed(const tabular::Description& gnumed);

} // namespace ferry::support

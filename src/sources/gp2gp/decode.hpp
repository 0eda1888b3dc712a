#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/fault.hpp"

/// The coat that attachments travel in, under that of base64.
namespace ferry::gp2gp {

/// No attachment may unpack to more.
inline constexpr std::size_t attachment_size_max = std::size_t{256} << 20U;

/// The content of a gzip file. Fault::malformed where it is none or damaged,
/// Fault::out_of_range where it is larger than `size_max`: a bomb.
Parsed<std::string> gunzipped(std::string_view bytes, std::size_t size_max = attachment_size_max);

} // namespace ferry::gp2gp

#pragma once

#include <optional>
#include <span>
#include <string>

#include "extract/manifest.hpp"

namespace ferry::extract {

/// FILE:LINE of a raw row, as people look for it in the extract; nothing where its file is none
/// of these.
std::optional<std::string> place_in(std::span<const SourceFile> files, const RawRow& row);

} // namespace ferry::extract

#include "extract/place.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace ferry::extract {

std::optional<std::string> place_in(std::span<const SourceFile> files, const RawRow& row)
{
    const auto file = std::ranges::find(files, row.file, &SourceFile::no);
    return file == files.end() ? std::nullopt
                               : std::optional{fmt::format("{}:{}", file->name, row.line)};
}

} // namespace ferry::extract

#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/source.hpp"
#include "sources/fhir/pieces.hpp"

/// What stands in a folder of FHIR files.
namespace ferry::fhir {

/// How a file holds its resources.
enum class Shape : std::uint8_t {
    document, ///< one bundle or resource
    lines,    ///< one resource a line (NDJSON)
};

struct OpenFile {
    std::filesystem::path path;
    Shape shape = Shape::document;
};

/// What was found. Files stand beside manifest.files, in the same order.
struct Survey {
    extract::Manifest manifest;
    std::vector<OpenFile> files;
    std::vector<NamedPatient> patients;
};

/// Looks at a folder: which files are there, in which version of FHIR, which patients
/// they name. One clear InputError if it is no FHIR extract.
Survey survey(const extract::ExtractOrder& order);

/// The longest line that is read.
inline constexpr std::size_t line_size_max = std::size_t{256} << 20U;

/// Reads a file line by line, blank lines left out. Throws InputError for a line longer
/// than line_size_max.
void each_line(const std::filesystem::path& path,
               const std::function<std::size_t(std::span<char>)>& read,
               const std::function<void(std::string_view line, std::int64_t number)>& take);

} // namespace ferry::fhir

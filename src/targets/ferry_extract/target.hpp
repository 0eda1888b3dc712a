#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "load/target.hpp"

/// Ferry's own documented extract as a target, `ferry-extract:DIR`: a folder of CSV
/// files, one for each item type, with a data dictionary and a list of digests, that
/// anybody can read without Ferry (R98, R99). Its form is described in
/// docs/formats/ferry-extract.md; ADR 0012 tells why it is as it is.
///
/// A pass writes what has changed into a folder of its own. When all of it was read
/// back, the folder is delivered: merged with what stood there before, and put in its
/// place file by file, in a way that a killed pass takes up again.
namespace ferry::targets::ferry_extract {

/// What this target can hold.
load::Capabilities capabilities();

/// Opens the extract in `folder`, or begins a new one. Throws InputError if something
/// else stands there.
std::unique_ptr<load::Target> open(const std::filesystem::path& folder);

/// The data dictionary, in Markdown: every file and column.
std::string data_dictionary();

} // namespace ferry::targets::ferry_extract

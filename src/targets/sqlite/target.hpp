#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "load/target.hpp"

/// The embedded reference target, `sqlite:PATH`: one file that holds every item
/// of the record as plain tables, for anyone to query with plain SQL. Its form is
/// described in docs/formats/sqlite-target.md.
namespace ferry::targets::sqlite {

/// What this target can hold.
load::Capabilities capabilities();

/// Opens the target at `path`, and creates it if nothing stands there. Throws
/// InputError if something else stands there, or a target of another version.
std::unique_ptr<load::Target> open(const std::filesystem::path& path);

/// The data dictionary of the target, in Markdown: every table and column.
std::string data_dictionary();

} // namespace ferry::targets::sqlite

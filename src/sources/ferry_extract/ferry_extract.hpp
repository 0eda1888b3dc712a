#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extract/first_stood.hpp"
#include "extract/source.hpp"
#include "transform/mapper.hpp"

/// Ferry's own documented extract as a source: what `--target ferry-extract:DIR` wrote,
/// or what anybody wrote after its data dictionary. Each row is an item that says
/// already how it came across, so nothing is mapped anew: the record is the same as
/// the one that was written, digest for digest. docs/formats/ferry-extract.md
namespace ferry::sources::ferry_extract {

/// Looks at the folder; refuses one that is no such extract or lacks a table.
std::unique_ptr<extract::OpenExtract> open_extract(const extract::ExtractOrder& order);

std::unique_ptr<transform::Mapper> make_mapper(const transform::MapperOrder& order,
                                               const transform::Context& context);

std::vector<std::string> layouts();

/// What a row of the extract's audit trail says of the row that stood in its source.
/// \pre the mapper left it by the policy for audit trails.
extract::FirstStood first_stood(const extract::SourceFile& file, const extract::RawRow& row);

} // namespace ferry::sources::ferry_extract

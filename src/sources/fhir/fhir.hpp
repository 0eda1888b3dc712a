#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extract/source.hpp"
#include "transform/mapper.hpp"

namespace ferry::fhir {

/// A folder of FHIR bundles or of NDJSON files, STU3 (GP Connect) or R4 (UK Core).
std::unique_ptr<extract::OpenExtract> open_extract(const extract::ExtractOrder& order);

/// What its resources say, in the record.
std::unique_ptr<transform::Mapper> make_mapper(const transform::MapperOrder& order,
                                               const transform::Context& context);

/// The versions it is told apart by: "stu3", "r4".
std::vector<std::string> layouts();

} // namespace ferry::fhir

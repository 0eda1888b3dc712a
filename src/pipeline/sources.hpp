#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/source.hpp"
#include "transform/mapper.hpp"

namespace ferry::pipeline {

/// One kind of source: what the command line, the manual and the tests know of it.
struct SourceKind {
    std::string_view name;  ///< in `ferry new --source`
    std::string_view title; ///< for people
    extract::OpenFunction open;
    std::unique_ptr<transform::Mapper> (*mapper)(const transform::MapperOrder& order,
                                                 const transform::Context& context);
    std::vector<std::string> (*layouts)();
};

/// Every kind of source there is. Adding one is a row here and a folder.
std::span<const SourceKind> source_kinds();

/// The kind with this name. Throws UsageError that lists the kinds there are.
const SourceKind& source_kind(std::string_view name);

} // namespace ferry::pipeline

#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/first_stood.hpp"
#include "extract/source.hpp"
#include "sources/tabular/description.hpp"
#include "transform/mapper.hpp"

namespace ferry::pipeline {

/// One kind of source: what the command line, the manual and the tests know of it.
struct SourceKind {
    std::string name;  ///< in `ferry new --source`
    std::string title; ///< for people
    std::function<std::unique_ptr<extract::OpenExtract>(const extract::ExtractOrder& order)> open;
    std::function<std::unique_ptr<transform::Mapper>(const transform::MapperOrder& order,
                                                     const transform::Context& context)>
        mapper;
    std::function<std::vector<std::string>()> layouts;
    /// Where a row of an audit trail that this source hands on first stood. Empty for a
    /// source whose audit trail is its own.
    std::function<extract::FirstStood(const extract::SourceFile& file, const extract::RawRow& row)>
        first_stood;
};

/// Gives the description of a source, always the same one: a text that is embedded in the
/// program is read when it is first asked for.
using Describe = std::function<const tabular::Description&()>;

/// The kind that a description makes, of files or of a database: nothing else differs
/// between described sources.
SourceKind described(std::string name, std::string title, const Describe& describe);

/// Every kind of source that the program knows. Adding one is a row and a folder.
std::span<const SourceKind> source_kinds();

/// The kind with this name. Throws UsageError that lists the kinds there are.
const SourceKind& source_kind(std::string_view name);

} // namespace ferry::pipeline

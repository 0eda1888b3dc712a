#include "pipeline/sources.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "sources/database/open.hpp"
#include "sources/emis/description.hpp"
#include "sources/ferry_extract/ferry_extract.hpp"
#include "sources/fhir/fhir.hpp"
#include "sources/gnumed/description.hpp"
#include "sources/gp2gp/gp2gp.hpp"
#include "sources/systmone/description.hpp"
#include "sources/tabular/mapper.hpp"
#include "sources/vision/description.hpp"

namespace ferry::pipeline {
namespace {

/// Made when it is first asked for: nothing runs before main().
const auto& kinds()
{
    static const std::array all{
        described("emis-csv", "EMIS Web bulk extract (CSV)", sources::emis_csv),
        SourceKind{.name = "ferry-extract",
                   .title = "Ferry's own documented extract (CSV)",
                   .open = sources::ferry_extract::open_extract,
                   .mapper = sources::ferry_extract::make_mapper,
                   .layouts = sources::ferry_extract::layouts,
                   .first_stood = sources::ferry_extract::first_stood},
        SourceKind{.name = "fhir",
                   .title = "FHIR bundles and NDJSON (GP Connect STU3, R4)",
                   .open = fhir::open_extract,
                   .mapper = fhir::make_mapper,
                   .layouts = fhir::layouts               },
        described("gnumed", "GNUmed 22 database or backup (PostgreSQL)", sources::gnumed),
        SourceKind{.name = "gp2gp",
                   .title = "GP2GP record extracts (HL7 messages)",
                   .open = gp2gp::open_extract,
                   .mapper = gp2gp::make_mapper,
                   .layouts = gp2gp::layouts              },
        described("systmone-csv", "SystmOne Strategic Reporting extract (SR CSV)",
                  sources::systmone_csv),
        described("vision-csv", "Vision bulk extract (CSV without headers)", sources::vision_csv),
    };
    return all;
}

} // namespace

SourceKind described(std::string name, std::string title, const Describe& describe)
{
    return {.name = std::move(name),
            .title = std::move(title),
            .open =
                [describe](const extract::ExtractOrder& order) {
                    return database::open_extract(describe(), order);
                },
            .mapper =
                [describe](const transform::MapperOrder& order, const transform::Context& context) {
                    return tabular::make_mapper(describe(), order, context);
                },
            .layouts = [describe] { return describe().layouts; }};
}

std::span<const SourceKind> source_kinds()
{
    return kinds();
}

const SourceKind& source_kind(std::string_view name)
{
    const auto* found = std::ranges::find(kinds(), name, &SourceKind::name);
    if (found == kinds().end()) {
        std::vector<std::string_view> names;
        std::ranges::transform(kinds(), std::back_inserter(names), &SourceKind::name);
        throw UsageError{fmt::format("'{}' is no kind of source; there are: {}; or give the path "
                                     "of a description, FILE.yaml",
                                     name, fmt::join(names, ", "))};
    }
    return *found;
}

} // namespace ferry::pipeline

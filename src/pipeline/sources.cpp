#include "pipeline/sources.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "sources/database/open.hpp"
#include "sources/emis/emis.hpp"
#include "sources/ferry_extract/ferry_extract.hpp"
#include "sources/fhir/fhir.hpp"
#include "sources/gnumed/gnumed.hpp"
#include "sources/gp2gp/gp2gp.hpp"
#include "sources/systmone/systmone.hpp"
#include "sources/tabular/mapper.hpp"
#include "sources/vision/vision.hpp"

namespace ferry::pipeline {
namespace {

using Describe = const tabular::Description& (*)();

/// A source that is described in a data file: nothing but the description differs.
template <Describe describe>
SourceKind described(std::string_view name, std::string_view title)
{
    return {.name = std::string{name},
            .title = std::string{title},
            .open =
                [](const extract::ExtractOrder& order) {
                    return database::open_extract(describe(), order);
                },
            .mapper =
                [](const transform::MapperOrder& order, const transform::Context& context) {
                    return tabular::make_mapper(describe(), order, context);
                },
            .layouts = [] { return describe().layouts; }};
}

/// Made when it is first asked for: nothing runs before main().
const auto& kinds()
{
    static const std::array all{
        described<sources::emis_csv>("emis-csv", "EMIS Web bulk extract (CSV)"),
        SourceKind{.name = "ferry-extract",
                   .title = "Ferry's own documented extract (CSV)",
                   .open = sources::ferry_extract::open,
                   .mapper = sources::ferry_extract::make_mapper,
                   .layouts = sources::ferry_extract::layouts,
                   .first_stood = sources::ferry_extract::first_stood},
        SourceKind{.name = "fhir",
                   .title = "FHIR bundles and NDJSON (GP Connect STU3, R4)",
                   .open = sources::open_fhir,
                   .mapper = sources::fhir_mapper,
                   .layouts = sources::fhir_layouts            },
        described<sources::gnumed>("gnumed", "GNUmed 22 database or backup (PostgreSQL)"),
        SourceKind{.name = "gp2gp",
                   .title = "GP2GP record extracts (HL7 messages)",
                   .open = gp2gp::open_extract,
                   .mapper = gp2gp::make_mapper,
                   .layouts = gp2gp::layouts              },
        described<sources::systmone_csv>("systmone-csv",
                                         "SystmOne Strategic Reporting extract (SR CSV)"),
        described<sources::vision_csv>("vision-csv", "Vision bulk extract (CSV without headers)"),
    };
    return all;
}

} // namespace

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

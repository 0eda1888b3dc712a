#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/files.hpp"
#include "cli/command.hpp"
#include "cli/counted.hpp"
#include "cli/print_json.hpp"
#include "draft/draft.hpp"
#include "pipeline/described.hpp"
#include "sources/tabular/open.hpp"
#include "sources/tabular/review.hpp"

namespace ferry::cli {
namespace {

using Json = nlohmann::ordered_json;
using tabular::Remark;
using tabular::Weigh;

std::size_t open_points(const std::string& yaml)
{
    return tabular::parse_description(yaml, "the draft").open.size();
}

/// "1 point is", "2 points are".
std::string points(std::int64_t count)
{
    return fmt::format("{} {}", counted(count, "point"), for_count(count, "is", "are"));
}

Exit draft(const Arguments& given)
{
    if (!given.out.empty() && std::filesystem::exists(given.out)) {
        throw UsageError{fmt::format("{}: stands there already; what somebody completed is not "
                                     "written over: give the draft another name",
                                     given.out)};
    }
    const draft::Draft made = draft::draft_of(given.path);
    const std::string yaml = draft::yaml_of(made);
    const std::size_t open = open_points(yaml);
    if (!given.out.empty()) {
        write_whole(given.out, yaml);
    }
    if (given.json) {
        print_json(Json{
            {"out",    given.out                    },
            {"tables", made.facts.tables.size()     },
            {"open",   open                         },
            {"draft",  given.out.empty() ? yaml : ""}
        });
    } else if (given.out.empty()) {
        fmt::print("{}", yaml);
    } else {
        fmt::print("{}: {}, {} open: see `ferry adaptor check {}`.\n", given.out,
                   counted(std::ssize(made.facts.tables), "table"),
                   points(static_cast<std::int64_t>(open)), given.out);
    }
    return Exit::clean;
}

/// What the files of an extract have that the description has not, and the other way
/// round. Throws InputError where they cannot be read by it at all.
std::vector<Remark> held_against(const tabular::Description& description,
                                 const std::string& extract)
{
    std::vector<Remark> remarks;
    const auto seen = tabular::survey(description, {.extract = extract});
    for (const extract::Question& question : seen.manifest.questions) {
        remarks.push_back({.weigh = Weigh::open, .where = question.cause, .what = question.what});
    }
    for (const extract::SourceFile& file : seen.manifest.files) {
        if (!file.known) {
            remarks.push_back({.weigh = Weigh::open,
                               .where = file.name,
                               .what = "no table of the description has this file: its rows would "
                                       "be held"});
        }
    }
    return remarks;
}

void print(const std::string& name, const Remark& remark)
{
    const std::string place =
        remark.place.line == 0
            ? ""
            : fmt::format("{}:{}:{}: ", name, remark.place.line, remark.place.column);
    fmt::print("{:<9}{}{}: {}\n", tabular::name_of(remark.weigh), place, remark.where, remark.what);
}

Json json_of(const Remark& remark)
{
    return {
        {"weigh",  tabular::name_of(remark.weigh)},
        {"line",   remark.place.line             },
        {"column", remark.place.column           },
        {"where",  remark.where                  },
        {"what",   remark.what                   }
    };
}

Exit check(const Arguments& given)
{
    const std::string yaml = pipeline::description_text(given.path);
    const auto description = tabular::parse_description(yaml, given.path);
    auto remarks = tabular::review(description);
    const auto count = [&](Weigh weigh) {
        return std::ranges::count(remarks, weigh, &Remark::weigh);
    };
    if (!given.extract.empty() && count(Weigh::unusable) == 0) {
        std::ranges::move(held_against(description, given.extract), std::back_inserter(remarks));
    }
    const auto unusable = count(Weigh::unusable);
    const auto open = count(Weigh::open);
    if (given.json) {
        Json all = Json::array();
        std::ranges::transform(remarks, std::back_inserter(all), json_of);
        print_json(Json{
            {"source",   description.source},
            {"unusable", unusable          },
            {"open",     open              },
            {"notes",    count(Weigh::note)},
            {"remarks",  all               }
        });
    } else {
        for (const Remark& remark : remarks) {
            print(given.path, remark);
        }
        fmt::print("{}: {}; {} open, {} cannot be used so, {}.\n", description.source,
                   counted(std::ssize(description.tables), "table"), points(open), unusable,
                   counted(count(Weigh::note), "note"));
    }
    return unusable > 0 ? Exit::input : open > 0 ? Exit::people : Exit::clean;
}

} // namespace

Exit adaptor(const Arguments& given)
{
    if (given.action == "draft") {
        return draft(given);
    }
    if (given.action == "check") {
        return check(given);
    }
    throw UsageError{fmt::format("'{}' is nothing to do with an adaptor; there are draft and check",
                                 given.action)};
}

} // namespace ferry::cli

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/counted.hpp"
#include "cli/print_json.hpp"
#include "pipeline/map_changes.hpp"
#include "workspace/books.hpp"

namespace ferry::cli {
namespace {

using Json = nlohmann::ordered_json;

/// How many changes are shown on a terminal; JSON has all.
constexpr std::size_t shown_max = 50;

Json json_of(const std::optional<workspace::FrozenMaps>& frozen)
{
    if (!frozen) {
        return nullptr;
    }
    return {
        {"fingerprint", frozen->fingerprint},
        {"pass",        frozen->pass       },
        {"at",          frozen->at         },
        {"by",          frozen->who        }
    };
}

/// What went through one file of the maps.
struct Uses {
    std::int64_t entries = 0;
    Json rules = Json::array();
};

Uses uses_of(const std::string& kind, const std::vector<workspace::MapUse>& uses)
{
    Uses through;
    for (const workspace::MapUse& use : uses) {
        const auto behind = terminology::release_behind(use.rule, use.system);
        if (behind && facts(*behind).name == kind) {
            through.entries += use.entries;
            through.rules.push_back({
                {"rule",    use.rule   },
                {"entries", use.entries}
            });
        }
    }
    return through;
}

Json json_of(const workspace::MapFile& map, const Uses& through)
{
    return {
        {"file",    map.name                                        },
        {"kind",    map.kind                                        },
        {"what",    map.what                                        },
        {"purpose", map.purpose                                     },
        {"version", map.version                                     },
        {"rows",    map.rows                                        },
        {"active",  map.active                                      },
        {"assured", map.assured ? Json(*map.assured) : Json(nullptr)},
        {"odd_ids", map.odd_ids                                     },
        {"digest",  map.digest                                      },
        {"entries", through.entries                                 },
        {"rules",   through.rules                                   }
    };
}

Json json_of(const workspace::CodeStanding& standing)
{
    Json leads = Json::array();
    for (const std::string_view line : split(standing.leads, '\n')) {
        const auto cells = split(line, '\t');
        if (cells.size() == 3) {
            leads.push_back({
                {"how",  cells[0]},
                {"code", cells[1]},
                {"term", cells[2]}
            });
        }
    }
    return {
        {"code",    standing.code   },
        {"term",    standing.term   },
        {"rule",    standing.rule   },
        {"entries", standing.entries},
        {"leads",   leads           }
    };
}

void print(const workspace::MapFile& map, const Uses& through)
{
    fmt::print("{}\n    {}, version {}\n    {}\n    {}, {} active{}; {} went through it\n    "
               "digest {}\n",
               map.name, map.what, map.version.empty() ? "not stated" : map.version, map.purpose,
               counted(map.rows, "row"), map.active,
               map.assured ? fmt::format(", {} of them assured", *map.assured) : "",
               counted(through.entries, "coded entry", "coded entries"), map.digest);
    if (map.odd_ids > 0) {
        fmt::print("    {} {} a wrong check digit\n", counted(map.odd_ids, "id"),
                   for_count(map.odd_ids, "has", "have"));
    }
    for (const Json& rule : through.rules) {
        fmt::print("    {:>10}  {}\n", rule["entries"].get<std::int64_t>(),
                   rule["rule"].get<std::string>());
    }
}

void print(const workspace::CodeStanding& standing)
{
    fmt::print("{:>8}  {}  {}  ({})\n", standing.entries, standing.code,
               shortened(standing.term, 60), standing.rule);
    for (const std::string_view line : split(standing.leads, '\n')) {
        const auto cells = split(line, '\t');
        if (cells.size() == 3) {
            fmt::print("          {}: {} {}\n", cells[0], cells[1], cells[2]);
        }
    }
}

/// The last pass that carried something: one that found all unchanged has no books of
/// its own.
std::int64_t pass_of_books(workspace::Workspace& workspace)
{
    const workspace::Pass pass = workspace::finished_pass(workspace);
    return pass.same_as.value_or(pass.no);
}

Exit show_catalogue(const Arguments& given)
{
    workspace::Workspace workspace{given.workspace};
    const std::int64_t pass = pass_of_books(workspace);
    const auto frozen = workspace.frozen_maps();
    const auto uses = workspace.map_uses(pass);
    Json maps = Json::array();
    Json standings = Json::array();
    for (const workspace::MapFile& map : workspace.maps(pass)) {
        const Uses through = uses_of(map.kind, uses);
        maps.push_back(json_of(map, through));
        if (!given.json) {
            print(map, through);
        }
    }
    for (const workspace::CodeStanding& standing : workspace.code_standings(pass)) {
        standings.push_back(json_of(standing));
        if (!given.json) {
            fmt::print("{}", standings.size() == 1
                                 ? "Codes in use that the release holds inactive, "
                                   "has changed or has not got:\n"
                                 : "");
            print(standing);
        }
    }
    const auto notes = workspace.map_notes(pass);
    for (const std::string& note : notes) {
        if (!given.json) {
            fmt::print("Note: {}\n", note);
        }
    }
    if (given.json) {
        print_json(Json{
            {"pass",      pass           },
            {"frozen",    json_of(frozen)},
            {"maps",      maps           },
            {"standings", standings      },
            {"notes",     notes          }
        });
    } else if (frozen) {
        fmt::print("The migration is held to these maps since pass {} ({}, by {}).\n", frozen->pass,
                   frozen->at, frozen->who);
    } else {
        fmt::print("No pass has used any maps.\n");
    }
    return Exit::clean;
}

Json json_of(const pipeline::CodeOutcome& outcome)
{
    return {
        {"outcome", outcome.outcome},
        {"type",    outcome.type   },
        {"system",  outcome.system },
        {"code",    outcome.code   },
        {"display", outcome.display},
        {"rule",    outcome.rule   }
    };
}

std::string words_of(const pipeline::CodeOutcome& outcome)
{
    return fmt::format("{} {}{}{} ({})", outcome.outcome, outcome.type,
                       outcome.code.empty() ? "" : " as ", outcome.code, outcome.rule);
}

Exit show_changes(const Arguments& given)
{
    workspace::Workspace workspace{given.workspace};
    const auto changes =
        pipeline::changes_with(workspace, {given.against.begin(), given.against.end()});
    if (given.json) {
        Json against = Json::array();
        for (const terminology::CatalogueEntry& entry : changes.maps) {
            against.push_back({
                {"file",    entry.file                         },
                {"kind",    std::string{facts(entry.kind).name}},
                {"version", entry.version                      },
                {"rows",    entry.rows                         },
                {"digest",  entry.digest                       }
            });
        }
        Json list = Json::array();
        for (const pipeline::MapChange& change : changes.changes) {
            list.push_back({
                {"code",  change.code         },
                {"term",  change.term         },
                {"items", change.items        },
                {"now",   json_of(change.now) },
                {"then",  json_of(change.then)}
            });
        }
        print_json(Json{
            {"against", against      },
            {"same",    changes.same },
            {"items",   changes.items},
            {"codes",   changes.codes},
            {"changes", list         }
        });
    } else {
        for (std::size_t i = 0; i < std::min(changes.changes.size(), shown_max); ++i) {
            const pipeline::MapChange& change = changes.changes[i];
            fmt::print("{:>8}  {}  {}\n          now:  {}\n          then: {}\n", change.items,
                       change.code, shortened(change.term, 60), words_of(change.now),
                       words_of(change.then));
        }
        if (changes.changes.size() > shown_max) {
            fmt::print("... and {} more; --json lists all.\n", changes.changes.size() - shown_max);
        }
        fmt::print("{} with {} would come across otherwise. Nothing was changed.\n",
                   counted(changes.items, "source item"), counted(changes.codes, "code"));
    }
    return changes.changes.empty() ? Exit::clean : Exit::people;
}

} // namespace

Exit show_maps(const Arguments& given)
{
    return given.against.empty() ? show_catalogue(given) : show_changes(given);
}

} // namespace ferry::cli

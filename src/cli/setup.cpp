#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/counted.hpp"
#include "cli/print_json.hpp"
#include "pipeline/described.hpp"
#include "pipeline/sources.hpp"
#include "pipeline/targets.hpp"
#include "practice/make_practice.hpp"
#include "workspace/workspace.hpp"

namespace ferry::cli {
namespace {

/// The target's URL with the whole path: a later command may run in another folder, where
/// what was typed would be another target, or a fresh one.
std::string from_anywhere(const std::string& url)
{
    const std::string scheme{pipeline::target_kind(url).scheme};
    return scheme + std::filesystem::absolute(url.substr(scheme.size())).string();
}

} // namespace

void expect_one_line(const char* option, const std::string& text)
{
    const bool breaks = std::ranges::any_of(
        text, [](unsigned char sign) { return (sign < ' ' && sign != '\t') || sign == 0x7F; });
    if (breaks || !is_utf8(text)) {
        throw UsageError{fmt::format("{}: text in UTF-8 on one line was expected, without line "
                                     "breaks and control characters",
                                     option)};
    }
}

std::string user_name(const Arguments& given)
{
    expect_one_line("--by", given.who);
    if (!given.who.empty()) {
        return given.who;
    }
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here ever changes the environment
    const char* user = std::getenv("USER");
    return user == nullptr ? "unnamed" : user;
}

Exit make_practice(const Arguments& given)
{
    const auto made = practice::make_practice({.patients = given.patients,
                                               .seed = given.seed,
                                               .layout = given.layout,
                                               .density = given.density,
                                               .out = given.out});
    if (given.json) {
        print_json(nlohmann::ordered_json{
            {"patients", made.patients},
            {"rows",     made.rows    },
            {"bytes",    made.bytes   }
        });
    } else {
        fmt::print("{}, {}, {} MB in {}\n", counted(made.patients, "patient"),
                   counted(made.rows, "row"), made.bytes >> 20U, given.out);
    }
    return Exit::clean;
}

Exit list_sources(const Arguments& given)
{
    auto json = nlohmann::ordered_json::array();
    for (const pipeline::SourceKind& kind : pipeline::source_kinds()) {
        json.push_back({
            {"name",    kind.name     },
            {"title",   kind.title    },
            {"layouts", kind.layouts()}
        });
        if (!given.json) {
            fmt::print("{:<14} {}; layouts {}\n", kind.name, kind.title,
                       fmt::join(kind.layouts(), ", "));
        }
    }
    if (given.json) {
        print_json(nlohmann::ordered_json{
            {"sources", json}
        });
    } else {
        fmt::print(
            "\nAny other folder of delimited files: `ferry adaptor draft DIR --out FILE.yaml` "
            "writes a description to be\ncompleted, `ferry adaptor check FILE.yaml` says what "
            "is still open, `ferry new W --source FILE.yaml ...` uses it.\n");
    }
    return Exit::clean;
}

Exit list_targets(const Arguments& given)
{
    if (given.dictionary) {
        for (const pipeline::TargetKind& kind : pipeline::target_kinds()) {
            fmt::print("{}\n", kind.dictionary());
        }
        return Exit::clean;
    }
    auto json = nlohmann::ordered_json::array();
    for (const pipeline::TargetKind& kind : pipeline::target_kinds()) {
        const auto can = kind.capabilities();
        json.push_back({
            {"name",               can.kind              },
            {"title",              can.title             },
            {"url",                can.url_form          },
            {"partial_dates",      can.partial_dates     },
            {"exact_numbers",      can.exact_numbers     },
            {"confidential_items", can.confidential_items}
        });
        if (!given.json) {
            const auto yes = [](bool holds) { return holds ? "yes" : "no"; };
            fmt::print("{:<14} {}; partial dates: {}, exact numbers: {}, confidential items: {}\n",
                       can.url_form, can.title, yes(can.partial_dates), yes(can.exact_numbers),
                       yes(can.confidential_items));
        }
    }
    if (given.json) {
        print_json(nlohmann::ordered_json{
            {"targets", json}
        });
    }
    return Exit::clean;
}

Exit make_workspace(const Arguments& given)
{
    workspace::Migration migration{
        .source = given.source, .target = {}, .practice = given.practice};
    std::optional<workspace::SourceDescription> description;
    if (pipeline::names_a_description(given.source)) {
        auto read = pipeline::read_description(given.source, user_name(given));
        migration.source = read.source;
        description = std::move(read.kept);
    } else {
        pipeline::source_kind(given.source);
    }
    migration.target = from_anywhere(given.target);
    workspace::create(given.workspace, migration, description);
    if (given.json) {
        print_json(nlohmann::ordered_json{
            {"workspace", given.workspace}
        });
    } else {
        fmt::print("A migration from {} to {} begins in {}.\n", migration.source, given.target,
                   given.workspace);
    }
    return Exit::clean;
}

} // namespace ferry::cli

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cli/command.hpp"
#include "cli/counted.hpp"
#include "cli/print_json.hpp"
#include "pipeline/pass.hpp"
#include "pipeline/replay.hpp"
#include "workspace/books.hpp"

namespace ferry::cli {
namespace {

void check_kind(const std::string& kind)
{
    if (kind == "delta") {
        throw UsageError{"passes of kind delta are not there yet: give the later full extract as a "
                         "recheck or final pass, only what changed is carried"};
    }
    if (kind != "rehearsal" && kind != "recheck" && kind != "final") {
        throw UsageError{
            fmt::format("'{}' is no kind of pass; there are rehearsal, recheck and final", kind)};
    }
}

void print_read_back(const reconcile::Report& report)
{
    const std::int64_t differ = report.differ.count();
    fmt::print("Read back: {} of {} {}, {} {}, {} missing, {} unexpected.\n",
               counted(report.agree, "item"), report.items,
               for_count(report.agree, "agrees", "agree"), counted(differ, "field"),
               for_count(differ, "differs", "differ"), report.missing.count(),
               report.unexpected.count());
}

pipeline::PassOrder order_of(const Arguments& given)
{
    pipeline::PassOrder order{.extract = given.extract,
                              .kind = given.kind,
                              .who = user_name(given),
                              .new_maps = given.new_maps,
                              .description = given.description,
                              .new_description = given.new_description,
                              .patients_gone = given.patients_gone,
                              .threads = given.threads};
    order.maps.assign(given.maps.begin(), given.maps.end());
    return order;
}

/// How a pass ended, as its books have it.
struct End {
    pipeline::PassReport report;
    std::int64_t extracted = 0, held = 0;
    std::int64_t questions = 0;

    bool clean() const { return held == 0 && questions == 0 && report.reconciled.clean(); }
};

End end_of(workspace::Workspace& workspace, pipeline::PassReport report)
{
    const auto balance = workspace::balance(workspace, workspace::BalanceBy::type, {});
    if (!balance.balanced()) {
        throw Error{fmt::format("pass {} does not balance: {} extracted, {} accounted for",
                                report.pass, counted(balance.total.extracted, "item"),
                                balance.total.accounted())};
    }
    return {.report = std::move(report),
            .extracted = balance.total.extracted,
            .held = balance.total.by_outcome.at(static_cast<std::size_t>(Outcome::held)),
            .questions = workspace::open_questions(workspace)};
}

void print_in_json(const End& end)
{
    const auto& [report, extracted, held, questions] = end;
    print_json(nlohmann::ordered_json{
        {"pass",       report.pass                                                           },
        {"unchanged",  report.unchanged                                                      },
        {"patients",   report.patients                                                       },
        {"imported",   report.imported                                                       },
        {"removed",    report.removed                                                        },
        {"balanced",   true                                                                  },
        {"extracted",  extracted                                                             },
        {"held",       held                                                                  },
        {"questions",  questions                                                             },
        {"reconciled", nlohmann::ordered_json::parse(reconcile::counts_of(report.reconciled))},
        {"seconds",
         {{"whole", report.busy.whole},
          {"extract", report.busy.extract},
          {"map", report.busy.map},
          {"import", report.busy.import},
          {"read_back", report.busy.read_back}}                                              }
    });
}

void print_in_words(const End& end, const std::string& workspace)
{
    const auto& [report, extracted, held, questions] = end;
    if (report.unchanged) {
        fmt::print("Pass {}: extract, maps and decisions are as in the pass before; nothing to "
                   "do. The target was not read back: `ferry reconcile {}` does that.\n",
                   report.pass, workspace);
    } else {
        fmt::print("Pass {}: {}, {}, all accounted for; {} imported, {} removed.\n", report.pass,
                   counted(report.patients, "patient"), counted(extracted, "source item"),
                   counted(report.imported, "record"), report.removed);
        print_read_back(report.reconciled);
    }
    fmt::print("{} {} for a decision, {} about the extract: see `ferry exceptions {}`.\n",
               counted(held, "item"), for_count(held, "waits", "wait"),
               counted(questions, "question"), workspace);
}

} // namespace

Exit run_pass(const Arguments& given)
{
    check_kind(given.kind);
    workspace::Workspace workspace{given.workspace};
    const End end = end_of(workspace, pipeline::run_pass(workspace, order_of(given)));
    if (given.json) {
        print_in_json(end);
    } else {
        print_in_words(end, given.workspace);
    }
    return end.clean() ? Exit::clean : Exit::people;
}

Exit reconcile(const Arguments& given)
{
    workspace::Workspace workspace{given.workspace};
    const auto report = pipeline::reconcile_all(workspace, user_name(given));
    if (given.json) {
        fmt::print("{}\n", json_of(report));
        return report.clean() ? Exit::clean : Exit::people;
    }
    fmt::print("{}, {} read back, {} {} in every field.\n", counted(report.patients, "patient"),
               counted(report.items, "item"), report.agree,
               for_count(report.agree, "agrees", "agree"));
    for (const auto& one : report.differ.listed()) {
        fmt::print("differs     {} {} {}.{}: source '{}', target '{}'\n", one.patient, one.item,
                   one.type, one.field, one.source, one.target);
    }
    for (const auto& one : report.missing.listed()) {
        fmt::print("missing     {} {} {}\n", one.patient, one.item, one.type);
    }
    for (const auto& one : report.unexpected.listed()) {
        fmt::print("unexpected  {} {} {}\n", one.patient, one.item, one.type);
    }
    return report.clean() ? Exit::clean : Exit::people;
}

} // namespace ferry::cli

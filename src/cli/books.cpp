#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/counted.hpp"
#include "cli/print_json.hpp"
#include "profile/profile.hpp"
#include "transform/cause.hpp"
#include "workspace/books.hpp"

namespace ferry::cli {
namespace {

using Json = nlohmann::ordered_json;

workspace::BalanceBy balance_by(const std::string& word)
{
    if (word == "type") {
        return workspace::BalanceBy::type;
    }
    if (word == "file") {
        return workspace::BalanceBy::file;
    }
    if (word == "patient") {
        return workspace::BalanceBy::patient;
    }
    throw UsageError{
        fmt::format("'{}' is nothing to balance by; there are type, file and patient", word)};
}

Json json_of(const workspace::BalanceRow& row)
{
    Json json{
        {"extracted", row.extracted}
    };
    for (const Outcome outcome : outcomes) {
        json[std::string{name_of(outcome)}] = row.by_outcome.at(static_cast<std::size_t>(outcome));
    }
    return json;
}

void print(const std::string& key, const workspace::BalanceRow& row)
{
    fmt::print("{:<44} {:>10}", shortened(key, 41), row.extracted);
    for (const std::int64_t count : row.by_outcome) {
        fmt::print(" {:>10}", count);
    }
    fmt::print("\n");
}

std::vector<std::string> choices_of(std::string_view kind)
{
    std::vector<std::string> choices;
    for (const std::string_view choice : split(transform::cause_kind(kind).choices, ' ')) {
        choices.emplace_back(choice);
    }
    return choices;
}

Json json_of(const workspace::CauseRow& row)
{
    return {
        {"id",       row.id              },
        {"kind",     row.kind            },
        {"what",     row.what            },
        {"count",    row.count           },
        {"choices",  choices_of(row.kind)},
        {"samples",  row.samples         },
        {"state",    row.state           },
        {"decision", row.decision        }
    };
}

void print(const workspace::CauseRow& row)
{
    fmt::print("{:>8}  {}\n          {}\n", row.count, row.id, row.what);
    if (row.decision.empty()) {
        fmt::print("          choices: {}\n", transform::cause_kind(row.kind).choices);
    } else {
        fmt::print("          decided: {} (applied by the next pass)\n", row.decision);
    }
    if (!row.samples.empty()) {
        fmt::print("          e.g. {}\n", row.samples.front());
    }
}

/// How many items a cause concerns: one that waits, or one that was decided and may be again.
std::int64_t items_of_cause(workspace::Workspace& workspace, const std::string& cause)
{
    const auto causes = workspace::causes(workspace);
    const auto found = std::ranges::find(causes, cause, &workspace::CauseRow::id);
    if (found == causes.end() && workspace.decisions().choice(cause).empty()) {
        throw UsageError{fmt::format("there is no cause '{}'; `ferry exceptions {}` lists them",
                                     cause, workspace.path().string())};
    }
    return found == causes.end() ? 0 : found->count;
}

/// A pass that was cut off left a part of its books behind: what they list is true, but
/// may be little of what there is.
void warn_if_cut_off(const workspace::Pass& pass)
{
    if (!pass.finished) {
        fmt::print("Pass {} was cut off: this is a list of what it had read so far; run `ferry "
                   "pass` again.\n",
                   pass.no);
    }
}

} // namespace

Exit show_balance(const Arguments& given)
{
    workspace::Workspace workspace{given.workspace};
    const auto balance = workspace::balance(workspace, balance_by(given.by), given.pass);
    if (given.json) {
        Json by = Json::array();
        for (const workspace::BalanceRow& row : balance.rows) {
            Json json{
                {"key", row.key}
            };
            json.update(json_of(row));
            by.push_back(std::move(json));
        }
        print_json(Json{
            {"pass",     balance.pass          },
            {"balanced", balance.balanced()    },
            {"total",    json_of(balance.total)},
            {"by",       std::move(by)         },
            {"breaches", balance.breaches      }
        });
    } else {
        fmt::print("{:<44} {:>10}", given.by, "extracted");
        for (const Outcome outcome : outcomes) {
            fmt::print(" {:>10}", name_of(outcome));
        }
        fmt::print("\n");
        for (const workspace::BalanceRow& row : balance.rows) {
            print(row.key, row);
        }
        print("total", balance.total);
        for (const std::string& breach : balance.breaches) {
            fmt::print("BREACH: {}\n", breach);
        }
        fmt::print("Pass {} {}.\n", balance.pass,
                   balance.balanced() ? "balances: every source item is accounted for"
                                      : "DOES NOT BALANCE");
    }
    return balance.balanced() ? Exit::clean : Exit::people;
}

Exit show_profile(const Arguments& given)
{
    workspace::Workspace workspace{given.workspace};
    const auto pass = workspace::pass_that_ran(workspace);
    const auto findings = workspace::findings(workspace);
    if (given.json) {
        Json json = Json::array();
        for (const workspace::FindingRow& row : findings) {
            json.push_back({
                {"kind",  row.kind },
                {"count", row.count},
                {"items", row.items}
            });
        }
        print_json(Json{
            {"pass",     pass.no        },
            {"cut_off",  !pass.finished },
            {"findings", std::move(json)}
        });
        return Exit::clean;
    }
    warn_if_cut_off(pass);
    for (const workspace::FindingRow& row : findings) {
        const auto kinds = profile::finding_kinds();
        const auto kind = std::ranges::find(kinds, row.kind, &profile::FindingKind::name);
        fmt::print("{:>8}  {:<40} {}\n", row.count, row.kind,
                   kind == kinds.end() ? "" : kind->meaning);
    }
    return Exit::clean;
}

Exit show_exceptions(const Arguments& given)
{
    workspace::Workspace workspace{given.workspace};
    const auto pass = workspace::pass_that_ran(workspace);
    const auto causes = workspace::causes(workspace);
    const auto of_state = [&](std::string_view state) {
        std::vector<workspace::CauseRow> rows;
        std::ranges::copy_if(causes, std::back_inserter(rows), [&](const auto& row) {
            return row.state == state && !(state == "question" && row.decision == "accept");
        });
        return rows;
    };
    const auto held = of_state("held");
    const auto degraded = of_state("degraded");
    const auto questions = of_state("question");
    if (given.json) {
        const auto list = [](const auto& rows) {
            Json json = Json::array();
            for (const auto& row : rows) {
                json.push_back(json_of(row));
            }
            return json;
        };
        print_json(Json{
            {"pass",      pass.no        },
            {"cut_off",   !pass.finished },
            {"causes",    list(held)     },
            {"degraded",  list(degraded) },
            {"questions", list(questions)}
        });
    } else {
        warn_if_cut_off(pass);
        const auto list = [](const char* heading, const auto& rows) {
            if (!rows.empty()) {
                fmt::print("{}\n", heading);
            }
            for (const auto& row : rows) {
                print(row);
            }
        };
        list("Held: not in the target until somebody decides", held);
        list("Degraded: in the target as text; a decision can give them a code", degraded);
        list("Questions about the extract", questions);
        if (held.empty() && degraded.empty() && questions.empty()) {
            fmt::print("Nothing waits for a decision.\n");
        }
    }
    return held.empty() && questions.empty() && pass.finished ? Exit::clean : Exit::people;
}

Exit decide(const Arguments& given)
{
    workspace::Workspace workspace{given.workspace};
    static_cast<void>(workspace::pass_that_ran(workspace)); // before it there is no cause
    const std::int64_t waiting = items_of_cause(workspace, given.cause);
    const auto& kind =
        transform::cause_kind(std::string_view{given.cause}.substr(0, given.cause.find(':')));
    if (!transform::is_choice(kind, given.choice)) {
        throw UsageError{fmt::format("'{}' cannot be decided as '{}'; the choices are: {}",
                                     given.cause, given.choice, kind.choices)};
    }
    const auto code = transform::chosen_code(given.choice);
    if (const std::string fault = code ? transform::fault_of(*code, kind) : ""; !fault.empty()) {
        throw UsageError{fault};
    }
    expect_one_line("--by", given.who);
    if (trimmed(given.who).empty() || trimmed(given.why).empty()) {
        throw UsageError{"a decision needs the person who takes it (--by) and the reason (--why)"};
    }
    expect_one_line("--as", given.choice);
    expect_one_line("--why", given.why);
    workspace.decide({.cause = given.cause,
                      .choice = given.choice,
                      .by = given.who,
                      .why = given.why,
                      .at = {}});
    if (given.json) {
        print_json(Json{
            {"cause",  given.cause },
            {"choice", given.choice}
        });
    } else {
        fmt::print("Entered: {} as {}, by {}. The next pass applies it to {}.\n", given.cause,
                   given.choice, given.who, counted(waiting, "item"));
    }
    return Exit::clean;
}

} // namespace ferry::cli

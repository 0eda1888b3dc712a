#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <exception>
#include <limits>
#include <system_error>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/command.hpp"
#include "practice/layout.hpp"

namespace ferry::cli {
namespace {

/// One verb: what it is called, what it does, its options, and its function.
struct Verb {
    const char* name;
    const char* help;
    void (*options)(CLI::App& app, Arguments& into);
    Exit (*run)(const Arguments& given);
};

/// An empty word is what a script gives where its variable was never set.
std::string why_no_path(const std::string& word)
{
    return word.empty() ? "a path was expected, and nothing is given" : "";
}

/// CLI11 takes -1 for the largest number there is, and nothing for 0.
template <typename Number>
std::string why_no_number(const std::string& word)
{
    Number number{};
    const char* end = word.data() + word.size();
    const auto read = std::from_chars(word.data(), end, number);
    if (read.ec == std::errc{} && read.ptr == end) {
        return {};
    }
    return fmt::format("'{}' is no whole number from {} to {}", word,
                       std::numeric_limits<Number>::min(), std::numeric_limits<Number>::max());
}

void workspace_option(CLI::App& app, Arguments& into)
{
    app.add_option("W", into.workspace, "The workspace: a file path")
        ->required()
        ->check(why_no_path);
}

void practice_options(CLI::App& app, Arguments& into)
{
    app.add_option("--patients", into.patients, "How many patients")
        ->check(why_no_number<std::int64_t>)
        ->capture_default_str();
    app.add_option("--seed", into.seed, "The same seed makes the same bytes")
        ->check(why_no_number<std::uint64_t>)
        ->capture_default_str();
    app.add_option("--layout", into.layout, "Supplier's layout, one of those below")
        ->capture_default_str();
    app.add_option("--density", into.density, "How full the records are; 1 is a real practice")
        ->capture_default_str();
    app.add_option("--out", into.out, "Folder to write, which must not be there yet")
        ->required()
        ->check(why_no_path);
    std::string layouts = "Layouts:";
    for (const practice::Layout* layout : practice::layouts()) {
        layouts += fmt::format("\n  {:<14} {}", layout->name, layout->title);
    }
    app.footer(layouts);
}

void no_options(CLI::App& app, Arguments& into)
{
    static_cast<void>(app);
    static_cast<void>(into);
}

void targets_options(CLI::App& app, Arguments& into)
{
    app.add_flag("--dictionary", into.dictionary, "Print the targets' data dictionaries");
}

void adaptor_options(CLI::App& app, Arguments& into)
{
    app.add_option("DO", into.action,
                   "draft: looks at a folder of delimited files and writes a description; check: "
                   "says what is open in one")
        ->required();
    app.add_option("PATH", into.path, "draft: the folder; check: the description, FILE.yaml")
        ->required()
        ->check(why_no_path);
    app.add_option("--out", into.out, "draft: file to write, which must not be there yet")
        ->check(why_no_path);
    app.add_option("--extract", into.extract, "check: folder to hold the description against")
        ->check(why_no_path);
}

void new_options(CLI::App& app, Arguments& into)
{
    workspace_option(app, into);
    app.add_option("--source", into.source,
                   "Kind of source (see `ferry sources`), or a description, FILE.yaml")
        ->required();
    app.add_option("--target", into.target, "Target; see `ferry targets`")->required();
    app.add_option("--practice", into.practice, "ODS code of the practice that moves");
    app.add_option("--by", into.who, "Who begins it, for the event log of a description");
}

void pass_options(CLI::App& app, Arguments& into)
{
    workspace_option(app, into);
    app.add_option("--extract", into.extract,
                   "The extract: a folder, the zip archive that it came in, a backup, or a "
                   "database's address (postgresql://...)")
        ->required()
        ->check(why_no_path);
    app.add_option("--maps", into.maps, "Folder with code map releases; may be repeated")
        ->check(why_no_path);
    app.add_flag("--new-maps", into.new_maps,
                 "Take these maps in place of those the migration is held to");
    app.add_option("--description", into.description,
                   "The description of the source, where it is not where it was")
        ->check(why_no_path);
    app.add_flag("--new-description", into.new_description,
                 "Take it in place of the one the migration is held to");
    app.add_flag("--patients-gone", into.patients_gone,
                 "Many patients of the pass before have left: take their records out of the "
                 "target");
    app.add_option("--kind", into.kind, "rehearsal, recheck or final")->capture_default_str();
    app.add_option("--threads", into.threads,
                   "How many threads read, and how many map; as many as the machine can run at "
                   "once if not given. What comes of it is the same")
        ->check(CLI::Range(1, 8));
    app.add_option("--by", into.who, "Who runs it, for the event log");
}

void maps_options(CLI::App& app, Arguments& into)
{
    workspace_option(app, into);
    app.add_option("--against", into.against,
                   "Folder with other releases: shows what they would change, and changes "
                   "nothing; may be repeated")
        ->check(why_no_path);
}

void balance_options(CLI::App& app, Arguments& into)
{
    workspace_option(app, into);
    app.add_option("--pass", into.pass, "Which pass; the last one if not given")
        ->check(why_no_number<std::int64_t>);
    app.add_option("--by", into.by, "type, file or patient")->capture_default_str();
}

void decide_options(CLI::App& app, Arguments& into)
{
    workspace_option(app, into);
    app.add_option("CAUSE", into.cause, "The cause, as `ferry exceptions` names it")->required();
    app.add_option("--as", into.choice, "The choice, as `ferry exceptions` lists them")->required();
    app.add_option("--by", into.who, "Who decides")->required();
    app.add_option("--why", into.why, "Why")->required();
}

void record_options(CLI::App& app, Arguments& into)
{
    workspace_option(app, into);
    app.add_option("PATIENT", into.patient, "NHS number, or the source's own id")->required();
    app.add_option("--side", into.side, "source or target")->capture_default_str();
}

void explain_options(CLI::App& app, Arguments& into)
{
    workspace_option(app, into);
    app.add_option("--origin", into.origin, "FILE:LINE of the extract");
    app.add_option("--item", into.item, "The source's own id of an item");
    app.add_option("--target", into.target_key, "Key of an item in the target");
}

/// Every verb there is; help, and the tests of wrong use, follow this table.
// clang-format off
constexpr std::array verbs{
    Verb{"make-practice", "Writes a synthetic practice's extract", practice_options, make_practice},
    Verb{"sources", "Lists the kinds of source", no_options, list_sources},
    Verb{"targets", "Lists the kinds of target", targets_options, list_targets},
    Verb{"adaptor", "Drafts and checks the description of a supplier nobody has met",
         adaptor_options, adaptor},
    Verb{"new", "Starts a migration", new_options, make_workspace},
    Verb{"pass", "One pass: extract, profile, transform, import, reconcile", pass_options,
         run_pass},
    Verb{"balance", "Shows where every source item ended", balance_options, show_balance},
    Verb{"maps", "Explains the code maps: origin, version, assurance, what went through them",
         maps_options, show_maps},
    Verb{"profile", "Shows irregularities of the source", workspace_option, show_profile},
    Verb{"exceptions", "Shows what waits for a decision", workspace_option, show_exceptions},
    Verb{"decide", "Enters a decision", decide_options, decide},
    Verb{"reconcile", "Reads everything back and compares it", workspace_option, reconcile},
    Verb{"record", "Shows one patient's record", record_options, show_record},
    Verb{"explain", "Tells what became of a source item, or where a target item came from",
         explain_options, explain},
};
// clang-format on

Exit report(Exit status, std::string what)
{
    // One message is one line, whatever names and texts it quotes.
    std::ranges::replace(what, '\n', ' ');
    std::ranges::replace(what, '\r', ' ');
    static_cast<void>(std::fprintf(stderr, "ferry: %s\n", what.c_str())); // nowhere else to say it
    return status;
}

/// What was called wrongly, and where to read how it is done.
Exit report_usage(const CLI::App& app, const std::string& what)
{
    const auto subs = app.get_subcommands();
    const std::string verb = subs.empty() ? "" : subs.front()->get_name() + " ";
    return report(Exit::usage, what + "; see `ferry " + verb + "--help`");
}

/// Empty, or why the first word is no verb.
std::string wrong_verb(int count, const char* const* words)
{
    const std::string word = count < 2 ? "" : words[1];
    if (word == "-h" || word == "--help" ||
        std::ranges::any_of(verbs, [&](const Verb& verb) { return word == verb.name; })) {
        return {};
    }
    std::string names;
    for (const Verb& verb : verbs) {
        names += (names.empty() ? "" : ", ") + std::string{verb.name};
    }
    return (word.empty() ? "a verb is missing" : "'" + word + "' is no verb") + "; there are " +
           names;
}

} // namespace

int run(int count, const char* const* words)
{
    CLI::App app{"Ferry carries a GP practice's record from one clinical system to another."};
    app.require_subcommand(1);
    Arguments given;
    const Verb* chosen = nullptr;
    for (const Verb& verb : verbs) {
        CLI::App* sub = app.add_subcommand(verb.name, verb.help);
        sub->add_flag("--json", given.json, "Answer in JSON");
        verb.options(*sub, given);
        sub->callback([&chosen, &verb] { chosen = &verb; });
    }
    if (const std::string wrong = wrong_verb(count, words); !wrong.empty()) {
        return static_cast<int>(report_usage(app, wrong));
    }
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& wrong) {
        if (wrong.get_exit_code() == 0) { // it was a question for help
            return app.exit(wrong);
        }
        return static_cast<int>(report_usage(app, wrong.what()));
    }
    try {
        const Exit ended = chosen->run(given);
        if (std::fflush(stdout) != 0) { // on a full disk the answer is cut short
            throw Error{"the answer could not be written to standard output"};
        }
        return static_cast<int>(ended);
    } catch (const UsageError& wrong) {
        return static_cast<int>(report(Exit::usage, wrong.what()));
    } catch (const InputError& wrong) {
        return static_cast<int>(report(Exit::input, wrong.what()));
    } catch (const std::exception& failed) {
        return static_cast<int>(report(Exit::machinery, failed.what()));
    }
}

} // namespace ferry::cli

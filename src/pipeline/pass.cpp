#include "pipeline/pass.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>
#include <unordered_set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "archive/unpacked_extract.hpp"
#include "base/contains.hpp"
#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "pipeline/described.hpp"
#include "pipeline/doubles.hpp"
#include "pipeline/flow.hpp"
#include "pipeline/gone.hpp"
#include "pipeline/question.hpp"
#include "pipeline/stored_audit_trail.hpp"
#include "pipeline/targets.hpp"
#include "pipeline/unchanged.hpp"
#include "transform/rule_meanings.hpp"
#include "workspace/books.hpp"
#include "workspace/map_answers.hpp"

namespace ferry::pipeline {
namespace {

using workspace::CaseStore;
using workspace::Workspace;

/// Gives numbers out of the workspace and sees which organisation has most patients.
class Numbers final : public extract::CaseNumbers {
public:
    explicit Numbers(CaseStore& store) : store_{store} {}

    CaseNo number_of(const extract::Subject& subject) override
    {
        ++patients_[subject.organisation];
        return *cases_.insert(store_.number_of(subject)).first;
    }

    const std::unordered_set<CaseNo>& cases() const { return cases_; }

    std::int64_t patients() const
    {
        return std::accumulate(patients_.begin(), patients_.end(), std::int64_t{0},
                               [](std::int64_t sum, const auto& one) { return sum + one.second; });
    }

    std::string main_organisation() const
    {
        const auto most =
            std::ranges::max_element(patients_, {}, [](const auto& entry) { return entry.second; });
        return most == patients_.end() ? std::string{} : most->first;
    }

private:
    CaseStore& store_;
    std::map<std::string, std::int64_t> patients_;
    std::unordered_set<CaseNo> cases_;
};

std::vector<std::filesystem::path> paths_in(const std::string& lines)
{
    std::vector<std::filesystem::path> paths;
    for (const std::string_view line : split(lines, '\n')) {
        if (!line.empty()) {
            paths.emplace_back(line);
        }
    }
    return paths;
}

/// Where large releases are kept in the form they have in memory: beside the workspace.
std::filesystem::path maps_cache(const Workspace& workspace)
{
    return workspace.path().string() + ".maps";
}

std::string lines_of(const std::vector<std::filesystem::path>& paths)
{
    std::vector<std::string> lines;
    std::ranges::transform(paths, std::back_inserter(lines), [](const auto& path) {
        return std::filesystem::absolute(path).string();
    });
    return fmt::format("{}", fmt::join(lines, "\n"));
}

/// One pass on its way.
class PassRun {
public:
    PassRun(Workspace& workspace, PassOrder order)
        : workspace_{workspace}, order_{std::move(order)}, last_{workspace.pass()},
          map_folders_{maps_to_use()}, maps_{map_folders_, maps_cache(workspace)},
          recording_{maps_}, practice_{workspace, source_of(workspace), recording_,
                                       workspace.decisions()},
          store_{workspace}, unpacked_{order_.extract, workspace.path().string() + ".unpacked"}
    {
    }

    PassReport run();

private:
    std::vector<std::filesystem::path> maps_to_use() const;
    void check_maps();
    void begin(const std::string& maps, const std::string& layout);
    void keep_maps(const CodeCounts& codes);
    std::string inputs(const std::vector<extract::SourceFile>& files) const;
    void tell_books();
    PassReport repeat_last();
    std::string organisation_that_moves(const Numbers& numbers);
    FlowResult carry_from_extract();
    FlowResult carry_from_workspace();
    FlowParts parts();
    void ask_for_owners(std::string_view kind, IdOwners& owners);
    void finish(FlowResult& result);

    Workspace& workspace_;
    PassOrder order_;
    std::optional<workspace::Pass> last_;
    std::vector<std::filesystem::path> map_folders_;
    terminology::CodeMaps maps_;
    workspace::RecordingMaps recording_;
    Practice practice_;
    CaseStore store_;
    std::unique_ptr<load::Target> target_;
    archive::UnpackedExtract unpacked_;
    std::unique_ptr<extract::OpenExtract> extract_;
    workspace::Pass pass_;
};

/// The maps named now, else those of the last pass: a pass that forgets them would
/// silently degrade what was mapped before.
std::vector<std::filesystem::path> PassRun::maps_to_use() const
{
    return order_.maps.empty() && last_ ? paths_in(last_->maps) : order_.maps;
}

/// The terminology of a migration is frozen with the first pass that has one (R18). A folder
/// without any would leave every code as text.
void PassRun::check_maps()
{
    if (!map_folders_.empty() && maps_.catalogue().empty()) {
        throw InputError{fmt::format("{}: no file of a terminology release or of code maps in it; "
                                     "give the folder with the files as they were released, or "
                                     "none",
                                     lines_of(map_folders_))};
    }
    const auto frozen = workspace_.frozen_maps();
    if (frozen && !order_.new_maps && frozen->fingerprint != maps_.fingerprint()) {
        throw InputError{fmt::format(
            "{}: these maps are not those that this migration is held to since pass {} ({}, by "
            "{}); expected the same releases. Give these again, look with `ferry maps {} --against "
            "DIR` at what the others would change, or take them with --new-maps.",
            lines_of(map_folders_), frozen->pass, frozen->at, frozen->who,
            workspace_.path().string())};
    }
}

void PassRun::begin(const std::string& maps, const std::string& layout)
{
    pass_ = workspace_.begin_pass({.kind = order_.kind,
                                   .extract = order_.extract.string(),
                                   .maps = maps,
                                   .layout = layout,
                                   .program = program_digest()},
                                  order_.who);
    pass_.layout = layout;
    sql::Transaction transaction{workspace_.database()};
    for (const archive::Archive& archive : unpacked_.archives()) {
        workspace_.log(order_.who, "unpacked",
                       fmt::format("{}: {} files, {} bytes, SHA-256 {}", archive.name,
                                   archive.files, archive.bytes, archive.digest));
    }
    for (const std::string& remark : extract_->manifest().remarks) {
        workspace_.log(order_.who, "noted", remark);
    }
    transaction.commit();
}

std::string PassRun::inputs(const std::vector<extract::SourceFile>& files) const
{
    return inputs_of(workspace_, maps_, practice_, files);
}

PassReport PassRun::run()
{
    const auto begun = std::chrono::steady_clock::now();
    check_maps();
    const bool running = last_ && !last_->finished;
    extract::ExtractOrder order{.extract = unpacked_.folder(),
                                .archives = unpacked_.names(),
                                .spill_folder = workspace_.path().string() + ".spill",
                                .threads = order_.threads};
    order.first_file = workspace_.next_file_no(running ? std::optional{last_->no} : std::nullopt);
    extract_ = practice_.source().open(order);
    target_ = open_target(workspace_.migration().target);
    target_->claim(workspace_.migration().id);
    const bool known = last_ && is_known(workspace_, *last_, *extract_);
    if (known && last_->agrees && inputs(extract_->manifest().files) == last_->inputs &&
        is_whole(*target_, store_)) {
        return repeat_last();
    }
    begin(lines_of(map_folders_), extract_->manifest().layout);
    FlowResult result = known ? carry_from_workspace() : carry_from_extract();
    finish(result);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    result.report.busy.whole = took.count();
    return std::move(result.report);
}

PassReport PassRun::repeat_last()
{
    begin(last_->maps, last_->layout);
    pass_.inputs = last_->inputs;
    pass_.files_of = last_->files_of;
    pass_.same_as = last_->same_as.value_or(last_->no);
    pass_.reconciled = last_->reconciled;
    pass_.organisation = last_->organisation;
    sql::Transaction transaction{workspace_.database()};
    workspace_.finish_pass(pass_, order_.who);
    transaction.commit();
    PassReport report{.pass = pass_.no, .unchanged = true};
    report.patients = store_.patient_count();
    return report;
}

FlowParts PassRun::parts()
{
    return {.workspace = workspace_,
            .store = store_,
            .practice = practice_,
            .target = *target_,
            .today = workspace::now().substr(0, 10),
            .pass = pass_.no,
            .anew = last_ && !last_->agrees,
            .again = pass_.again,
            .threads = order_.threads};
}

/// Whose record the migration carries: once a pass has ended it is held to that, whatever other
/// patients an extract has; else the organisation of most of them.
std::string PassRun::organisation_that_moves(const Numbers& numbers)
{
    const auto finished = workspace_.pass(pass_.no - 1);
    return finished && !finished->organisation.empty() ? finished->organisation
                                                       : numbers.main_organisation();
}

FlowResult PassRun::carry_from_extract()
{
    Numbers numbers{store_};
    FlowParts flow = parts();
    flow.cases_expected = [&] { return numbers.patients(); };
    flow.start = [&](const extract::Case& directory) {
        check_gone(store_, pass_.no, numbers.cases(), order_.patients_gone);
        workspace_.set_files(pass_.no, extract_->manifest());
        workspace_.start_storing(pass_.no);
        pass_.organisation = organisation_that_moves(numbers);
        practice_.start(extract_->manifest().files, directory, pass_.organisation);
    };
    return run_flow(flow, [&](extract::CaseSink& sink) { extract_->sort(numbers, sink); });
}

/// The extract is known: its cases stand in the workspace and need no sorting.
FlowResult PassRun::carry_from_workspace()
{
    pass_.files_of = last_->files_of;
    Workspace reading{workspace_.path()}; // a connection of its own for the feeding thread
    CaseStore cases{reading};
    pass_.organisation = last_->organisation;
    const auto files = workspace_.files();
    const std::int64_t all = store_.count();
    FlowParts flow = parts();
    flow.cases_expected = [all] { return all; };
    flow.start = [&](const extract::Case& directory) {
        workspace_.start_storing(pass_.no);
        practice_.start(files, directory, pass_.organisation);
    };
    return run_flow(flow, [&](extract::CaseSink& sink) {
        cases.each(
            [&](workspace::StoredCase&& stored) { return sink.take(std::move(stored.source)); });
    });
}

void PassRun::ask_for_owners(std::string_view kind, IdOwners& owners)
{
    if (const auto shared = owners.shared()) {
        const auto first = store_.summary(shared->one_of);
        workspace_.ask(pass_.no, question_of_pass(pass_.no, kind, shared->count,
                                                  first ? first->source_id : std::string{}));
    }
}

void PassRun::finish(FlowResult& result)
{
    target_->finish();
    sql::Transaction transaction{workspace_.database()};
    store_.note_losses(pass_.no);
    if (pass_.files_of == pass_.no) { // an extract of its own, and not the one before again
        for (const extract::Question& question : ask_for_losses(workspace_, store_, pass_.no)) {
            workspace_.ask(pass_.no, question);
        }
        ask_for_owners("two_owners", result.owners.appointments);
        ask_for_owners("two_records", result.owners.entries);
    }
    const std::int64_t emptied = store_.losses(pass_.no, pass_.no).emptied.count;
    result.report.removed = store_.remove_others(pass_.no) + emptied;
    find_doubles(store_, practice_.concepts());
    keep_maps(result.codes);
    recording_.store(workspace_);
    workspace::close_books(workspace_, pass_.no);
    pass_.inputs = inputs(workspace_.files(pass_.files_of));
    pass_.reconciled = reconcile::counts_of(result.report.reconciled);
    pass_.agrees = result.report.reconciled.clean();
    workspace_.finish_pass(pass_, order_.who);
    tell_books();
    transaction.commit();
    result.report.pass = pass_.no;
}

/// Before the pass is finished: one that is cut off meanwhile is run again, and tells them then.
void PassRun::tell_books()
{
    std::vector<load::LeftOut> all;
    for (const workspace::LeftOutRow& row : workspace::left_out(workspace_)) {
        all.push_back({.type = std::string{name_of(row.type)},
                       .outcome = std::string{name_of(row.outcome)},
                       .reason = row.rule,
                       .count = row.count});
    }
    std::vector<load::RuleMeaning> rules;
    for (const transform::RuleMeaning& rule : transform::rule_meanings()) {
        rules.push_back({.name = rule.name, .meaning = rule.meaning});
    }
    const std::vector<std::string> met = store_.rules();
    for (const std::string& name : met) {
        if (!contains(rules, name, &load::RuleMeaning::name)) {
            rules.push_back(
                {.name = name,
                 .meaning = "Named by the source's adaptor, which says when it holds."});
        }
    }
    StoredAuditTrail audit_trail{workspace_, practice_.source()};
    target_->tell_books({.left_out = all, .rules = rules, .audit_trail = audit_trail});
}

/// The catalogue of the maps and what went through each (R22, R112).
void PassRun::keep_maps(const CodeCounts& codes)
{
    std::vector<workspace::MapFile> used;
    for (const terminology::CatalogueEntry& entry : maps_.catalogue()) {
        used.push_back({.name = entry.file,
                        .what = std::string{facts(entry.kind).title},
                        .version = entry.version,
                        .rows = entry.rows,
                        .digest = entry.digest,
                        .kind = std::string{facts(entry.kind).name},
                        .purpose = std::string{facts(entry.kind).purpose},
                        .active = entry.active,
                        .assured = entry.assured,
                        .odd_ids = entry.odd_ids});
    }
    std::vector<std::string> notes = maps_.modules().unmet();
    for (const terminology::IgnoredFile& file : maps_.ignored()) {
        notes.push_back(fmt::format("{} was not read: {}", file.path.string(), file.reason));
    }
    workspace_.set_maps(pass_.no, used, notes);
    workspace_.set_map_uses(pass_.no, codes.uses(), codes.standings(maps_));
    const auto frozen = workspace_.frozen_maps();
    if (!used.empty() && (!frozen || frozen->fingerprint != maps_.fingerprint())) {
        workspace_.freeze_maps(
            {.fingerprint = maps_.fingerprint(), .pass = pass_.no, .at = {}, .who = order_.who});
    }
}

} // namespace

PassReport run_pass(Workspace& workspace, const PassOrder& order)
{
    const FileLock alone{workspace.path().string() + ".lock",
                         fmt::format("{}: another pass of this migration is running; wait for its "
                                     "end, or stop it and run this one again",
                                     workspace.path().string())};
    workspace.prove_log();
    settle_description(
        workspace,
        {.file = order.description, .take_new = order.new_description, .who = order.who});
    return PassRun{workspace, order}.run();
}

} // namespace ferry::pipeline

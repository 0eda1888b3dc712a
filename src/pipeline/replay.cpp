#include "pipeline/replay.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/progress.hpp"
#include "extract/place.hpp"
#include "pipeline/described.hpp"
#include "pipeline/record_digest.hpp"
#include "pipeline/targets.hpp"
#include "reconcile/comparison.hpp"
#include "workspace/books.hpp"

namespace ferry::pipeline {

Replay::Replay(workspace::Workspace& workspace)
    : Replay{workspace, workspace::finished_pass(workspace), nullptr}
{
}

Replay::Replay(workspace::Workspace& workspace, const terminology::Maps& maps)
    : Replay{workspace, workspace::finished_pass(workspace), &maps}
{
}

Replay::Replay(workspace::Workspace& workspace, const workspace::Pass& pass,
               const terminology::Maps* others)
    : store_{workspace}, recorded_{others == nullptr
                                       ? std::make_unique<workspace::RecordedMaps>(workspace)
                                       : nullptr},
      practice_{workspace, source_of(workspace, pass.no), others == nullptr ? *recorded_ : *others,
                workspace.decisions(pass.decisions)},
      files_{workspace.files()}
{
    auto directory = store_.get(directory_case);
    if (!directory) {
        throw Error{"the workspace is damaged: it has no directory"};
    }
    directory_ = std::move(*directory);
    practice_.start(files_, directory_.source, pass.organisation);
}

std::string Replay::place_of(const extract::RawRow& row) const
{
    return extract::place_in(files_, row).value_or(fmt::format("?:{}", row.line));
}

reconcile::Report reconcile_all(workspace::Workspace& workspace, std::string_view who)
{
    workspace.prove_log();
    Replay replay{workspace};
    const auto target = open_to_read(workspace.migration().target);
    const auto reader = target->reader();
    reconcile::Comparison comparison{*reader, &replay.mapper().directory().record};
    reconcile::Report report;
    std::vector<CaseNo> expected;
    Progress progress{"reconcile", "cases", replay.store().count()};
    replay.store().each([&](workspace::StoredCase&& stored) {
        progress.advance(1);
        const auto mapped = transform::read_case(replay.mapper(), stored.source);
        if (!mapped->record.items().empty()) {
            expected.push_back(stored.source.no);
            const std::string patient =
                stored.source.no == directory_case ? "directory" : stored.source.subject.patient;
            const std::string mark = record_digest(mapped->record);
            comparison.compare({.case_no = stored.source.no, .patient = patient, .mark = mark},
                               mapped->record, report);
        }
        return true;
    });
    comparison.find_strangers(expected, report);
    comparison.check_owner(workspace.migration().id, report);
    workspace.note_agreement(report.clean(), who, reconcile::counts_of(report));
    return report;
}

} // namespace ferry::pipeline

#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "pipeline/practice.hpp"
#include "reconcile/report.hpp"
#include "workspace/map_answers.hpp"

namespace ferry::pipeline {

/// Reads raw cases again exactly as the last finished pass did: with its files, its
/// map answers and its decisions. Needs neither the extract nor the maps.
class Replay {
public:
    /// Throws UsageError where no pass has finished yet.
    explicit Replay(workspace::Workspace& workspace);
    /// The same, but with other maps in place of what those of the pass answered.
    /// \pre `maps` outlives the object.
    Replay(workspace::Workspace& workspace, const terminology::Maps& maps);

    workspace::CaseStore& store() { return store_; }
    const transform::Mapper& mapper() const { return practice_.mapper(); }
    const transform::Rules& rules() const { return practice_.rules(); }
    /// FILE:LINE of a raw row; "?" for a file that the workspace did not have.
    std::string place_of(const extract::RawRow& row) const;

private:
    Replay(workspace::Workspace& workspace, const workspace::Pass& pass,
           const terminology::Maps* others);

    workspace::CaseStore store_;
    std::unique_ptr<workspace::RecordedMaps> recorded_; ///< where no other maps were given
    Practice practice_;
    std::vector<extract::SourceFile> files_;
    workspace::StoredCase directory_;
};

/// Reads every case back from the target and compares it with what the raw cases
/// say, made into records anew. Changes nothing in the target; the workspace notes whether it
/// agreed, so that the next pass imports anew what does not.
reconcile::Report reconcile_all(workspace::Workspace& workspace, std::string_view who);

} // namespace ferry::pipeline

#pragma once

#include <string>
#include <vector>

#include "extract/source.hpp"
#include "load/target.hpp"
#include "pipeline/practice.hpp"
#include "terminology/code_maps.hpp"
#include "workspace/case_store.hpp"

/// Is there anything to do? What the last pass read need not be sorted again, and where nothing
/// else has changed either, nothing at all need be done again.
namespace ferry::pipeline {

/// Changes if anything does that the result of a pass follows from, but for the program: its
/// maps, its decisions, its description, its target and its files.
std::string inputs_of(workspace::Workspace& workspace, const terminology::CodeMaps& maps,
                      const Practice& practice, const std::vector<extract::SourceFile>& files);

/// Whether the cases of this extract stand in the workspace as they would be sorted now: the
/// last pass is finished, and the same program read the same files by the same description.
/// Where it may be so, the files have their digests afterwards.
bool is_known(workspace::Workspace& workspace, const workspace::Pass& last,
              extract::OpenExtract& extract);

/// Whether the target holds every record that the books say it does.
bool is_whole(load::Target& target, workspace::CaseStore& store);

} // namespace ferry::pipeline

#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "extract/manifest.hpp"
#include "workspace/case_store.hpp"

/// Patients who were carried before and are not in the extract at hand, or of whom it has less.
/// What it lacks leaves the target, which nobody decided: so a person is asked (ADR 0021).
namespace ferry::pipeline {

/// Throws InputError where so many patients are gone that the extract may hold changes only, or
/// have been cut short; `expected` says that a person knows they are gone. \pre nothing of the
/// pass is stored yet
void check_gone(workspace::CaseStore& store, std::int64_t pass,
                const std::unordered_set<CaseNo>& here, bool expected);

/// The questions of a pass on what its extract lacks of what the one before had, and on what was
/// lost before that, is not there again and nobody has accepted.
std::vector<extract::Question> ask_for_losses(workspace::Workspace& workspace,
                                              workspace::CaseStore& store, std::int64_t pass);

} // namespace ferry::pipeline

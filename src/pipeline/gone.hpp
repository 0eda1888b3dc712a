#pragma once

#include <cstdint>
#include <optional>
#include <unordered_set>
#include <vector>

#include "extract/manifest.hpp"
#include "workspace/case_store.hpp"

/// Patients who were carried before and are not in the extract at hand, or of whom it has less.
/// What it lacks leaves the target, which nobody decided: so a person is asked (ADR 0021).
namespace ferry::pipeline {

/// The question for this pass, if any patient is gone. Throws InputError where so many are
/// that the extract may hold changes only, or have been cut short; `expected` says that a
/// person knows they are gone. \pre nothing of the pass is stored yet
std::optional<extract::Question> ask_for_gone(workspace::CaseStore& store, std::int64_t pass,
                                              const std::unordered_set<CaseNo>& here,
                                              bool expected);

/// The questions of a pass on what its extract lacks of patients whom it still has.
std::vector<extract::Question> ask_for_shrunk(const workspace::Shrinking& lost, std::int64_t pass);

} // namespace ferry::pipeline

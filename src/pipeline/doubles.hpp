#pragma once

#include "transform/mapper.hpp"
#include "workspace/case_store.hpp"

namespace ferry::pipeline {

/// Puts the irregularities that show only between patients, and between codes, in place of those
/// of the pass before: persons who are there twice, ids in two organisations, codes alike but for
/// case. \pre a transaction is open, and the summaries of all patients stand in the workspace
void find_doubles(workspace::CaseStore& store, const transform::Concepts& concepts);

} // namespace ferry::pipeline

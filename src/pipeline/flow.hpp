#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "load/target.hpp"
#include "pipeline/code_counts.hpp"
#include "pipeline/owners.hpp"
#include "pipeline/pass.hpp"
#include "pipeline/practice.hpp"
#include "workspace/case_store.hpp"

namespace ferry::pipeline {

/// Where the raw cases of a flow come from, in order: directory, unattached, patients.
using CaseFeed = std::function<void(extract::CaseSink& sink)>;

/// What a flow needs besides its cases.
struct FlowParts {
    workspace::Workspace& workspace;
    workspace::CaseStore& store;
    Practice& practice;
    load::Target& target;
    /// Called once, when the directory has come and before anything is stored: makes
    /// the practice's mapper. \pre the directory outlives the flow.
    std::function<void(const extract::Case& directory)> start;
    std::function<std::int64_t()> cases_expected; ///< known once the first case has come
    std::string today;
    std::int64_t pass = 0;
    bool anew = false;       ///< every case is imported, whatever its mark says
    bool again = false;      ///< the pass was cut off: the target may hold what no book tells
    std::size_t threads = 0; ///< that map; 0: as many as the machine can run at once
};

/// What came of it.
struct FlowResult {
    PassReport report;
    std::vector<CaseNo> with_items; ///< cases of which something stands in the target
    CodeCounts codes;               ///< of all records
    Owners owners;                  ///< the same
};

/// Takes every case from its raw rows to the compared read-back. Four jobs, each with a
/// thread of its own, and bounded queues between them:
///
///   feed -> [raw] -> map -> [mapped] -> import and books -> [imported] -> read back
///
/// Cases are mapped by several threads and imported in the order in which they were fed, so
/// that no number depends on how fast a thread was.
///
/// A case is imported whole in one transaction together with its mark; its books
/// follow in the workspace. Whatever is cut off between the two is done again by the
/// next run, with the same result.
FlowResult run_flow(const FlowParts& parts, const CaseFeed& feed);

} // namespace ferry::pipeline

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "reconcile/report.hpp"
#include "workspace/workspace.hpp"

namespace ferry::pipeline {

/// What one pass is to do.
struct PassOrder {
    std::filesystem::path extract;
    std::vector<std::filesystem::path> maps; ///< folders of code map releases
    std::string kind = "rehearsal";
    std::string who;       ///< for the event log
    bool new_maps = false; ///< take these maps in place of those the migration is held to
    std::filesystem::path description = {}; ///< the source's, where it moved to another place
    bool new_description = false; ///< take it in place of the one the migration is held to
    bool patients_gone = false;   ///< many patients of the pass before may be missing (ADR 0021)
    std::size_t threads = 0; ///< that read and that map; 0: as many as the machine can run at once
};

/// How long each part of the flow was busy, in seconds. Parts run side by side; those of
/// several threads are added up.
struct BusySeconds {
    double extract = 0, map = 0, import = 0, read_back = 0, whole = 0;
};

/// What one pass did.
struct PassReport {
    std::int64_t pass = 0;
    bool unchanged = false;    ///< nothing to do: the same as the pass before
    std::int64_t patients = 0; ///< whom the extract has, held ones too
    std::int64_t imported = 0; ///< cases whose record is new or changed in the target
    std::int64_t removed = 0;  ///< cases that the extract no longer has
    reconcile::Report reconciled;
    BusySeconds busy;
};

/// Carries the practice once: extract, transform, import, read back, compare, and
/// the books of all of it. Can be killed at any moment and run again: the end state
/// is the same (ADR 0011).
PassReport run_pass(workspace::Workspace& workspace, const PassOrder& order);

} // namespace ferry::pipeline

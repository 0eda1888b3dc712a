#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <tuple>
#include <vector>

#include "terminology/code_maps.hpp"
#include "workspace/workspace.hpp"

namespace ferry::pipeline {

/// How entries with one code come across.
struct CodeOutcome {
    std::string outcome; ///< carried, converted, degraded, held or left
    std::string type;    ///< of the item: observation, immunisation ...
    std::string system;  ///< URI of the code to act on; empty where it is held
    std::string code;
    std::string display;
    std::string rule;

    friend bool operator<(const CodeOutcome& one, const CodeOutcome& other)
    {
        const auto said = [](const CodeOutcome& it) {
            return std::tie(it.outcome, it.type, it.system, it.code, it.display, it.rule);
        };
        return said(one) < said(other);
    }
};

/// Entries that would come across otherwise.
struct MapChange {
    std::string code; ///< the source's own code
    std::string term; ///< the original term
    CodeOutcome now;
    CodeOutcome then;
    std::int64_t items = 0; ///< source items
};

/// What other maps would change in a migration.
struct MapChanges {
    std::vector<terminology::CatalogueEntry> maps; ///< the other maps
    bool same = false;                             ///< they say what the frozen ones say
    std::int64_t items = 0;                        ///< source items that would change
    std::int64_t codes = 0;                        ///< the source's own codes they have
    std::vector<MapChange> changes;                ///< most items first
};

/// Reads every case of the last pass once more with the maps in `folders`, with the same
/// decisions, and compares each source item's code, kind and outcome. Changes nothing.
MapChanges changes_with(workspace::Workspace& workspace,
                        const std::vector<std::filesystem::path>& folders);

} // namespace ferry::pipeline

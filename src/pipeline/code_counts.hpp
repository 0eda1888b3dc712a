#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "load/target.hpp"
#include "record/record.hpp"
#include "terminology/code_maps.hpp"
#include "workspace/workspace.hpp"

namespace ferry::pipeline {

/// How often each concept of a practice is used, and by which rule it came across: what
/// the catalogue of maps tells (R22, R112). Belongs to one thread.
class CodeCounts {
public:
    /// Counts the codes of every item of a record.
    void add(const Record& record);

    /// The concepts that any item names.
    load::ConceptKeys concepts() const;

    /// How many coded entries each rule decided.
    std::vector<workspace::MapUse> uses() const;

    /// The codes in use that `maps` holds inactive, or that dm+d changed or has not got.
    std::vector<workspace::CodeStanding> standings(const terminology::CodeMaps& maps) const;

private:
    std::unordered_map<const Concept*, std::int64_t> counts_;
};

} // namespace ferry::pipeline

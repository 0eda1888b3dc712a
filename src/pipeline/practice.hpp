#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pipeline/sources.hpp"
#include "terminology/code_maps.hpp"
#include "workspace/case_store.hpp"

namespace ferry::pipeline {

/// What cases of one practice are read with: maps, decisions, the books of rules and
/// causes, and the mapper once the directory is known.
class Practice {
public:
    /// \pre `maps` outlives the object.
    Practice(workspace::Workspace& workspace, SourceKind source, const terminology::Maps& maps,
             transform::DecisionBook decisions);

    /// Makes the mapper. \pre `directory` outlives the object.
    void start(const std::vector<extract::SourceFile>& files, const extract::Case& directory,
               std::string organisation);

    const transform::Mapper& mapper() const { return *mapper_; }
    const transform::Rules& rules() const { return rules_; }
    const transform::Concepts& concepts() const { return concepts_; }
    const SourceKind& source() const { return source_; }

    /// Changes if a decision does.
    std::string decisions_digest() const { return decisions_.digest(); }

private:
    SourceKind source_;
    std::string practice_;
    const terminology::Maps& maps_;
    transform::DecisionBook decisions_;
    transform::Rules rules_;
    transform::Causes causes_;
    transform::Concepts concepts_;
    std::vector<extract::SourceFile> files_;
    std::unique_ptr<transform::Mapper> mapper_;
};

} // namespace ferry::pipeline

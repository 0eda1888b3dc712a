#pragma once

#include <map>

#include "load/closed_books.hpp"
#include "pipeline/sources.hpp"
#include "workspace/case_store.hpp"

namespace ferry::pipeline {

/// The rows that the last pass left by the policy for audit trails, read again from the
/// raw cases of the workspace. What an extract of Ferry's own handed on is told as it first
/// stood, so that an audit trail stays the same however often it is carried.
class StoredAuditTrail final : public load::AuditTrail {
public:
    /// \pre both outlive the object.
    StoredAuditTrail(workspace::Workspace& workspace, const SourceKind& source);

    void each_file(const std::function<void(const load::AuditFile&)>& take) override;
    void each_row(const std::function<void(const load::AuditRow&)>& take) override;

private:
    using TakeRow = std::function<void(const extract::SourceFile&, const extract::RawRow&)>;
    void each_left(const workspace::StoredCase& stored, const TakeRow& take) const;

    const SourceKind& source_;
    workspace::Workspace& workspace_;
    workspace::CaseStore store_;
    std::vector<std::string> rules_;
    std::map<extract::FileNo, extract::SourceFile> files_;
};

} // namespace ferry::pipeline

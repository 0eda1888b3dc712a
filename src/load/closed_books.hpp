#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "record/record.hpp"

/// What the closed books of a pass tell those who read the target without Ferry.
namespace ferry::load {

/// Source items of one kind that are not in the target, and why.
struct LeftOut {
    std::string type;    ///< the item type they count as
    std::string outcome; ///< held or left
    std::string reason;  ///< the policy, the kind of cause, or "decision"
    std::int64_t count = 0;
};

/// What a rule means whose name stands in the target or among what was left out.
struct RuleMeaning {
    std::string_view name;
    std::string_view meaning;
};

/// A file of the source that holds rows of the audit trail.
struct AuditFile {
    std::string_view name;
    std::string_view header; ///< its first row, as UTF-8; empty where rows need none
};

/// One row of the source's audit trail.
struct AuditRow {
    CaseNo case_no = 0;
    std::string_view file; ///< the name of an AuditFile
    std::int64_t line = 0;
    std::string_view text;    ///< as it stood, without the line end, but in UTF-8
    std::string_view charset; ///< in which it stood: utf-8 or windows-1252
};

/// The audit trail of the source, told anew each time it is asked for. Holds one case in
/// memory, whatever the size of the whole.
class AuditTrail {
public:
    virtual ~AuditTrail() = default;
    /// Each file once. What `take` is given lives until it returns.
    virtual void each_file(const std::function<void(const AuditFile&)>& take) = 0;
    /// Each row once, case by case, in the order of its file. The same holds.
    virtual void each_row(const std::function<void(const AuditRow&)>& take) = 0;
};

/// All of it. \pre what it refers to outlives it.
struct ClosedBooks {
    std::span<const LeftOut> left_out;
    std::span<const RuleMeaning> rules;
    AuditTrail& audit_trail;
};

} // namespace ferry::load

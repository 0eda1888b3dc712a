#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/outcome.hpp"
#include "workspace/workspace.hpp"

/// What the books of a workspace answer: the balance, the causes, the findings.
namespace ferry::workspace {

/// The last pass that stored anything, or the one asked for, finished or cut off. Throws
/// UsageError where there is none.
Pass pass_that_ran(Workspace& workspace, std::optional<std::int64_t> wanted = std::nullopt);

/// The same. Throws UsageError too where it was cut off.
Pass finished_pass(Workspace& workspace, std::optional<std::int64_t> wanted = std::nullopt);

enum class BalanceBy : std::uint8_t { type, file, patient };

/// How many source items there are and where they ended.
struct BalanceRow {
    std::string key;
    std::int64_t extracted = 0;
    std::array<std::int64_t, outcomes.size()> by_outcome{};

    std::int64_t accounted() const;
    bool balanced() const { return extracted == accounted(); }
};

struct Balance {
    std::int64_t pass = 0;
    BalanceRow total;
    std::vector<BalanceRow> rows;
    /// Files whose rows as counted while reading are not what the books hold.
    std::vector<std::string> breaches;

    bool balanced() const;
};

/// The conservation table. By type or file of any finished pass; by patient of the
/// last. What was extracted is counted by the manifest and by the raw cases, what
/// became of it by the ledger: two books that have to agree (ADR 0002).
Balance balance(Workspace& workspace, BalanceBy by, std::optional<std::int64_t> wanted);

/// Writes the balance of a pass, so that later passes can be compared with it.
/// \pre a transaction is open.
void close_books(Workspace& workspace, std::int64_t pass);

/// Source items that are not in the target, by type, outcome and rule: what the ledger
/// holds now.
struct LeftOutRow {
    ItemType type{};
    Outcome outcome{};
    std::string rule;
    std::int64_t count = 0;
};
std::vector<LeftOutRow> left_out(Workspace& workspace);

/// The files of which some row ended by this rule, ascending.
std::vector<extract::FileNo> files_with(Workspace& workspace, std::string_view rule);

struct CauseRow {
    std::string id, kind, what, state; ///< state: held, degraded, left, converted, question
    std::int64_t count = 0;
    std::vector<std::string> samples;
    std::string decision; ///< the choice in force; "" if none
};

/// Causes with items that wait, causes of degraded items, and questions about the
/// extract, the most frequent first.
std::vector<CauseRow> causes(Workspace& workspace);

/// How many questions about the last extract nobody has accepted.
std::int64_t open_questions(Workspace& workspace);

struct FindingRow {
    std::string kind;
    std::int64_t count = 0;
    std::vector<std::string> items;
};

std::vector<FindingRow> findings(Workspace& workspace);

} // namespace ferry::workspace

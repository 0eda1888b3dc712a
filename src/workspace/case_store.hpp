#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/source.hpp"
#include "profile/profile.hpp"
#include "transform/mapper.hpp"
#include "workspace/workspace.hpp"

namespace ferry::workspace {

/// Everything a pass found out about one case, ready to be stored.
struct CaseResult {
    extract::Case source;
    std::size_t bytes = 0; ///< of the source's rows and of the record's contents
    std::shared_ptr<const transform::Mapped> mapped;
    std::string packed;
    std::string record_digest;
    std::vector<profile::Finding> findings;
    std::optional<profile::Person> patient; ///< kept for lists and for finding doubles
};

/// The number of a fate's cause in the workspace; 0: none.
using CauseNo = std::uint32_t;

/// What became of one raw row, as stored.
struct StoredFate {
    Outcome outcome{};
    ItemType type{};
    transform::RuleNo rule = 0;
    ItemNo item = -1;
    CauseNo cause = 0;
};

/// A case as it stands in the workspace.
struct StoredCase {
    extract::Case source;
    std::vector<StoredFate> fates;
};

/// What an extract lacks of what an earlier one had.
struct Losses {
    struct Loss {
        std::int64_t count = 0;
        std::string sample; ///< a patient, as the source calls them, or "the practice itself"
    };
    Loss patients; ///< who are not in it at all
    Loss rows;     ///< of the patients who are, and of the practice, told by their ids
    Loss emptied;  ///< patients who are, and of whom nothing goes to the target any more
};

/// The cases of a workspace and their books. One writer at a time. A case is given back only
/// if its files and rules are in the books; throws Error where the workspace is damaged.
class CaseStore : public extract::CaseNumbers {
public:
    explicit CaseStore(Workspace& workspace);

    /// Numbers are given in the order of asking and kept for ever.
    CaseNo number_of(const extract::Subject& subject) override;

    /// Puts the case, its fates, its part of the ledger, its causes and findings in
    /// place of what stood there. Rules and causes are numbered in the order in which cases
    /// are put. \pre a transaction is open; `rules` is the same each time and outlives the
    /// store.
    void put(std::int64_t pass, const CaseResult& result, const transform::Rules& rules);

    /// The patients' cases that the last finished pass had and this one has not put. Others may
    /// have come with a pass that was cut off.
    std::vector<CaseNo> gone(std::int64_t pass);
    /// Notes what else the last finished pass had and this one has not than was noted when its
    /// cases were put. \pre a transaction is open, all cases are put and none is removed
    void note_losses(std::int64_t pass);
    /// What was noted as lost in the pass `since` and is not there in this one, which may be the
    /// same. \pre all cases are put
    Losses losses(std::int64_t since, std::int64_t pass);

    /// The patients' cases that this pass did not put.
    std::vector<CaseNo> others(std::int64_t pass);
    /// Takes away the books of every case that this pass did not put, and says how many
    /// patients these were. \pre a transaction is open.
    std::int64_t remove_others(std::int64_t pass);

    /// All cases in ascending order, the directory and the unattached case first.
    void each(const std::function<bool(StoredCase&&)>& take);
    /// The same for those of which some row ended by this rule.
    void each_with(std::string_view rule, const std::function<bool(StoredCase&&)>& take);
    std::optional<StoredCase> get(CaseNo case_no, std::int32_t part = 0);
    /// How many there are: a case in parts counts as often as it has parts.
    std::int64_t count();
    /// The marks with which records stand in the target, of all cases that have any item.
    void each_mark(const std::function<bool(CaseNo, std::string_view)>& take);

    /// Every patient's case number and source id.
    std::map<CaseNo, std::string> patients();
    std::int64_t patient_count();
    /// The cases of the patients with this NHS number or source id, or with the source id
    /// behind their organisation's: "ORGANISATION/ID".
    std::vector<CaseNo> find_patient(std::string_view id);
    /// Who the case is about; empty for the directory and the unattached case.
    extract::Subject subject(CaseNo case_no);
    std::optional<profile::Person> summary(CaseNo case_no);
    /// All of whom there is a summary, in the order of their cases.
    std::vector<profile::Person> persons();
    /// Source ids that patients of several organisations have.
    std::vector<std::string> ids_in_two_organisations();
    /// Puts the findings that are of no single case in place of those of the pass before.
    /// \pre a transaction is open.
    void set_findings_between(const std::vector<profile::Finding>& findings);

    /// The rules stored, in the order of their numbers.
    std::vector<std::string> rules();
    /// The cause with this number; "" for none.
    std::string cause(CauseNo no);

private:
    void note_shrinking(std::int64_t pass, const CaseResult& result);
    void put_ledger(const CaseResult& result);
    void put_causes(const CaseResult& result);
    void put_findings(const CaseResult& result);
    void put_finding(CaseNo case_no, const profile::Finding& finding);
    std::string pack_fates(const CaseResult& result);
    CauseNo number_of(const transform::Cause& cause);
    void say(CauseNo no, const std::string& what);
    transform::RuleNo number_of(transform::RuleNo rule);
    void clear(CaseNo case_no, std::int32_t part);
    StoredCase read(const sql::Statement& row);
    void check(const StoredCase& stored);
    bool has_file(extract::FileNo file);
    bool has_rule(transform::RuleNo rule);
    [[noreturn]] void refuse(const std::string& what) const;

    Workspace& workspace_;
    sql::Database& database_;
    std::map<std::string, CauseNo, std::less<>> causes_;
    std::unordered_map<const transform::Cause*, CauseNo> causes_met_;
    std::map<CauseNo, std::vector<std::string>> words_; ///< of causes met
    std::map<extract::FileNo, std::string> file_names_;
    std::map<std::string, transform::RuleNo, std::less<>> rules_; ///< numbers as stored
    std::set<extract::FileNo> files_; ///< that are known to be in the books
    std::size_t rules_there_ = 0;     ///< how many are known to be in the books
    const transform::Rules* rules_met_ = nullptr;
    std::vector<transform::RuleNo> stored_; ///< the stored numbers of rules met
    sql::Statement find_subject_, add_subject_;
    sql::Statement find_case_, keep_before_, find_before_, note_lost_, put_case_, put_ledger_,
        put_cause_, put_finding_, put_patient_;
};

} // namespace ferry::workspace

#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "extract/case.hpp"
#include "extract/manifest.hpp"
#include "record/record.hpp"
#include "terminology/code_maps.hpp"
#include "transform/cause.hpp"
#include "transform/decisions.hpp"

/// What a source adaptor offers to the transform stage: reading a case into the
/// record, and saying of every raw row what became of it.
namespace ferry::transform {

/// A rule's number in its workspace.
using RuleNo = std::uint16_t;

/// The names of all rules met. May be used by several threads.
class Rules {
public:
    RuleNo number(std::string_view name);
    std::string name(RuleNo no) const;
    std::vector<std::string> names() const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, RuleNo, std::less<>> numbers_;
    std::vector<std::string> names_;
};

/// All concepts of a practice, each once. May be used by several threads.
class Concepts {
public:
    /// The concept that says this; its key is filled in. Lives as long as the object.
    const Concept& keep(Concept value);

    /// Every concept kept, in the order of keys.
    std::vector<const Concept*> all() const;

private:
    mutable std::mutex mutex_;
    std::map<std::int64_t, std::unique_ptr<const Concept>> concepts_;
};

/// What became of one source item.
struct RowFate {
    Outcome outcome = Outcome::held;
    ItemType type = ItemType::observation;
    RuleNo rule = 0;
    ItemNo item = -1;             ///< the record item it went into; -1: none
    const Cause* cause = nullptr; ///< what a person has decided, or is to decide
};

/// By what the source knows a row, the same in each of its extracts: a fingerprint of its table
/// and its id there. 0: it has none. Two rows of a case share one by chance once in millions.
using RowId = std::uint32_t;

/// The RowId of the row that `table` has under this id.
RowId row_id(std::string_view table, std::string_view id);

/// A case read into the record.
struct Mapped {
    Record record;
    std::vector<RowFate> fates; ///< one for each row of the case, in its order
    std::vector<RowId> ids;     ///< the same
};

/// Everything a mapper leans on. \pre outlives the mapper and what it made.
struct Context {
    const terminology::Maps& maps;
    const DecisionBook& decisions;
    Rules& rules;
    Causes& causes;
    Concepts& concepts;
};

/// What a mapper is made of.
struct MapperOrder {
    const std::vector<extract::SourceFile>& files; ///< every file that rows may name
    const extract::Case& directory;                ///< the practice's rows
    std::string practice;                          ///< ODS code of the practice that moves
    std::string organisation; ///< the source's id of the organisation with most patients
};

/// Reads cases of one practice. map() may be called by several threads.
class Mapper {
public:
    virtual ~Mapper() = default;

    /// The directory: staff, organisations, places, sessions, slots nobody booked. Was read
    /// when the mapper was made.
    virtual const Mapped& directory() const = 0;

    /// One patient's case, or a part of the unattached case, or a further part of the
    /// directory. \pre `from` outlives the answer.
    virtual Mapped map(const extract::Case& from) const = 0;
};

/// Any case read into the record, be it the directory or another.
/// \pre mapper and `from` outlive the answer.
std::shared_ptr<const Mapped> read_case(const Mapper& mapper, const extract::Case& from);

} // namespace ferry::transform

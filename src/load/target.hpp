#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "load/closed_books.hpp"
#include "record/record.hpp"

/// What a target adaptor offers. The writer and the reader of one target share
/// no code: reconciling is worth nothing if one mistake can hide the other.
namespace ferry::load {

/// What a target can hold, as `ferry targets` shows it (R12).
struct Capabilities {
    std::string_view kind;           ///< "sqlite"
    std::string_view title;          ///< for people
    std::string_view url_form;       ///< "sqlite:PATH"
    bool partial_dates = false;      ///< keeps a date that is only a year or a month
    bool exact_numbers = false;      ///< keeps "1.50" digit for digit
    bool confidential_items = false; ///< can withhold single items (R124)
};

/// The progress mark of one case: what of it stands in the target.
struct Mark {
    CaseNo case_no = 0;
    std::string digest; ///< a fingerprint of all that the record says
};

/// Concepts by their keys.
using ConceptKeys = std::unordered_set<std::int64_t>;

/// Puts records into the target. One at a time; not for several threads. An Error
/// takes back all since the last commit: no record is ever half there.
class Writer {
public:
    virtual ~Writer() = default;

    /// The mark of a case, if it stands in the target.
    virtual std::optional<std::string> mark(CaseNo case_no) = 0;

    /// Puts the whole record, contents of documents too, in place of what the target
    /// holds of this case.
    /// Becomes visible and lasting, together with its mark, at commit().
    virtual void replace(const Mark& mark, const Record& record) = 0;

    /// Takes a case out of the target, mark and all.
    virtual void remove(CaseNo case_no) = 0;

    /// Takes out the concepts that no item names any more, where the target keeps concepts by
    /// themselves and lets its reader tell strangers among them. \pre `used` are the keys of
    /// all that items name
    virtual void keep_concepts(const ConceptKeys& used) { static_cast<void>(used); }

    /// Makes all since the last commit lasting, as one transaction.
    virtual void commit() = 0;
};

/// The column, where a target has it, that says again which case an item belongs
/// to. No field of the record is named so; reconciling checks it like a field.
inline constexpr std::string_view owner_column = "patient";

/// What stands in one column of one item as the target holds it.
struct FoundValue {
    enum class Is : std::uint8_t { absent, text, number };
    Is is = Is::absent;
    std::int64_t number = 0; ///< flags 0 or 1; links and references as item keys; concept keys
    std::string_view text;   ///< lives until the next item is read
};

/// One item as the target holds it.
struct FoundItem {
    std::int64_t key = 0;
    ItemType type{};
    std::span<const FoundValue> values; ///< in the order of Reader::columns(type)
};

/// A concept as the target holds it.
struct FoundConcept {
    std::int64_t key = 0;
    std::string text;
    std::string outcome;
    std::string rule;
    std::vector<Coding> codings;
};

/// The mark of a case as the target holds it.
struct FoundMark {
    std::string digest;
    std::int64_t items = 0;
};

/// A row beside the items that nobody expects.
struct StrangeRow {
    std::string_view type; ///< what it is: a concept, a coding
    std::string row;       ///< its key
};

/// The bytes of a document as the target holds them.
struct FoundContent {
    std::int64_t place = 0;  ///< among its case's, by digest, from 1; 0 where none is kept
    std::string_view digest; ///< by which documents name it
    std::string_view bytes;  ///< both live until the next content is read
};

/// Reads records back. Opens its own connection; sees only what is committed.
class Reader {
public:
    virtual ~Reader() = default;

    /// The columns the target holds for a type, by the names its own catalogue gives
    /// them: those that are named like fields of the record are those fields.
    virtual std::span<const std::string> columns(ItemType type) = 0;

    /// Every item the target holds of one case, in the order of type, then key, all
    /// as of one moment. \pre `take` does not call read().
    virtual void read(CaseNo case_no, const std::function<void(const FoundItem&)>& take) = 0;

    /// Every content the target holds of one case, as of one moment. \pre `take` calls
    /// nothing of the reader.
    virtual void read_contents(CaseNo case_no,
                               const std::function<void(const FoundContent&)>& take) = 0;

    /// The concept under this key, or nullptr. Lives as long as the reader, and says
    /// what the target held when it was first asked for.
    virtual const FoundConcept* concept_of(std::int64_t key) = 0;

    /// The mark of a case, if the target holds one: a case without is not complete.
    virtual std::optional<FoundMark> mark(CaseNo case_no) = 0;

    /// Every case of which the target holds anything, marked or not, ascending.
    virtual std::vector<CaseNo> cases() = 0;

    /// The type of the item under this key, if there is one.
    virtual std::optional<ItemType> type_of(std::int64_t key) = 0;

    /// Tables that hold something and are of no type Ferry knows.
    virtual std::vector<std::string> unknown_tables() = 0;

    /// Concepts that are not `expected`, and codings of a concept that is neither expected nor
    /// there.
    virtual std::vector<StrangeRow> strange_concepts(const ConceptKeys& expected)
    {
        static_cast<void>(expected);
        return {};
    }

    /// Whose target this is, as often as it says so.
    virtual std::vector<std::string> owners() = 0;
};

/// A target that is open.
class Target {
public:
    virtual ~Target() = default;
    virtual std::unique_ptr<Writer> writer() = 0;
    virtual std::unique_ptr<Reader> reader() = 0;

    /// Makes the target this migration's, or finds that it is. Throws InputError where it
    /// holds another's, or holds something and does not say whose. \pre comes before the first
    /// writer of a pass
    virtual void claim(std::string_view migration) = 0;

    /// The pass has ended and everything was read back: what waited to be delivered is
    /// delivered. May be called again after a failure.
    virtual void finish() {}

    /// What the closed books of the pass say, for a target that tells its readers. Comes
    /// after finish(); may come again. Does not come where a pass changes nothing.
    virtual void tell_books(const ClosedBooks& books) { static_cast<void>(books); }
};

} // namespace ferry::load

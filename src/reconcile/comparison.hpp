#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "load/target.hpp"
#include "reconcile/report.hpp"
#include "reconcile/wording.hpp"

/// Does the target hold exactly what the source says? Every item and every field
/// of every patient is compared, and the bytes of every document; none is sampled.
namespace ferry::reconcile {

/// Whose record is compared.
struct ComparedCase {
    CaseNo case_no = 0;
    std::string_view patient; ///< the source's own id, for the report
    std::string_view mark{};  ///< digest it is to be marked with; empty: not compared
};

/// Compares records with what one reader finds. Not for several threads.
class Comparison {
public:
    /// With the practice's `directory`, references are shown as source ids; without
    /// it, as keys. \pre both outlive the comparison.
    explicit Comparison(load::Reader& reader, const Record* directory = nullptr)
        : reader_{reader}, directory_{directory}
    {
    }

    /// Compares one record: items that differ, are missing or are not expected, and
    /// columns that hold something no field of the record says. Where a content is missing
    /// or has another digest, the documents that name it differ in the field "content". A case
    /// without its mark, or with another, is told as an item of type "mark".
    void compare(const ComparedCase& compared, const Record& expected, Report& report);

    /// Reports all that the target holds beyond the `expected` cases: items of other
    /// cases, marks of other cases, tables that are of no known type, concepts that no
    /// expected item names. \pre all these cases were compared, and their concepts live
    void find_strangers(std::span<const CaseNo> expected, Report& report);

    /// Reports, as items of type "migration", a target that does not say once that it is this
    /// migration's, and all others that it says it belongs to.
    void check_owner(std::string_view migration, Report& report);

private:
    /// What a column of the target is held against.
    struct Column {
        enum class Is : std::uint8_t { field, owner, unknown };
        Is is = Is::unknown;
        FieldNo field = no_field;
        Kind kind = Kind::text;
    };
    /// How the items of one type are compared.
    struct Plan {
        bool made = false;
        std::vector<Column> columns;         ///< in the reader's order
        std::vector<FieldNo> without_column; ///< fields the target has no place for
    };
    /// One record and where its findings go.
    struct Pair {
        const ComparedCase& compared;
        const Record& expected;
        Report& report;
    };
    /// A concept that was compared.
    struct Checked {
        std::int64_t key = 0;
        bool agrees = false;
    };

    const Plan& plan_of(ItemType type);
    void check_mark(const Pair& pair);
    void check_contents(const Pair& pair);
    const std::string* wrong_content(const Pair& pair, ItemNo item) const;
    void take(const Pair& pair, const load::FoundItem& found);
    bool item_agrees(const Pair& pair, ItemNo item, const load::FoundItem& found);
    bool value_agrees(const Column& column, CaseNo case_no, const Value* expected,
                      const load::FoundValue& found);
    bool concept_agrees(const Concept& expected, std::int64_t key);

    void expect_concepts(const Pair& pair, ItemNo item);
    void list_differences(const Pair& pair, ItemNo item, const load::FoundItem& found);
    void list_missing(const Pair& pair);
    void list_stranger(CaseNo case_no, Report& report);
    std::string id_of_found(const load::FoundItem& found);

    Shown shown(const Pair& pair, const Column& column, const Value* expected,
                const load::FoundValue& found);
    std::string shown(const Pair& pair, const Column& column, const Value& expected) const;
    std::string shown(const Pair& pair, const Column& column, const load::FoundValue& found);
    std::string item_behind(const Pair& pair, std::int64_t key) const;

    load::Reader& reader_;
    const Record* directory_;
    std::array<Plan, item_type_count> plans_;
    std::unordered_map<const Concept*, Checked> checked_; ///< all that were expected
    std::vector<std::uint8_t> seen_;                      ///< which expected items were found
    /// The digests of contents that the target has not as they should be, and what its
    /// bytes have instead; "" where it has none.
    std::map<std::string, std::string, std::less<>> wrong_contents_;
};

} // namespace ferry::reconcile

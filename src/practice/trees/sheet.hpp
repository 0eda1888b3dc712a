#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "practice/model.hpp"

/// A record as trees show it: consultations with what was written in them, in
/// topics under headings, and what was written outside of any.
namespace ferry::practice::trees {

/// A heading inside a topic of a consultation.
enum class Heading : std::uint8_t {
    problem,
    history,
    examination,
    drug_allergies,
    other_allergies,
    additional,
    referral,
    follow_up,
    medication,
};

/// How messages name a heading: concept and words.
struct HeadingRow {
    Heading heading;
    std::string_view concept_id{};
    std::string_view display{};
    std::string_view title{}; ///< what people read there
};
const HeadingRow& row_of(Heading heading);

using What =
    std::variant<const Observation*, const Diary*, const Issue*, const DrugRecord*, const Problem*>;

/// One entry and its place in a consultation.
struct Placed {
    const Problem* topic = nullptr; ///< nullptr: a topic without a problem
    Heading heading = Heading::history;
    What what{};
};

/// A run of entries that stand under one heading of one topic.
using Group = std::span<const Placed>;

/// One consultation: its entries, those of one topic and heading side by side.
struct Sitting {
    const Consultation* consultation = nullptr;
    std::vector<Placed> entries{};

    /// The entries in runs of one topic.
    std::vector<Group> topics() const;
};

/// The runs of one heading within a topic.
std::vector<Group> headings_of(Group topic);

/// Sorts a record. Views and pointers lead into the record, which must outlive
/// the sheet. Rows that are deleted are nowhere in it.
class Sheet {
public:
    explicit Sheet(const Record& record);

    std::span<const Sitting> sittings() const { return sittings_; }

    /// Entries without a consultation, in the record's order.
    std::span<const Placed> outside() const { return outside_; }

    /// What stands under this entry: the values of a panel or blood pressure.
    std::span<const Observation> parts_of(const Observation& heading) const;

    /// The problem with this id; nullptr where there is none.
    const Problem* problem(const Guid& id) const { return found(problems_, id); }
    const Referral* referral(const Guid& id) const { return found(referrals_, id); }

    const Record& record() const { return record_; }

private:
    template <typename Item>
    using ById = std::vector<std::pair<Guid, const Item*>>;
    template <typename Item>
    static const Item* found(const ById<Item>& all, const Guid& id);

    void place(const Guid& consultation, const Placed& entry);
    void place_observations();
    void sort_topics();

    const Record& record_;
    ById<Problem> problems_;
    ById<Referral> referrals_;
    std::vector<std::pair<Guid, std::size_t>> sitting_of_; ///< by consultation
    std::vector<Sitting> sittings_;
    std::vector<Placed> outside_;
};

/// Who has a hand in a record: a mark for each member of staff.
std::vector<bool> hands_in(const Record& record, std::size_t staff);

/// An id that belongs to another for one purpose; the same one each time.
enum class Made : std::uint8_t { statement, wrapper, link_set, topic, group, report, specimen };
Guid made_of(const Guid& id, Made purpose, std::size_t number = 0);

/// The id of the document that came with an entry, as EMIS has it.
inline Guid document_of(const Observation& entry)
{
    return {entry.entry.id.low, entry.entry.id.high};
}

/// True for the heading of a blood pressure with both its values.
bool is_pressure(const Observation& heading, std::span<const Observation> parts);

} // namespace ferry::practice::trees

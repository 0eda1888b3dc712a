#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "record/concept.hpp"
#include "record/describe.hpp"

namespace ferry {

/// The place of an item in its record.
using ItemNo = std::int32_t;
/// The place of a raw row in its case.
using RowNo = std::int32_t;
/// The number of a case in its workspace; 1 is the practice's directory.
using CaseNo = std::int64_t;
inline constexpr CaseNo directory_case = 1;
inline constexpr CaseNo unattached_case = 2;

/// The key of an item in every target: its case and its place in the record.
/// The same source gives the same keys in each pass.
constexpr std::int64_t item_key(CaseNo case_no, ItemNo item)
{
    constexpr int item_bits = 24;
    return (case_no << item_bits) | (item + 1);
}
/// The case an item key belongs to.
constexpr CaseNo case_of(std::int64_t key)
{
    constexpr int item_bits = 24;
    return key >> item_bits;
}

/// The place in its record of the item a key belongs to; -1 if it is nobody's key.
constexpr ItemNo item_of(std::int64_t key)
{
    constexpr std::int64_t item_mask = (1 << 24) - 1;
    return static_cast<ItemNo>(key & item_mask) - 1;
}

/// What stands in one field of one item. Which member counts is told by the
/// field's kind.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): one member of the union is enough
struct Value {
    union {
        const char* text = nullptr; ///< text, number, date
        const Concept* meaning;     ///< code
        std::int64_t number;        ///< flag 0/1, link (ItemNo), reference (item key)
    };
    std::uint32_t size = 0;
    bool present = false;

    std::string_view view() const { return {text, size}; }
};

/// One patient's record, or the practice's directory: items with their fields,
/// in the order in which they were made, and the bytes of its documents. Texts live in
/// the record's arena or in the case it was made from, which must outlive it.
class Record {
public:
    struct Item {
        ItemType type;
        std::uint32_t first_value;
    };

    /// Makes room for about so many items, so that adding them moves nothing.
    void expect(std::size_t items);

    ItemNo add(ItemType type);

    /// Takes back `first` and every item made after it.
    void drop_from(ItemNo first);

    /// Sets a text, number or date. \pre `text` outlives the record.
    void set_text(ItemNo item, FieldNo field, std::string_view text);
    void set_flag(ItemNo item, FieldNo field, bool flag) { set(item, field, flag ? 1 : 0); }
    void set_link(ItemNo item, FieldNo field, ItemNo target) { set(item, field, target); }
    void set_reference(ItemNo item, FieldNo field, std::int64_t key) { set(item, field, key); }
    void set_concept(ItemNo item, FieldNo field, const Concept& meaning);

    std::span<const Item> items() const { return items_; }
    const Item& at(ItemNo item) const { return items_[static_cast<std::size_t>(item)]; }
    const Value& value(ItemNo item, FieldNo field) const
    {
        return values_[at(item).first_value + field];
    }
    std::span<const Value> values(ItemNo item) const
    {
        return {&values_[at(item).first_value], describe(at(item).type).fields.size()};
    }
    Arena& arena() { return arena_; }

    /// The bytes of documents by their evidence digests: each once, however many
    /// documents name it.
    using Contents = std::map<std::string, std::string, std::less<>>;

    /// Keeps those contents that documents of the record name by their digests; the
    /// others go. To be called when all items are made. \pre each key is the evidence
    /// digest of its bytes.
    void keep_contents(Contents at_hand);
    const Contents& contents() const { return contents_; }

private:
    Value& slot(ItemNo item, FieldNo field) { return values_[at(item).first_value + field]; }
    void set(ItemNo item, FieldNo field, std::int64_t number);

    std::vector<Item> items_;
    std::vector<Value> values_;
    Contents contents_;
    Arena arena_;
};

} // namespace ferry

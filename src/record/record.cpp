#include "record/record.hpp"

#include <set>

#include "base/require.hpp"

namespace ferry {

void Record::expect(std::size_t items)
{
    constexpr std::size_t fields_about = 28;
    items_.reserve(items);
    values_.reserve(items * fields_about);
}

ItemNo Record::add(ItemType type)
{
    const auto no = static_cast<ItemNo>(items_.size());
    items_.push_back({.type = type, .first_value = static_cast<std::uint32_t>(values_.size())});
    values_.resize(values_.size() + describe(type).fields.size());
    return no;
}

void Record::drop_from(ItemNo first)
{
    values_.resize(at(first).first_value);
    items_.resize(static_cast<std::size_t>(first));
}

void Record::set_text(ItemNo item, FieldNo field, std::string_view text)
{
    Value& value = slot(item, field);
    value.text = text.data();
    value.size = static_cast<std::uint32_t>(text.size());
    value.present = true;
}

void Record::set_concept(ItemNo item, FieldNo field, const Concept& meaning)
{
    Value& value = slot(item, field);
    value.meaning = &meaning;
    value.present = true;
}

void Record::keep_contents(Contents at_hand)
{
    if (at_hand.empty()) {
        return;
    }
    constexpr FieldNo digest = field_no(ItemType::document, "digest");
    std::set<std::string_view> named;
    for (ItemNo item = 0; item < static_cast<ItemNo>(items_.size()); ++item) {
        if (at(item).type == ItemType::document && value(item, digest).present) {
            named.insert(value(item, digest).view());
        }
    }
    std::erase_if(at_hand, [&](const auto& content) { return !named.contains(content.first); });
    contents_ = std::move(at_hand);
}

void Record::set(ItemNo item, FieldNo field, std::int64_t number)
{
    Value& value = slot(item, field);
    value.number = number;
    value.present = true;
}

} // namespace ferry

#include "record/describe.hpp"

#include <algorithm>

#include "base/contains.hpp"

namespace ferry {
namespace {

consteval bool names_are_unique(const TypeDescription& type)
{
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (type.fields[i].name == type.fields[j].name) {
                return false;
            }
        }
    }
    return true;
}
static_assert(std::ranges::all_of(record_types, names_are_unique),
              "a field is named once in its type");

/// A link of the source that leads nowhere must not be lost.
consteval bool holds_loose_links(const TypeDescription& type)
{
    const auto is_link = [](const Field& field) {
        return field.kind == Kind::link || field.kind == Kind::reference;
    };
    return std::ranges::none_of(type.fields, is_link) ||
           contains(type.fields, "loose_links", &Field::name);
}
static_assert(std::ranges::all_of(record_types, holds_loose_links),
              "a type with links has loose_links too");

} // namespace

std::string_view name_of(ItemType type)
{
    return describe(type).name;
}

std::optional<ItemType> item_type_named(std::string_view name)
{
    const auto* found = std::ranges::find(record_types, name, &TypeDescription::name);
    return found == record_types.end() ? std::nullopt : std::optional{found->type};
}

std::string_view name_of(Kind kind)
{
    switch (kind) {
    case Kind::text:
        return "text";
    case Kind::number:
        return "number";
    case Kind::date:
        return "date";
    case Kind::flag:
        return "flag";
    case Kind::code:
        return "code";
    case Kind::link:
        return "link";
    case Kind::reference:
        return "reference";
    }
    return "";
}

std::string_view name_of(Weight weight)
{
    switch (weight) {
    case Weight::critical:
        return "critical";
    case Weight::clinical:
        return "clinical";
    case Weight::administrative:
        return "administrative";
    }
    return "";
}

} // namespace ferry

#include "support/shown.hpp"

#include <fmt/format.h>

namespace ferry::support {
namespace {

std::string id_of(const Record& record, ItemNo item)
{
    const FieldNo field = find_field(record.at(item).type, "source_id");
    const bool known = field != no_field && record.value(item, field).present;
    return known ? std::string{record.value(item, field).view()} : fmt::format("#{}", item);
}

std::string text_of(const Record& record, const Field& field, const Value& value)
{
    switch (field.kind) {
    case Kind::text:
    case Kind::number:
    case Kind::date:
        return std::string{value.view()};
    case Kind::flag:
        return value.number == 1 ? "true" : "false";
    case Kind::code:
        return value.meaning->codings.empty() ? std::string{} : value.meaning->codings[0].code;
    case Kind::link:
        return id_of(record, static_cast<ItemNo>(value.number));
    case Kind::reference:
        return fmt::format("{}", value.number);
    }
    return {};
}

} // namespace

std::string ShownItem::at(std::string_view field) const
{
    const auto found = fields.find(field);
    return found == fields.end() ? std::string{} : found->second;
}

std::string ShownItem::line() const
{
    std::string all{name_of(type)};
    for (const auto& [field, text] : fields) {
        all += fmt::format("|{}={}", field, text);
    }
    for (const auto& [field, meaning] : codes) {
        all += fmt::format("|{}: {} {} {}", field, meaning->text, name_of(meaning->outcome),
                           meaning->rule);
    }
    return all;
}

std::vector<ShownItem> items_of(const Record& record)
{
    std::vector<ShownItem> all;
    for (ItemNo item = 0; item < static_cast<ItemNo>(record.items().size()); ++item) {
        ShownItem shown{.no = item, .type = record.at(item).type};
        const auto fields = describe(shown.type).fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const Value& value = record.value(item, static_cast<FieldNo>(i));
            if (!value.present) {
                continue;
            }
            const std::string name{fields[i].name};
            shown.fields[name] = text_of(record, fields[i], value);
            if (fields[i].kind == Kind::code) {
                shown.codes[name] = value.meaning;
            }
        }
        all.push_back(std::move(shown));
    }
    return all;
}

std::vector<ShownItem> items_of(const Record& record, ItemType type)
{
    std::vector<ShownItem> all = items_of(record);
    std::erase_if(all, [type](const ShownItem& item) { return item.type != type; });
    return all;
}

} // namespace ferry::support

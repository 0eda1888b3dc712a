#include "cli/shown_record.hpp"

#include "base/date.hpp"

namespace ferry::cli {
namespace {

using Json = nlohmann::ordered_json;

template <typename Codings>
Json codings_of(const Codings& codings)
{
    Json json = Json::array();
    for (const Coding& coding : codings) {
        json.push_back({
            {"system",   coding.system  },
            {"code",     coding.code    },
            {"display",  coding.display },
            {"original", coding.original}
        });
    }
    return json;
}

/// A code field: the main one of an item is shown as "codings" and "term".
template <typename Code>
void put_code(Json& fields, std::string_view name, const Code& code, std::string_view outcome)
{
    Json codings = codings_of(code.codings);
    if (name == "code" || name == "drug") {
        fields["codings"] = std::move(codings);
        fields["term"] = code.text;
        fields["code_outcome"] = outcome;
        fields["code_rule"] = code.rule;
    } else {
        Json& shown = fields[std::string{name}];
        shown["codings"] = std::move(codings);
        shown["term"] = code.text;
    }
}

void put_text(Json& fields, std::string_view name, std::string_view text)
{
    fields[name == "source_id" ? "id" : std::string{name}] = text;
    if (name == "date") {
        fields["precision"] = name_of(precision_of(text));
    }
}

void put_value(Json& fields, CaseNo case_no, const Field& field, const Value& value,
               const IdOf& id_of)
{
    const std::string name{field.name};
    switch (field.kind) {
    case Kind::text:
    case Kind::number:
    case Kind::date:
        put_text(fields, field.name, value.view());
        break;
    case Kind::flag:
        fields[name] = value.number == 1;
        break;
    case Kind::code:
        put_code(fields, field.name, *value.meaning, name_of(value.meaning->outcome));
        break;
    case Kind::link:
        fields[name] = id_of(item_key(case_no, static_cast<ItemNo>(value.number)));
        break;
    case Kind::reference:
        fields[name] = id_of(value.number);
        break;
    }
}

void put_found(Json& fields, const Field& field, const load::FoundValue& value,
               load::Reader& reader, const IdOf& id_of)
{
    const std::string name{field.name};
    const bool number = value.is == load::FoundValue::Is::number;
    if (field.kind == Kind::flag && number) {
        fields[name] = value.number == 1;
    } else if (field.kind == Kind::code && number) {
        if (const auto* found = reader.concept_of(value.number)) {
            put_code(fields, field.name, *found, found->outcome);
        }
    } else if ((field.kind == Kind::link || field.kind == Kind::reference) && number) {
        fields[name] = id_of(value.number);
    } else if (number) {
        put_text(fields, field.name, std::to_string(value.number));
    } else {
        put_text(fields, field.name, value.text);
    }
}

} // namespace

std::vector<ShownItem> shown_items(CaseNo case_no, const Record& record, const IdOf& id_of)
{
    std::vector<ShownItem> all;
    for (ItemNo item = 0; item < static_cast<ItemNo>(record.items().size()); ++item) {
        ShownItem shown{.type = record.at(item).type, .key = item_key(case_no, item)};
        const auto fields = describe(shown.type).fields;
        const auto values = record.values(item);
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (values[i].present) {
                put_value(shown.fields, case_no, fields[i], values[i], id_of);
            }
        }
        all.push_back(std::move(shown));
    }
    return all;
}

std::vector<ShownItem> shown_items(CaseNo case_no, load::Reader& reader, const IdOf& id_of)
{
    std::vector<ShownItem> all;
    reader.read(case_no, [&](const load::FoundItem& item) {
        ShownItem shown{.type = item.type, .key = item.key};
        const auto columns = reader.columns(item.type);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const FieldNo field = find_field(item.type, columns[i]);
            if (field != no_field && item.values[i].is != load::FoundValue::Is::absent) {
                put_found(shown.fields, describe(item.type).fields[field], item.values[i], reader,
                          id_of);
            }
        }
        all.push_back(std::move(shown));
    });
    return all;
}

} // namespace ferry::cli

#include "pipeline/record_digest.hpp"

#include "base/digest.hpp"

namespace ferry::pipeline {

std::string record_digest(const Record& record)
{
    // Each value with its place: the sum then says whether any of them changed.
    std::string all;
    all.reserve(record.items().size() * 300);
    const auto add = [&all](const auto& number) {
        all.append(reinterpret_cast<const char*>(&number), sizeof number);
    };
    for (ItemNo item = 0; item < static_cast<ItemNo>(record.items().size()); ++item) {
        const auto fields = describe(record.at(item).type).fields;
        const auto values = record.values(item);
        add(record.at(item).type);
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const Value& value = values[i];
            if (!value.present) {
                all += '\0';
                continue;
            }
            switch (fields[i].kind) {
            case Kind::text:
            case Kind::number:
            case Kind::date:
                add(value.size);
                all += value.view();
                break;
            case Kind::code:
                add(value.meaning->key);
                break;
            case Kind::flag:
            case Kind::link:
            case Kind::reference:
                add(value.number);
                break;
            }
            all += '\1';
        }
    }
    Fingerprint128 digest;
    digest.add(all, record.items().size());
    return digest.hex();
}

} // namespace ferry::pipeline

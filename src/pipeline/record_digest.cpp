#include "pipeline/record_digest.hpp"

#include <bit>

#include "base/digest.hpp"

namespace ferry::pipeline {

namespace {

/// Takes in values one after the other; order counts.
class Mixer {
public:
    void add(std::uint64_t number)
    {
        constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
        sum_.low = (sum_.low ^ number) * odd;
        sum_.low ^= sum_.low >> 32U;
        sum_.high = std::rotl(sum_.high + number, 27) * odd + count_;
        ++count_;
    }
    std::string hex() const { return sum_.hex(); }

private:
    Fingerprint128 sum_;
    std::uint64_t count_ = 0;
};

void add_value(Mixer& mixer, const Field& field, const Value& value)
{
    switch (field.kind) {
    case Kind::text:
    case Kind::number:
    case Kind::date:
        mixer.add(fingerprint(value.view()));
        return;
    case Kind::code:
        mixer.add(static_cast<std::uint64_t>(value.meaning->key));
        return;
    case Kind::flag:
    case Kind::link:
    case Kind::reference:
        mixer.add(static_cast<std::uint64_t>(value.number));
        return;
    }
}

} // namespace

std::string record_digest(const Record& record)
{
    Mixer mixer;
    for (ItemNo item = 0; item < static_cast<ItemNo>(record.items().size()); ++item) {
        const auto fields = describe(record.at(item).type).fields;
        const auto values = record.values(item);
        mixer.add(static_cast<std::uint64_t>(record.at(item).type));
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (values[i].present) {
                mixer.add(i); // a value counts with its place
                add_value(mixer, fields[i], values[i]);
            }
        }
    }
    for (const auto& [digest, bytes] : record.contents()) {
        mixer.add(fingerprint(digest)); // a document may be there without its content
    }
    return mixer.hex();
}

} // namespace ferry::pipeline

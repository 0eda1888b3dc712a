#include "pipeline/record_digest.hpp"

#include <deque>
#include <map>

#include <gtest/gtest.h>

namespace ferry::pipeline {
namespace {

/// What an item of a type says: every field but one, or one of them said otherwise.
struct Saying {
    FieldNo without = no_field;
    FieldNo otherwise = no_field;
};

const Concept& meaning(std::int64_t key)
{
    static std::deque<Concept> kept;
    return kept.emplace_back(Concept{.key = key});
}

void say(Record& record, ItemNo item, FieldNo field, bool otherwise)
{
    switch (describe(record.at(item).type).fields[static_cast<std::size_t>(field)].kind) {
    case Kind::text:
    case Kind::number:
    case Kind::date:
        record.set_text(item, field, otherwise ? "2010" : "2009");
        return;
    case Kind::flag:
        record.set_flag(item, field, otherwise);
        return;
    case Kind::code:
        record.set_concept(item, field, meaning(otherwise ? 2 : 1));
        return;
    case Kind::link:
        record.set_link(item, field, otherwise ? 1 : 0);
        return;
    case Kind::reference:
        record.set_reference(item, field, otherwise ? 2 : 1);
        return;
    }
}

std::string digest_of(ItemType type, const Saying& saying)
{
    Record record;
    const ItemNo item = record.add(type);
    record.add(ItemType::address);
    for (std::size_t i = 0; i < describe(type).fields.size(); ++i) {
        const auto field = static_cast<FieldNo>(i);
        if (field != saying.without) {
            say(record, item, field, field == saying.otherwise);
        }
    }
    return record_digest(record);
}

TEST(RecordDigest, ChangesWithEachFieldOfEachType)
{
    for (const TypeDescription& type : record_types) {
        std::map<std::string, std::string> seen{
            {digest_of(type.type, {}), "everything"}
        };
        for (std::size_t i = 0; i < type.fields.size(); ++i) {
            const auto field = static_cast<FieldNo>(i);
            const std::string name =
                std::string{type.name} + "." + std::string{type.fields[i].name};
            const auto missing = digest_of(type.type, {.without = field});
            const auto other = digest_of(type.type, {.otherwise = field});
            EXPECT_TRUE(seen.emplace(missing, name).second)
                << "without " << name << " as with " << seen.at(missing);
            EXPECT_TRUE(seen.emplace(other, name).second)
                << "another " << name << " as with " << seen.at(other);
        }
    }
}

TEST(RecordDigest, IsTheSameForTheSameRecord)
{
    EXPECT_EQ(digest_of(ItemType::observation, {}), digest_of(ItemType::observation, {}));
}

TEST(RecordDigest, ChangesWithTheOrderTheTypeAndTheNumberOfItems)
{
    const auto of = [](std::initializer_list<ItemType> types) {
        Record record;
        for (const ItemType type : types) {
            record.add(type);
        }
        return record_digest(record);
    };
    const auto both = of({ItemType::problem, ItemType::allergy});
    EXPECT_NE(both, of({ItemType::allergy, ItemType::problem}));
    EXPECT_NE(both, of({ItemType::problem}));
    EXPECT_NE(both, of({ItemType::problem, ItemType::allergy, ItemType::allergy}));
    EXPECT_NE(of({}), of({ItemType::problem}));
}

TEST(RecordDigest, TellsTwoTextsFromOneThatHoldsBoth)
{
    const auto of = [](std::string_view surname, std::string_view given) {
        Record record;
        const ItemNo item = record.add(ItemType::patient);
        record.set_text(item, field_no(ItemType::patient, "surname"), surname);
        record.set_text(item, field_no(ItemType::patient, "given_names"), given);
        return record_digest(record);
    };
    EXPECT_NE(of("Ann", "e"), of("An", "ne"));
    EXPECT_NE(of("", "Anne"), of("Anne", ""));
}

TEST(RecordDigest, TellsADocumentWithItsContentFromOneWithout)
{
    const auto digest_with = [](Record::Contents contents) {
        Record record;
        const ItemNo item = record.add(ItemType::document);
        record.set_text(item, field_no(ItemType::document, "digest"), "a");
        record.keep_contents(std::move(contents));
        return record_digest(record);
    };
    EXPECT_NE(digest_with({
    }),
              digest_with({{"a", "letter"}}));
}

} // namespace
} // namespace ferry::pipeline

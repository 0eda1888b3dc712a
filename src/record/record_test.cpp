#include "record/record.hpp"

#include <set>

#include <gtest/gtest.h>

namespace ferry {
namespace {

TEST(Record, KeepsWhatWasSetAndNothingElse)
{
    constexpr FieldNo value = field_no(ItemType::observation, "value");
    constexpr FieldNo unit = field_no(ItemType::observation, "unit");
    Record record;
    const ItemNo first = record.add(ItemType::observation);
    const ItemNo second = record.add(ItemType::observation);
    record.set_text(second, value, "1.50");
    EXPECT_EQ(record.value(second, value).view(), "1.50");
    EXPECT_FALSE(record.value(second, unit).present);
    EXPECT_FALSE(record.value(first, value).present);
}

TEST(Record, KeepsTheContentsThatItsDocumentsNameAndNoOther)
{
    constexpr FieldNo digest = field_no(ItemType::document, "digest");
    Record record;
    record.set_text(record.add(ItemType::document), digest, "a");
    record.set_text(record.add(ItemType::document), digest, "a");
    record.set_text(record.add(ItemType::document), digest, "c");
    record.add(ItemType::document);
    record.add(ItemType::observation);
    record.keep_contents({
        {"a", "letter"                     },
        {"b", "of a document that was held"},
        {"",  "of no document"             }
    });
    EXPECT_EQ(record.contents(), (Record::Contents{
                                     {"a", "letter"}
    }));
}

TEST(ItemKey, LeadsBackToItsCase)
{
    EXPECT_EQ(case_of(item_key(CaseNo{10'000}, 0)), 10'000);
    EXPECT_EQ(case_of(item_key(CaseNo{10'000}, 70'000)), 10'000);
    EXPECT_NE(item_key(1, 0), item_key(1, 1));
    EXPECT_EQ(item_of(item_key(CaseNo{10'000}, 70'000)), 70'000);
    EXPECT_EQ(item_of(CaseNo{10'000} << 24), -1);
}

TEST(ConceptKey, ChangesWithEachThingTheConceptSays)
{
    Concept asthma{.codings = {{.system = "http://read.info/readv2", .code = "H33..00"}},
                   .text = "Asthma"};
    std::set<std::int64_t> keys{key_of(asthma)};
    EXPECT_EQ(key_of(asthma), *keys.begin());
    Coding& coding = asthma.codings[0];
    for (std::string* part : {&coding.system, &coding.code, &coding.display, &coding.description,
                              &asthma.text, &asthma.rule}) {
        *part += 'x';
        EXPECT_TRUE(keys.insert(key_of(asthma)).second) << *part;
    }
    coding.original = false;
    EXPECT_TRUE(keys.insert(key_of(asthma)).second);
    asthma.outcome = Outcome::degraded;
    EXPECT_TRUE(keys.insert(key_of(asthma)).second);
}

} // namespace
} // namespace ferry

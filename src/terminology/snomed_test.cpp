#include "terminology/snomed.hpp"

#include <set>

#include <gtest/gtest.h>

#include "terminology/systems.hpp"

namespace ferry::terminology {
namespace {

TEST(Systems, StandInTheOrderOfTheirEnumeration)
{
    for (std::size_t i = 0; i < systems.size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(systems[i].system), i) << systems[i].name;
        EXPECT_EQ(&facts(systems[i].system), &systems[i]);
    }
}

TEST(Systems, AreFoundByUri)
{
    for (const SystemFacts& row : systems) {
        EXPECT_EQ(system_with_uri(row.uri), row.system);
        EXPECT_FALSE(row.title.empty());
    }
    EXPECT_EQ(system_with_uri("http://read.info/readv2"), System::read2);
    EXPECT_EQ(system_with_uri("http://read.info/READV2"), std::nullopt);
    EXPECT_EQ(system_with_uri(""), std::nullopt);
}

TEST(SnomedId, SaysWhatIsWrongWithAText)
{
    struct Case {
        std::string_view text;
        Fault fault;
    };
    constexpr Case cases[] = {
        {"",                    Fault::missing     },
        {"12345",               Fault::malformed   },
        {"1234567890123456789", Fault::malformed   },
        {"022298006",           Fault::malformed   },
        {"22298 006",           Fault::malformed   },
        {"-22298006",           Fault::malformed   },
        {"22298007",            Fault::out_of_range},
        {"22289006",            Fault::out_of_range}, // two digits changed places
    };
    for (const auto& [text, fault] : cases) {
        const auto id = parse_snomed_id(text);
        ASSERT_FALSE(id) << text;
        EXPECT_EQ(id.error(), fault) << text;
    }
}

TEST(SnomedId, FindsEveryWrongDigitByTheCheckDigit)
{
    const std::string right = "196411000000103";
    ASSERT_TRUE(parse_snomed_id(right));
    for (std::size_t place = 0; place < right.size(); ++place) {
        for (char digit = '1'; digit <= '9'; ++digit) {
            std::string wrong = right;
            wrong[place] = digit;
            EXPECT_EQ(parse_snomed_id(wrong).has_value(), wrong == right) << wrong;
        }
    }
}

TEST(SnomedId, SaysByItsPartitionWhatItNames)
{
    EXPECT_EQ(parse_concept_id("22298006"), ConceptId{22298006});
    EXPECT_EQ(parse_concept_id("196411000000103"), ConceptId{196411000000103});
    EXPECT_EQ(parse_description_id("37436014"), DescriptionId{37436014});
    EXPECT_EQ(parse_description_id("73001000000118"), DescriptionId{73001000000118});
    EXPECT_EQ(parse_concept_id("37436014").error(), Fault::malformed);
    EXPECT_EQ(parse_description_id("22298006").error(), Fault::malformed);
    EXPECT_EQ(parse_concept_id("22298007").error(), Fault::out_of_range);
    EXPECT_EQ(partition(100022), Partition::relationship);
    EXPECT_EQ(partition(22298096), Partition::other);
}

TEST(SnomedId, HasItsMakersNamespace)
{
    EXPECT_EQ(namespace_of(22298006), 0U);
    EXPECT_EQ(namespace_of(196411000000103), 1000000U);
    EXPECT_EQ(namespace_of(210001000006116), 1000006U);
    EXPECT_EQ(namespace_of(39689111000001106), 1000001U);
}

TEST(SnomedId, IsASuppliersOwnInTheEmisNamespacesOnly)
{
    EXPECT_TRUE(is_supplier_local(210001000006116));
    EXPECT_TRUE(is_supplier_local(170001000033112));
    EXPECT_FALSE(is_supplier_local(196411000000103));
    EXPECT_FALSE(is_supplier_local(22298006));
    // 1000006 in front of a short partition is an item number, not a namespace.
    EXPECT_FALSE(is_supplier_local(1000006005));
}

TEST(DegradeCodes, StandInTheOrderOfTheirUses)
{
    std::set<ConceptId> codes;
    for (std::size_t i = 0; i < degrade_codes.size(); ++i) {
        const DegradeCode& row = degrade_codes[i];
        EXPECT_EQ(static_cast<std::size_t>(row.use), i);
        EXPECT_EQ(&degrade_code(row.use), &row);
        EXPECT_EQ(parse_concept_id(row.code.text()), row.code);
        EXPECT_TRUE(row.display.starts_with("Transfer-degraded ")) << row.display;
        codes.insert(row.code);
    }
    EXPECT_EQ(codes.size(), 7U);
}

TEST(DegradeCodes, AreRecognisedSoThatNothingIsDegradedTwice)
{
    EXPECT_EQ(degrade_code(DegradeUse::drug_allergy).code, ConceptId{196461000000101});
    EXPECT_EQ(degrade_code(DegradeUse::other).code, ConceptId{196411000000103});
    EXPECT_TRUE(is_degrade_code(ConceptId{196441000000102}));
    EXPECT_FALSE(is_degrade_code(ConceptId{22298006}));
    EXPECT_FALSE(is_degrade_code(ConceptId{}));
}

} // namespace
} // namespace ferry::terminology

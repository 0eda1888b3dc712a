#include "sources/fhir/names.hpp"

#include <array>

#include <gtest/gtest.h>

#include "sources/fhir/elements.hpp"
#include "sources/fhir/kinds.hpp"
#include "sources/fhir/paths.hpp"
#include "sources/fhir/pieces.hpp"
#include "sources/fhir/words.hpp"
#include "json/tree.hpp"

namespace ferry::fhir {
namespace {

TEST(ParseReference, TellsTypeAndIdWhateverStandsBeforeThem)
{
    struct Case {
        std::string_view text, type, id;
    };
    for (const Case& one : {
             Case{"Patient/17",                          "Patient",   "17" },
             Case{"https://x.test/STU3/1/Condition/a-b", "Condition", "a-b"},
             Case{"Patient/17/_history/3",               "Patient",   "17" },
             Case{"urn:uuid:17",                         "",          ""   },
             Case{"17",                                  "",          "17" },
             Case{"#1",                                  "",          "1"  },
             Case{"",                                    "",          ""   },
    }) {
        const Reference made = parse_reference(one.text);
        EXPECT_EQ(made.type, one.type) << one.text;
        EXPECT_EQ(made.id, one.id) << one.text;
        EXPECT_EQ(made.whole, one.text);
        EXPECT_EQ(made.is_contained, one.text == "#1");
    }
}

TEST(CommonId, IsTheOneThatOtherFormsOfTheRecordUse)
{
    constexpr std::string_view guid = "0a1b2c3d-0000-4000-8000-00000000abcd";
    constexpr std::string_view upper = "0A1B2C3D-0000-4000-8000-00000000ABCD";
    EXPECT_EQ(common_id(guid), upper);
    EXPECT_EQ(common_id(std::string{guid} + "-PROB"), upper);
    EXPECT_EQ(common_id(std::string{guid} + "-fd-2"), std::string{upper} + "-fd-2");
    EXPECT_EQ(common_id("abc"), "abc");
    EXPECT_EQ(common_id("abc-PROB"), "abc-PROB");
    EXPECT_EQ(common_id(std::string{guid} + "0"), std::string{guid} + "0");
}

TEST(ShortName, IsTheSameForEveryPublisherAndVersion)
{
    for (const std::string_view url :
         {"https://x.test/Extension-CareConnect-GPC-ActualProblem-1",
          "https://x.test/Extension-CareConnect-ActualProblem-1",
          "https://x.test/Extension-UKCore-ActualProblem", "ActualProblem"}) {
        EXPECT_EQ(short_name(url), "ActualProblem") << url;
    }
    EXPECT_EQ(short_name("statusReason"), "statusReason");
}

TEST(Paths, LeadThroughListsAndExtensions)
{
    const std::string text =
        R"({"a":[{"b":1},{"b":[2,3]}],"extension":[{"url":"u/Extension-X-1","v":4},{"url":"y"}]})";
    const auto tree = json::Reader{}.read(text);
    ASSERT_TRUE(tree);
    EXPECT_EQ(all_at(tree->root(), "a.b").size(), 3U);
    EXPECT_EQ(text_at(tree->root(), "a.b"), "1");
    EXPECT_EQ(text_at(tree->root(), "extension:X.v"), "4");
    EXPECT_EQ(text_at(tree->root(), "c|d.e|a.b"), "1");
    EXPECT_FALSE(first_at(tree->root(), "a.c"));
    EXPECT_FALSE(first_at(tree->root(), "extension:Z"));
}

TEST(Dates, KeepTheDigitsThatAreKnownAndShiftNoClock)
{
    struct Case {
        std::string_view text, reads;
    };
    for (const Case& one : {
             Case{"2009",                      "2009"               },
             Case{"2009-03",                   "2009-03"            },
             Case{"2009-03-17",                "2009-03-17"         },
             Case{"2009-06-17T10:15:00+01:00", "2009-06-17T10:15:00"},
             Case{"2009-06-17T00:00:00+01:00", "2009-06-17T00:00:00"},
             Case{"2009-06-17T23:30:00.123Z",  "2009-06-17T23:30:00"},
             Case{"2009-06-17T10:15",          "2009-06-17T10:15"   },
    }) {
        const auto date = parse_date(one.text);
        ASSERT_TRUE(date) << one.text;
        EXPECT_EQ(*date, one.reads);
    }
    for (const std::string_view bad :
         {"", "2009-02-30", "2009-3-1", "17/03/2009", "2009-03T10:15:00Z", "2009-03-17T25:00:00Z",
          "2009-03-17T10:15:00+99:00", "2009-03-17T10:15:00 BST", "2009-03-17T"}) {
        EXPECT_FALSE(parse_date(bad)) << bad;
    }
}

TEST(Elements, NameOnlyTypesThatAreCarriedAndEveryCarriedOneIsNamed)
{
    for (const ResourceKind& kind : resource_kinds()) {
        EXPECT_EQ(!elements_of(kind.name).empty(), kind.treatment == Treatment::carried)
            << kind.name;
        EXPECT_EQ(kind.treatment == Treatment::left, !kind.policy.empty()) << kind.name;
    }
    for (const auto all : {note_elements(), request_elements(), people_elements()}) {
        for (const Element& element : all) {
            const ResourceKind* kind = find_kind(element.type);
            ASSERT_NE(kind, nullptr) << element.type;
            EXPECT_EQ(kind->treatment, Treatment::carried) << element.type;
            const bool explained =
                element.how == How::detail || element.how == How::read || element.how == How::left;
            EXPECT_EQ(element.says.empty(), !explained) << element.type << "." << element.path;
            EXPECT_EQ(element.field.empty(),
                      element.how == How::detail || element.how == How::left ||
                          (element.how == How::read && element.field.empty()))
                << element.type << "." << element.path;
        }
    }
}

TEST(Elements, FillFieldsThatTheRecordHas)
{
    for (const auto all : {note_elements(), request_elements(), people_elements()}) {
        for (const Element& element : all) {
            bool known = element.field.empty() || element.field == "address" ||
                         element.field == "contact" || element.field == "registration";
            for (const auto& type : record_types) {
                known = known || find_field(type.type, element.field) != no_field;
            }
            EXPECT_TRUE(known) << element.type << "." << element.path << " -> " << element.field;
        }
    }
}

TEST(Pieces, AreEntriesAndWhatIsContainedBehindThem)
{
    const std::string text = R"({"resourceType":"Bundle","entry":[
      {"resource":{"resourceType":"List","id":"l","contained":[
        {"resourceType":"AllergyIntolerance","id":"c"}]}},
      {"resource":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Slot"}}]}},
      {"request":{"method":"DELETE"}}]})";
    const auto tree = json::Reader{}.read(text);
    ASSERT_TRUE(tree);
    const auto pieces = pieces_of(tree->root());
    ASSERT_EQ(pieces.size(), 4U);
    EXPECT_EQ(pieces[0].resource["id"].text(), "l");
    EXPECT_TRUE(pieces[1].contained);
    EXPECT_EQ(pieces[2].resource["resourceType"].text(), "Slot");
    EXPECT_FALSE(pieces[3].resource);
    LineCounter lines{text};
    EXPECT_EQ(lines.line_of(pieces[0].row.offset()), 2);
    EXPECT_EQ(lines.line_of(pieces[1].row.offset()), 3);
    EXPECT_EQ(lines.line_of(pieces[3].row.offset()), 5);
}

} // namespace
} // namespace ferry::fhir

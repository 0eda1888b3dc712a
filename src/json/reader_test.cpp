#include <array>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "json/tree.hpp"

namespace ferry::json {
namespace {

tl::expected<Tree, Problem> read(std::string_view text)
{
    return Reader{}.read(text);
}

TEST(JsonReader, KeepsEveryNumberAsItWasWritten)
{
    const auto tree = read(R"({"a":[1.50, -0, 0.10, 6E2, 123456789012345678901234567890.00]})");
    ASSERT_TRUE(tree);
    std::vector<std::string_view> numbers;
    for (const Value number : tree->root()["a"]) {
        EXPECT_TRUE(number.is(Type::number));
        numbers.push_back(number.text());
    }
    EXPECT_THAT(numbers, testing::ElementsAre("1.50", "-0", "0.10", "6E2",
                                              "123456789012345678901234567890.00"));
}

TEST(JsonReader, KnowsWhereEachValueStood)
{
    const std::string_view text = "\n{ \"a\" : {\"b\": [ 1 ,2 ] } ,\n\"c\" : \"x\\ny\" } \n";
    const auto tree = read(text);
    ASSERT_TRUE(tree);
    const Value root = tree->root();
    EXPECT_EQ(root.offset(), 1U);
    EXPECT_EQ(root.bytes(), text.substr(1, text.size() - 3));
    EXPECT_EQ(root["a"].bytes(), "{\"b\": [ 1 ,2 ] }");
    EXPECT_EQ(root["a"]["b"].bytes(), "[ 1 ,2 ]");
    EXPECT_EQ(root["c"].bytes(), "\"x\\ny\"");
    EXPECT_EQ(root["c"].text(), "x\ny");
    EXPECT_FALSE(root["d"]);
    EXPECT_FALSE(root["c"]["d"]);
}

TEST(JsonReader, TellsNullEmptyAndMissingApart)
{
    const auto tree = read(R"({"n":null,"e":"","o":{},"l":[],"t":true})");
    ASSERT_TRUE(tree);
    const Value root = tree->root();
    EXPECT_TRUE(root["n"].is(Type::null));
    EXPECT_TRUE(root["e"].is(Type::string));
    EXPECT_TRUE(root["o"].is(Type::object));
    EXPECT_EQ(root["o"].bytes(), "{}");
    EXPECT_EQ(root["l"].bytes(), "[]");
    EXPECT_EQ(root["t"].text(), "true");
    EXPECT_TRUE(root["missing"].is(Type::nothing));
    EXPECT_EQ(root["o"].begin(), root["o"].end());
}

TEST(JsonReader, ReadsEscapesInStringsAndNames)
{
    const auto tree = read("\xEF\xBB\xBF{\"\\u0061b\":\"\\u00e9 \\ud83d\\ude00 \\\" \\\\ \\/\"}");
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->root()["ab"].text(), "\xC3\xA9 \xF0\x9F\x98\x80 \" \\ /");
}

struct Bad {
    std::string text;
    std::string what;
};

TEST(JsonReader, SaysWhatIsWrongAndGivesNoTree)
{
    const std::string deep = std::string(depth_max, '[');
    const std::string_view end = "the text ends in the middle";
    const std::array bad{
        Bad{"",                       std::string{end}                            },
        Bad{"   ",                    std::string{end}                            },
        Bad{"[1]",                    "no object; one was expected"               },
        Bad{"7",                      "no object; one was expected"               },
        Bad{R"({"a":1)",              std::string{end}                            },
        Bad{R"({"a":"x)",             "a string that never ends"                  },
        Bad{R"({"a":1}})",            "more text behind its end"                  },
        Bad{R"({"a":1} {"b":2})",     "more text behind its end"                  },
        Bad{R"({"a":1,"b":2,"a":1})", "an object with two members of one name: a" },
        Bad{R"({"a":1,"\u0061":1})",  "an object with two members of one name: a" },
        Bad{R"({"a":01})",            "what is no value of JSON: 01"              },
        Bad{R"({"a":1.})",            "what is no value of JSON: 1."              },
        Bad{R"({"a":NaN})",           "what is no value of JSON: NaN"             },
        Bad{R"({"a":tru})",           "what is no value of JSON: tru"             },
        Bad{"{\"a\":\"\n\"}",         "a control character inside a string"       },
        Bad{R"({"a":"\x"})",          "an escape that JSON does not know"         },
        Bad{R"({"a":"\ud800"})",      "an escape that JSON does not know"         },
        Bad{"{\"a\":\"\xE9\"}",       "bytes that are no UTF-8"                   },
        Bad{R"({"a":"\u0000"})",      "a NUL inside a string"                     },
        Bad{R"({"a":1e999})",         "a number beyond all bounds: 1e999"         },
        Bad{R"({"a":)" + deep,        "values nested deeper than anything in FHIR"},
    };
    for (const Bad& one : bad) {
        const auto tree = read(one.text);
        ASSERT_FALSE(tree) << one.text;
        EXPECT_EQ(tree.error().what, one.what) << one.text;
        EXPECT_LE(tree.error().offset, one.text.size());
    }
}

/// A text with everything in it.
std::string rich_text()
{
    return R"({"resourceType":"Observation","n":[1.50,-2e3,0,null,true,false],)"
           R"("o":{"a":{},"b":[[],[{}]],"text":"a\"b\\c\u00e9"}, "last" : "x" })";
}

/// What another parser says: a well-formed object, whatever its names.
bool is_object_to_others(const std::string& text)
{
    const auto value = nlohmann::json::parse(text, nullptr, false);
    return !value.is_discarded() && value.is_object();
}

TEST(JsonReader, TakesNoTextThatWasCutAnywhere)
{
    const std::string whole = rich_text();
    ASSERT_TRUE(read(whole));
    for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
        const std::string cut = whole.substr(0, size);
        EXPECT_EQ(read(cut).has_value(), is_object_to_others(cut)) << cut;
    }
}

TEST(JsonReader, AgreesWithAnotherParserOnWhatIsJson)
{
    std::mt19937 random{7};
    constexpr std::string_view bytes = "{}[]\",:\\ 019.-+eEtfnu\n\x80\xC3\xA9";
    int taken = 0;
    for (int i = 0; i < 30'000; ++i) {
        std::string text = rich_text();
        for (int change = 0; change < 1 + i % 3; ++change) {
            text[random() % text.size()] = bytes[random() % bytes.size()];
        }
        const auto tree = read(text);
        if (tree) {
            ++taken;
            EXPECT_TRUE(is_object_to_others(text)) << text;
        } else if (is_object_to_others(text)) {
            EXPECT_THAT(tree.error().what, testing::HasSubstr("two members of one name")) << text;
        }
    }
    EXPECT_GT(taken, 1'000);
}

TEST(Same, LooksAtWhatIsSaidAndNotAtHowItIsWritten)
{
    const auto one = read(R"({"a":1,"b":[1,{"c":"x"}]})");
    const auto other = read(R"({ "b" : [ 1, { "c": "\u0078" } ], "a": 1 })");
    const auto third = read(R"({"a":1.0,"b":[1,{"c":"x"}]})");
    EXPECT_TRUE(same(one->root(), other->root()));
    EXPECT_FALSE(same(one->root(), third->root()));
    EXPECT_FALSE(same(one->root(), one->root()["b"]));
}

} // namespace
} // namespace ferry::json

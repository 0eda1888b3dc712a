#include "xml/reread.hpp"

#include <array>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "xml/cut.hpp"
#include "xml/tree.hpp"

namespace ferry::xml {
namespace {

/// A node with all that stands in it, as text.
std::string shown(const Node& node)
{
    std::string text = fmt::format("({}", node.name);
    for (const Attribute& one : node.attributes) {
        text += fmt::format(" {}=[{}]", one.name, one.value);
    }
    text += fmt::format(" [{}]", node.text);
    for (const Node* child : node.children) {
        text += shown(*child);
    }
    return text + ")";
}

std::string read_shown(std::string_view document)
{
    Tree tree;
    const auto node = tree.read(document);
    return node ? shown(**node) : "not well-formed: " + node.error().what;
}

/// "" where it is not plain.
std::string reread_shown(std::string_view document)
{
    Arena arena;
    std::deque<Node> nodes;
    const Node* node = reread(document, arena, nodes);
    return node == nullptr ? std::string{} : shown(*node);
}

struct Document {
    const char* what;
    const char* text;
};

void PrintTo(const Document& document, std::ostream* out)
{
    *out << document.what;
}

class Rereading : public testing::TestWithParam<Document> {};

// clang-format off
INSTANTIATE_TEST_SUITE_P(Plain, Rereading, testing::Values(
    Document{"empty", "<a/>"},
    Document{"blanks in tags", "<a  b = '1'\n c=\"2\" ><d\t/></a >"},
    Document{"prefixes", "<x:a xmlns:x='u' x:b='1'><x:c/></x:a>"},
    Document{"text in runs", "<a>one<b/>two<!-- - -->three<?other x?>four</a>"},
    Document{"blank runs", "<a>\n  <b/>\n  <c> </c>\n</a>"},
    Document{"entities", "<a b='&lt;&gt;&amp;&quot;&apos;'>&lt;&gt;&amp;&quot;&apos;;</a>"},
    Document{"numbers", "<a b='&#163;&#xA3;'>&#8364;&#x20ac;&#x1F600;&#65;</a>"},
    Document{"line ends", "<a b='1\r\n2\r3\n4\t5&#10;6'>1\r\n2\r3\n4&#13;5</a>"},
    Document{"CDATA", "<a>x<![CDATA[<b>&amp;\r\n]]]]><![CDATA[>]]>y</a>"},
    Document{"gap", "<a><id root='1'/><?ferry-item ObservationStatement 5D82?><?ferry-item Item ?></a>"},
    Document{"quotes in quotes", "<a b=\"it's\" c='\"'/>"},
    Document{"a > in text", "<a b='>'>1 > 0</a>"},
    Document{"not ASCII", "<a b='\xC2\xA3'>\xE2\x82\xAC\xF0\x9F\x98\x80</a>"}),
    [](const auto& one) { return "Case" + std::to_string(one.index); });
// clang-format on

TEST_P(Rereading, SaysWhatTheFirstReadingSaid)
{
    EXPECT_EQ(reread_shown(GetParam().text), read_shown(GetParam().text));
}

TEST(NotPlain, IsLeftToTheFirstReading)
{
    for (const char* text : {"",
                             "text",
                             "<",
                             "<a",
                             "<a>",
                             "<a b",
                             "<a b=",
                             "<a b='1",
                             "<a b=1/>",
                             "<a b='<'/>",
                             "<a></b>",
                             "<a/><b/>",
                             "<a/>text",
                             "</a>",
                             "<a>&nbsp;</a>",
                             "<a>&#0;</a>",
                             "<a>&#xD800;",
                             "<a>&#x110000;</a>",
                             "<a>&amp</a>",
                             "<!DOCTYPE a><a/>",
                             "<?xml version='1.0'?><a/>",
                             "<a><!DOCTYPE b></a>",
                             "<a><!-- </a>",
                             "<a><![CDATA[ </a>",
                             "<a><? </a>",
                             "<a/ >"}) {
        EXPECT_EQ(reread_shown(text), "") << text;
    }
    std::string deep;
    std::string ends;
    for (int i = 0; i <= depth_max; ++i) {
        deep += "<a>";
        ends += "</a>";
    }
    EXPECT_EQ(reread_shown(deep + ends), "");
}

TEST(NotPlain, IsReadAllTheSame)
{
    Tree tree;
    const auto read = tree.read_again("<?xml version='1.0'?><a>text</a>");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(shown(**read), "(a [text])");
    EXPECT_FALSE(tree.read_again("<a>&nbsp;</a>").has_value());
    EXPECT_TRUE(tree.read_again("<!DOCTYPE a><a/>").error().refused);
}

/// A well-formed document out of chosen fragments.
std::string document_of(const std::vector<std::uint8_t>& choices)
{
    constexpr std::array<std::string_view, 14> fragments{"text ",
                                                         "\r\n",
                                                         " \t",
                                                         "&lt;",
                                                         "&#xA3;",
                                                         "<e f='1'/>",
                                                         "<e\n/>",
                                                         "<!-- & -->",
                                                         "]",
                                                         "\xC2\xA3",
                                                         "<?other x?>",
                                                         "<g h=\"&quot;\ti\"/>",
                                                         "<?ferry-item G 1?>",
                                                         "<![CDATA[ <&\r]]>"};
    std::string text = "<r>";
    std::vector<std::string> open{"r"};
    for (const std::uint8_t choice : choices) {
        if (choice < 60 && open.size() < 20) {
            open.push_back(fmt::format("p:n{}", choice % 3));
            text += fmt::format("<{} a='{}'>", open.back(), choice);
        } else if (choice < 110 && open.size() > 1) {
            text += fmt::format("</{}>", open.back());
            open.pop_back();
        } else {
            text += fragments.at(choice % fragments.size());
        }
    }
    for (; !open.empty(); open.pop_back()) {
        text += fmt::format("</{}>", open.back());
    }
    return text;
}

RC_GTEST_PROP(RereadingOf, AnyPieceSaysWhatTheFirstReadingSaid,
              (const std::vector<std::uint8_t>& choices))
{
    const std::string document = document_of(choices);
    RC_ASSERT(reread_shown(document) == read_shown(document));
}

} // namespace
} // namespace ferry::xml

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "xml/cut.hpp"
#include "xml/test_put_together.hpp"
#include "xml/tree.hpp"

namespace ferry::xml {
namespace {

using testing::HasSubstr;

const std::vector<std::string_view> items{"Item"};

TEST(XmlTree, HoldsNamesAttributesAndTextWithoutPrefixes)
{
    Tree tree;
    const auto root = tree.read("<a:r xmlns:a='x'><b c='1 &amp; 2'>t&#10;<i/>u</b><b/></a:r>");
    ASSERT_TRUE(root.has_value());
    EXPECT_EQ((*root)->name, "r");
    EXPECT_EQ((*root)->children.size(), 2U);
    EXPECT_EQ((*root)->child("b").attribute("c"), "1 & 2");
    EXPECT_EQ((*root)->child("b").text, "t\nu");
    EXPECT_TRUE((*root)->at("b/i"));
    EXPECT_FALSE((*root)->at("b/i/none"));
    EXPECT_EQ((*root)->at("none/of/this").attribute("x"), "");
}

TEST(XmlTree, RefusesADtd)
{
    Tree tree;
    for (const char* document :
         {"<!DOCTYPE r [<!ENTITY e 'x'>]><r>&e;</r>", "<!DOCTYPE r SYSTEM 'file:///etc/hosts'><r/>",
          "<!DOCTYPE r PUBLIC 'p' 'http://example.test/x.dtd'><r/>"}) {
        const auto root = tree.read(document);
        ASSERT_FALSE(root.has_value());
        EXPECT_TRUE(root.error().refused);
        EXPECT_THAT(root.error().what, HasSubstr("DTD"));
    }
}

TEST(XmlTree, KnowsNoEntitiesButTheFiveOfXml)
{
    Tree tree;
    const auto root = tree.read("<r>\n&lt;&nbsp;</r>");
    ASSERT_FALSE(root.has_value());
    EXPECT_FALSE(root.error().refused);
    EXPECT_EQ(root.error().line, 2);
}

TEST(XmlTree, SaysWhereADocumentIsCutOff)
{
    const std::string document = "<r>\n<a>text</a>\n<b/></r>";
    Tree tree;
    for (std::size_t size = 0; size < document.size(); ++size) {
        const auto root = tree.read(document.substr(0, size));
        ASSERT_FALSE(root.has_value()) << size;
        EXPECT_FALSE(root.error().what.empty());
    }
}

TEST(XmlTree, StopsAtItsDepth)
{
    std::string deep;
    for (int i = 0; i <= depth_max; ++i) {
        deep += "<a>";
    }
    Tree tree;
    EXPECT_THAT(tree.read(deep).error().what, HasSubstr("deep"));
}

TEST(XmlCut, PutsEveryByteIntoOnePieceInTheOrderOfBeginnings)
{
    const std::string document = "\xEF\xBB\xBF<?xml version='1.0'?>\n<m><id root='M'/>\n"
                                 "<Item a='1'><id root='A'/> x\n <c><Item><id root='B'/></Item>"
                                 "</c><Item/></Item>stray\n<Item><!-- &amp; --></Item></m>\n";
    const auto pieces = cut(document, items);
    ASSERT_TRUE(pieces.has_value());
    ASSERT_EQ(pieces->size(), 5U);
    EXPECT_EQ(pieces->at(0).name, "m");
    EXPECT_EQ(pieces->at(1).id, "A");
    EXPECT_EQ(pieces->at(1).line, 3);
    EXPECT_EQ(pieces->at(2).id, "B");
    EXPECT_EQ(pieces->at(2).line, 4);
    EXPECT_EQ(pieces->at(3).bytes, "<Item/>");
    EXPECT_EQ(pieces->at(4).line, 5);
    EXPECT_EQ(pieces->at(1).bytes, "<Item a='1'><id root='A'/> x\n <c><?ferry-item Item B?></c>"
                                   "<?ferry-item Item ?></Item>");
    EXPECT_EQ(put_together(*pieces), document);
}

TEST(XmlCut, RefusesGapsThatItDidNotMake)
{
    for (const char* document : {"<m><?ferry-item Item A?></m>", "<m><!-- <?ferry-item --></m>",
                                 "<m><![CDATA[<?ferry-item em>]]></m>"}) {
        EXPECT_FALSE(cut(document, items).has_value()) << document;
    }
}

TEST(XmlCut, RefusesAnItemThatStandsInNothing)
{
    const auto pieces = cut("<!-- x -->\n<Item><id root='I'/></Item>", items);
    ASSERT_FALSE(pieces.has_value());
    EXPECT_EQ(pieces.error().line, 2);
    EXPECT_THAT(pieces.error().what, HasSubstr("Item"));
}

TEST(XmlCut, LeavesGapsThatATreeShowsAsChildren)
{
    const auto pieces = cut("<m><a/><Item><id root='I'/></Item></m>", items);
    Tree tree;
    const auto root = tree.read(pieces->front().bytes);
    ASSERT_TRUE(root.has_value());
    EXPECT_EQ((*root)->children.at(1)->name, gap_target);
    EXPECT_EQ((*root)->children.at(1)->text, "Item I");
}

TEST(XmlEncoding, ConvertsWhatItKnowsAndSaysWhatItDoesNot)
{
    EXPECT_EQ(in_utf8("<?xml version='1.0' encoding='windows-1252'?><a>\xA3</a>"),
              "<?xml version='1.0' encoding='windows-1252'?><a>\xC2\xA3</a>");
    EXPECT_EQ(in_utf8("<a>\xC2\xA3</a>"), "<a>\xC2\xA3</a>");
    EXPECT_THAT(in_utf8("<?xml version='1.0' encoding='EBCDIC'?><a/>").error().what,
                HasSubstr("ebcdic"));
    EXPECT_FALSE(in_utf8("\xFF\xFE<\0a").has_value());
}

TEST(XmlRoot, IsToldFromTheHead)
{
    EXPECT_EQ(root_name("\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- <x> --><S:E a='1'>"), "E");
    EXPECT_EQ(root_name("<r/>"), "r");
    EXPECT_EQ(root_name("no xml"), "");
    EXPECT_EQ(root_name("<"), "");
}

} // namespace
} // namespace ferry::xml

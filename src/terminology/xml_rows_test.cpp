#include "terminology/xml_rows.hpp"

#include <gmock/gmock.h>

#include "base/digest.hpp"
#include "terminology/test_files.hpp"

namespace ferry::terminology {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class XmlRowsTest : public ReleaseDirectory {
protected:
    /// All cells `NM` of the rows of a file with this text, in brackets.
    std::string names_in(std::string_view text) const
    {
        XmlRows row{write("f.xml", text), "LIST", rows_};
        std::string names;
        while (row.next()) {
            names += "[" + std::string{row.cell("NM")} + "]";
        }
        return names;
    }
    std::string refusal_of(std::string_view text) const
    {
        return refusal([&] { names_in(text); });
    }

private:
    std::array<std::string_view, 1> rows_{"ROW"};
};

TEST_F(XmlRowsTest, HandOutTheRowsAndPassOverTheRest)
{
    EXPECT_EQ(names_in("<?xml version=\"1.0\"?>\n<!-- x --><LIST a=\"b\"><ROWS><ROW><NM>A &amp; "
                       "B</NM><ID>1</ID></ROW></ROWS><OTHER><ITEM><NM>no</NM></ITEM></OTHER>"
                       "<ROW><NM><![CDATA[<C>]]></NM></ROW><ROW/></LIST>"),
              "[A & B][<C>][]");
    EXPECT_EQ(names_in("<LIST/>"), "");
}

TEST_F(XmlRowsTest, ReadFilesOfManyBlocks)
{
    std::string text = "<LIST>";
    std::string names;
    for (int i = 0; i < 20'000; ++i) {
        text += "<ROW><NM>n" + std::to_string(i) + "</NM></ROW>\n";
        names += "[n" + std::to_string(i) + "]";
    }
    EXPECT_EQ(names_in(text + "</LIST>"), names);
}

TEST_F(XmlRowsTest, CountTheirRowsAndKnowTheDigestOfTheFile)
{
    const std::string text = "<LIST><ROW><NM>A</NM></ROW><ROW/></LIST>\n";
    const std::array<std::string_view, 1> rows{"ROW"};
    XmlRows row{write("f.xml", text), "LIST", rows};
    while (row.next()) {
        EXPECT_EQ(row.row(), "ROW");
    }
    EXPECT_EQ(row.rows(), 2);
    EXPECT_EQ(row.digest(), evidence_digest(text));
}

TEST_F(XmlRowsTest, RefuseAFileThatIsCutAtAnyByte)
{
    const std::string text = "<LIST><ROW><NM>A &amp; B</NM></ROW></LIST>";
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_THAT(refusal_of(text.substr(0, size)), HasSubstr("not well-formed")) << size;
    }
}

TEST_F(XmlRowsTest, RefuseADocumentTypeDeclarationBeforeItDoesAnything)
{
    for (const std::string_view declaration :
         {"<!DOCTYPE LIST [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>",
          "<!DOCTYPE LIST [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
          "<!DOCTYPE LIST SYSTEM \"http://example.org/list.dtd\">"}) {
        EXPECT_THAT(refusal_of(std::string{declaration} + "<LIST><ROW><NM>&x;</NM></ROW></LIST>"),
                    AllOf(HasSubstr(":1:"), HasSubstr("document type declaration")));
    }
    EXPECT_THAT(refusal_of("<LIST><ROW><NM>&x;</NM></ROW></LIST>"), HasSubstr("undefined entity"));
}

TEST_F(XmlRowsTest, RefuseWhatNoReleaseHasWithFileAndLine)
{
    EXPECT_THAT(refusal_of("<OTHER/>"), AllOf(HasSubstr("f.xml:1:"), HasSubstr("found OTHER")));
    EXPECT_THAT(refusal_of("<LIST>\n<ROW>\n<NM><B/></NM></ROW></LIST>"),
                AllOf(HasSubstr("f.xml:3:"), HasSubstr("elements within")));
    EXPECT_THAT(refusal_of("<LIST><ROW><NM>" + std::string(70'000, 'x') + "</NM></ROW></LIST>"),
                HasSubstr("a cell of more than"));
    std::string wide = "<LIST><ROW>";
    std::string deep = "<LIST>";
    for (int i = 0; i < 100; ++i) {
        wide += "<C/>";
        deep += "<D>";
    }
    EXPECT_THAT(refusal_of(wide + "</ROW></LIST>"), HasSubstr("more than 64 cells"));
    EXPECT_THAT(refusal_of(deep), HasSubstr("deep"));
    EXPECT_THAT(refusal_of("<LIST><ROW><NM>\xFF</NM></ROW></LIST>"), HasSubstr("not well-formed"));
}

} // namespace
} // namespace ferry::terminology

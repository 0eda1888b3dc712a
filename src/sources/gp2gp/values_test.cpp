#include <gtest/gtest.h>

#include "sources/gp2gp/values.hpp"

namespace ferry::gp2gp {
namespace {

/// A node read from text.
class ValuesTest : public testing::Test {
protected:
    const xml::Node& node(std::string_view text) { return **tree_.read(text); }

private:
    xml::Tree tree_;
};

TEST(TimeOf, KeepsThePrecisionThatIsThere)
{
    EXPECT_EQ(time_of("2010"), "2010");
    EXPECT_EQ(time_of("201003"), "2010-03");
    EXPECT_EQ(time_of("20100304"), "2010-03-04");
    EXPECT_EQ(time_of("201003040930"), "2010-03-04T09:30");
    EXPECT_EQ(time_of("20100304093059"), "2010-03-04T09:30:59");
}

TEST(TimeOf, ShiftsNoClock)
{
    EXPECT_EQ(time_of("20100704000000"), "2010-07-04T00:00:00");
    EXPECT_EQ(time_of("20100704000000+0100"), "2010-07-04T00:00:00");
    EXPECT_EQ(time_of("20100704235959.123"), "2010-07-04T23:59:59");
    EXPECT_EQ(time_of("20131025165929252"), "2013-10-25T16:59:29");
}

TEST(TimeOf, SaysWhatIsWrongAndNeverGuesses)
{
    EXPECT_EQ(time_of("").error(), Fault::missing);
    EXPECT_EQ(time_of("20100230").error(), Fault::out_of_range);
    EXPECT_EQ(time_of("201013").error(), Fault::out_of_range);
    EXPECT_EQ(time_of("201003042530").error(), Fault::out_of_range);
    EXPECT_EQ(time_of("2010030409").error(), Fault::malformed);
    EXPECT_EQ(time_of("March").error(), Fault::malformed);
}

TEST_F(ValuesTest, TakeTheAvailabilityTimeWhereThereIsNoInformation)
{
    const auto when = effective_of(node("<s><effectiveTime><center nullFlavor='NI'/>"
                                        "</effectiveTime><availabilityTime value='2010'/></s>"));
    EXPECT_EQ(when.begin, "2010");
    EXPECT_FALSE(when.unknown);
}

TEST_F(ValuesTest, KeepAnUnknownTimeUnknown)
{
    for (const char* time : {"<effectiveTime nullFlavor='UNK'/>",
                             "<effectiveTime><center nullFlavor='UNK'/></effectiveTime>",
                             "<effectiveTime><low nullFlavor='UNK'/></effectiveTime>"}) {
        const auto when =
            effective_of(node(std::string{"<s>"} + time + "<availabilityTime value='2010'/></s>"));
        EXPECT_TRUE(when.unknown) << time;
        EXPECT_EQ(when.begin, "") << time;
    }
}

TEST_F(ValuesTest, KeepBothEndsOfAPeriod)
{
    const auto when = effective_of(node("<s><effectiveTime><low value='20100521'/><high "
                                        "value='20100522'/></effectiveTime></s>"));
    EXPECT_EQ(when.begin, "20100521");
    EXPECT_EQ(when.end, "20100522");
}

TEST_F(ValuesTest, GiveEveryCodingAndTheSourcesOwnLast)
{
    const auto code = code_of(
        node("<code code='H33..00' codeSystem='2.16.840.1.113883.2.1.6.2' displayName='Asthma'>"
             "<originalText>Asthma!</originalText><translation code='195967001' "
             "codeSystem='2.16.840.1.113883.2.1.3.2.4.15' displayName='Asthma'/><translation "
             "code='H33..' codeSystem='2.16.840.1.113883.2.1.3.2.4.14'/><translation code='x' "
             "codeSystem='1.2.3'/></code>"));
    ASSERT_EQ(code.codings.size(), 4U);
    EXPECT_EQ(code.text, "Asthma!");
    EXPECT_EQ(code.codings[0].system, "http://snomed.info/sct");
    EXPECT_EQ(code.codings[1].system, "http://read.info/ctv3");
    EXPECT_EQ(code.codings[2].system, "urn:oid:1.2.3");
    EXPECT_EQ(code.codings[3].code, "H33..00");
}

TEST_F(ValuesTest, KeepQualifiersInWords)
{
    const auto qualifiers = qualifiers_of(
        node("<code><qualifier><name code='255217005' displayName='First'/></qualifier><qualifier>"
             "<name code='private' displayName='Private'/><value code='0' displayName='No'/>"
             "</qualifier><qualifier><name code='cuff'/></qualifier></code>"));
    EXPECT_EQ(qualifiers.episode, "First");
    EXPECT_EQ(qualifiers.others, (std::vector<std::string>{"Private: No", "cuff"}));
}

struct MeasuredCase {
    const char* value;
    const char* expected; ///< comparator, value, unit
};

class MeasuredIn : public testing::TestWithParam<MeasuredCase> {};

TEST_P(MeasuredIn, IsDigitForDigitWithItsUnitAndComparator)
{
    xml::Tree tree;
    const auto root = tree.read(GetParam().value);
    ASSERT_TRUE(root.has_value());
    const Measured made = measured_in(**root);
    EXPECT_EQ(made.comparator + "|" + made.value + "|" + made.unit, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Values, MeasuredIn,
    testing::Values(
        MeasuredCase{"<value type='PQ' value='1.50' unit='kg'/>", "|1.50|kg"},
        MeasuredCase{"<value type='PQ' value='6.' unit='1'/>", "|6.|"},
        MeasuredCase{"<value type='PQ' value='27.000' unit='1'><translation value='27.000'>"
                     "<originalText>kg/m2</originalText></translation></value>",
                     "|27.000|kg/m2"},
        MeasuredCase{"<value type='IVL_PQ'><high value='200' unit='mL' inclusive='false'/></value>",
                     "<|200|mL"},
        MeasuredCase{"<value type='IVL_PQ'><high value='200' inclusive='true'/></value>",
                     "<=|200|"},
        MeasuredCase{"<value type='IVL_PQ'><low value='.5' inclusive='false'/></value>", ">|.5|"},
        MeasuredCase{"<value type='IVL_PQ'><low value='90' inclusive='true'/></value>", ">=|90|"},
        MeasuredCase{"<value type='IVL_PQ'><low value='1' unit='g'/><high value='2' unit='g'/>"
                     "</value>",
                     "|1 - 2|g"},
        MeasuredCase{"<value type='ST'> Negative </value>", "|Negative|"},
        MeasuredCase{"<value type='CV' code='2' displayName='Trace' codeSystem='1.2'/>",
                     "|Trace|"}));

TEST(PmipComment, LosesItsHeader)
{
    const auto comment = pmip_comment("CommentType:USER COMMENT\nCommentDate:20100120162723\n\n"
                                      " (First) - Contact\nPatient\n");
    EXPECT_EQ(comment.type, "USER COMMENT");
    EXPECT_EQ(comment.date, "20100120162723");
    EXPECT_EQ(comment.text, " (First) - Contact\nPatient");
}

TEST(PmipComment, IsPlainTextWithoutAWholeHeader)
{
    for (const char* text :
         {"some\ntext", "CommentDate:20100120104622\n\nAnother", "CommentType:X", ""}) {
        EXPECT_EQ(pmip_comment(text).text, text);
        EXPECT_EQ(pmip_comment(text).type, "");
    }
}

} // namespace
} // namespace ferry::gp2gp

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/files.hpp"
#include "practice/gp2gp/envelope.hpp"
#include "practice/make_practice.hpp"
#include "practice/test_extract.hpp"
#include "practice/trees/documents.hpp"
#include "practice/trees/json.hpp"
#include "practice/trees/sheet.hpp"
#include "practice/trees/words.hpp"
#include "practice/trees/xml.hpp"

/// The parts of which messages and bundles are made.
namespace ferry::practice::trees {
namespace {

using testing::HasSubstr;

Entry entry_on(int ymd, Precision precision, int minute = 0)
{
    return {.on = {ymd}, .precision = precision, .minute = static_cast<std::int16_t>(minute)};
}

TEST(TreeTimes, SayAsMuchAsIsKnown)
{
    struct Case {
        Precision precision;
        const char* hl7;
        const char* fhir;
    };
    for (const Case& one : {
             Case{Precision::unknown, "",             ""                         },
             Case{Precision::year,    "2009",         "2009"                     },
             Case{Precision::month,   "200902",       "2009-02"                  },
             Case{Precision::day,     "20090203",     "2009-02-03"               },
             Case{Precision::time,    "200902030905", "2009-02-03T09:05:00+00:00"},
    }) {
        EXPECT_EQ(hl7_time(entry_on(20'090'203, one.precision, 545)), one.hl7);
        EXPECT_EQ(fhir_time(entry_on(20'090'203, one.precision, 545)), one.fhir);
    }
}

TEST(TreeTimes, GiveEachClockTheOffsetOfItsDay)
{
    EXPECT_EQ(fhir_stamp({20'240'331}, 59), "2024-03-31T00:59:00+00:00");
    EXPECT_EQ(fhir_stamp({20'240'331}, 60), "2024-03-31T01:00:00+01:00");
    EXPECT_EQ(fhir_stamp({20'240'630}, 0), "2024-06-30T00:00:00+01:00");
    EXPECT_EQ(fhir_stamp({20'241'027}, 59), "2024-10-27T00:59:00+01:00");
    EXPECT_EQ(fhir_stamp({20'241'027}, 60), "2024-10-27T01:00:00+00:00");
}

TEST(TreeCodes, LeaveToTheMapsWhatTheMapsHaveToDecide)
{
    const Dictionary codes;
    EXPECT_EQ(sent(codes["SMOKER"]).code, "137R.00");
    EXPECT_EQ(sent(codes["SMOKER"]).concept_id, "77176002");
    EXPECT_EQ(sent(codes["ONEMANY"]).concept_id, "");
    EXPECT_TRUE(sent(codes["EMISL1"]).local);
    EXPECT_EQ(sent(codes["EMISL1"]).code, "EMISZZ1");
    EXPECT_EQ(sent(codes["EMISL1"]).concept_id, "");
}

TEST(TreeDocuments, AreBase64AsEverybodyReadsIt)
{
    EXPECT_EQ(base64(""), "");
    EXPECT_EQ(base64("f"), "Zg==");
    EXPECT_EQ(base64("fo"), "Zm8=");
    EXPECT_EQ(base64("foo"), "Zm9v");
    EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
    EXPECT_EQ(base64("\xFF\xFE\xFD"), "//79");
    EXPECT_EQ(base64(std::string(58, 'x'), "\r\n").substr(76), "\r\neA==");
}

TEST(TreeDocuments, AreGzipWithTheirSumAndSize)
{
    const std::string packed = gzip("text");
    EXPECT_EQ(packed.substr(0, 3), "\x1F\x8B\x08");
    // The sum and the size, as gzip(1) writes them for these bytes.
    EXPECT_EQ(packed.substr(packed.size() - 8), std::string("\xC7\xA7\x8B\x3B\x04\0\0\0", 8));
}

TEST(TreeXml, WritesWordsAsWords)
{
    Xml xml;
    xml.put("<a b='{}'>{}</a>", Words{"\"'<&>"}, Words{"one\r\ntwo é"});
    EXPECT_EQ(xml.text(), "<a b=\"&#34;&#39;&#60;&#38;&#62;\">one&#13;\ntwo é</a>");
}

TEST(TreeJson, PutsCommasBetweenAndWordsInQuotes)
{
    Json json;
    json.object("", [&] {
        json.text("a", "x\"y\n");
        json.text("none", "");
        json.array("b", [&] {
            json.literal("", "1.50");
            json.line_end();
            json.object("", [&] { json.literal("c", "true"); });
        });
    });
    EXPECT_EQ(json.text(), "{\"a\":\"x\\\"y\\u000a\",\"b\":[1.50\n,{\"c\":true}]}");
}

/// A record with one consultation: a panel of two, a problem, and an entry of the problem.
class SheetOfOne : public testing::Test {
protected:
    SheetOfOne()
    {
        record_.consultations.push_back({.entry = {.id = {1, 1}}});
        add({2, 2}, "FBCH");
        add({3, 3}, "HB").parent = {2, 2};
        add({4, 4}, "CRP").parent = {2, 2};
        add({5, 5}, "ASTHMA").first_episode = true;
        record_.problems.push_back({
            .id = {5, 5},
              .code = &codes_["ASTHMA"]
        });
        add({6, 6}, "COUGH").problem = {5, 5};
        add({7, 7}, "COUGH").consultation = {};
        add({8, 8}, "COUGH").entry.deleted = true;
    }

    Observation& add(const Guid& id, std::string_view key)
    {
        Observation& row = record_.observations.emplace_back();
        row.entry.id = id;
        row.code = &codes_[key];
        row.consultation = {1, 1};
        return row;
    }

    Dictionary codes_;
    Record record_{};
};

TEST_F(SheetOfOne, PutsEntriesUnderTheirProblemAndHeading)
{
    const Sheet sheet{record_};
    ASSERT_EQ(sheet.sittings().size(), 1U);
    const auto topics = sheet.sittings()[0].topics();
    ASSERT_EQ(topics.size(), 2U);
    EXPECT_EQ(topics[0][0].topic, nullptr);
    EXPECT_EQ(topics[1][0].topic, &record_.problems[0]);
    const auto headings = headings_of(topics[1]);
    ASSERT_EQ(headings.size(), 2U);
    EXPECT_EQ(headings[0][0].heading, Heading::problem);
    EXPECT_EQ(headings[1][0].heading, Heading::history);
}

TEST_F(SheetOfOne, PutsValuesUnderTheirPanelAndDeletedRowsNowhere)
{
    const Sheet sheet{record_};
    EXPECT_EQ(sheet.parts_of(record_.observations[0]).size(), 2U);
    EXPECT_TRUE(sheet.parts_of(record_.observations[3]).empty());
    ASSERT_EQ(sheet.outside().size(), 2U); // the entry of no consultation, and the problem
    EXPECT_EQ(std::get<const Observation*>(sheet.outside()[0].what), &record_.observations[5]);
    EXPECT_EQ(sheet.sittings()[0].entries.size(), 3U);
}

TEST(MadeIds, DifferByPurposeAndAreTheSameEachTime)
{
    const Guid id = guid_of(1, 2);
    EXPECT_EQ(made_of(id, Made::topic, 3), made_of(id, Made::topic, 3));
    EXPECT_NE(made_of(id, Made::topic, 3), made_of(id, Made::topic, 4));
    EXPECT_NE(made_of(id, Made::topic), made_of(id, Made::group));
    EXPECT_NE(made_of(id, Made::report), id);
}

TEST(Gp2gpEnvelope, NamesInItsManifestWhereEachDocumentIs)
{
    const Observation entry{.entry = {.id = {1, 2}}};
    const Document within{
        .entry = &entry, .id = {2, 1},
             .file = "a.txt", .bytes = "A", .way = Way::within
    };
    Document apart = within;
    apart.id = {3, 1};
    apart.way = Way::in_fragment;
    const std::vector<Document> documents{within, apart};
    const gp2gp::Parcel parcel{
        .id = {9, 9},
        .interaction = "RCMR_IN030000UK06",
        .payload = "<RCMR_IN030000UK06/>",
        .documents = documents
    };
    for (const gp2gp::Envelope envelope : {gp2gp::Envelope::json, gp2gp::Envelope::mime}) {
        const std::string text = gp2gp::wrapped(envelope, parcel);
        EXPECT_THAT(text, HasSubstr(fmt::format("cid:{}@example.org", within.id)));
        EXPECT_THAT(text, HasSubstr(fmt::format("mid:{}", gp2gp::fragment_id(apart))));
        EXPECT_THAT(gp2gp::fragment_of(envelope, apart),
                    HasSubstr(fmt::format("<eb:MessageId>{}<", gp2gp::fragment_id(apart))));
    }
}

class MadeTree : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Layouts, MadeTree, testing::Values("gp2gp", "gpconnect"),
                         [](const auto& one) { return std::string{one.param}; });

TEST_P(MadeTree, HasTheSameBytesForTheSameOptionsAndOthersForOthers)
{
    const auto make = [](std::uint64_t seed) {
        return Options{.patients = 12, .seed = seed, .layout = GetParam(), .density = 0.2};
    };
    const TestExtract first{make(3)};
    const TestExtract second{make(3)};
    const TestExtract other{make(4)};
    EXPECT_TRUE(first.bytes() == second.bytes());
    EXPECT_FALSE(first.bytes() == other.bytes());
    EXPECT_EQ(first.truth().at("patients_in_extract"), 12);
    EXPECT_EQ(first.truth().at("extract").at("system"), GetParam());
}

} // namespace
} // namespace ferry::practice::trees

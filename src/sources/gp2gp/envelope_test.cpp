#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/base64.hpp"
#include "base/error.hpp"
#include "sources/gp2gp/attachments.hpp"
#include "sources/gp2gp/decode.hpp"
#include "sources/gp2gp/message.hpp"
#include "sources/gp2gp/test_envelopes.hpp"

namespace ferry::gp2gp {
namespace {

using testing::HasSubstr;

/// "text" as a gzip file, in base64.
constexpr std::string_view gzip_text = "H4sIAAAAAAACAytJrSgBAMenizsEAAAA";

TEST(Gunzipped, SaysWhatIsDamagedAndStopsABomb)
{
    const std::string packed = *from_base64(gzip_text);
    EXPECT_EQ(gunzipped(packed), "text");
    EXPECT_EQ(gunzipped(packed, 3), tl::unexpected{Fault::out_of_range});
    EXPECT_EQ(gunzipped("no gzip"), tl::unexpected{Fault::malformed});
    for (std::size_t size = 0; size < packed.size(); ++size) {
        EXPECT_FALSE(gunzipped(packed.substr(0, size)).has_value()) << size;
    }
}

TEST(Joined, PutsPartsTogetherBeforeTheyAreDecoded)
{
    const auto part = [](std::string body) {
        return Attachment{.base64 = true, .body = std::move(body)};
    };
    EXPECT_EQ(joined({part("dG"), part("V4dA==")}, false), "text");
    EXPECT_EQ(joined({part("dGU="), part("eHQ=")}, false), "text"); // encoded one by one
    EXPECT_EQ(
        joined({part(std::string{gzip_text.substr(0, 9)}), part(std::string{gzip_text.substr(9)})},
               true),
        "text");
    EXPECT_EQ(joined({{.body = "plain"}}, false), "plain");
    EXPECT_FALSE(joined({part("d")}, false).has_value());
}

TEST(Described, FindsWholeWords)
{
    constexpr std::string_view text =
        "Id = MID Filename=\"a b.txt\" ContentType=text/plain LargeAttachment=No Compressed=Yes";
    EXPECT_EQ(described(text, "Filename"), "a b.txt");
    EXPECT_EQ(described(text, "ContentType"), "text/plain");
    EXPECT_EQ(described(text, "Compressed"), "Yes");
    EXPECT_EQ(described(text, "Length"), "");
}

TEST(ReadMessage, NamesPatientAndPractice)
{
    const Message message = read_message("m.xml", message_of(""));
    EXPECT_EQ(message.patient, "9990000018");
    EXPECT_EQ(message.organisation, "A12345");
    EXPECT_EQ(read_message("m.xml", message_of("", "1234567890")).patient, "");
}

TEST(ReadMessage, SendsAgentsToTheDirectory)
{
    const Message message = read_message("m.xml", message_of(consultation_of("")));
    ASSERT_EQ(message.rows.size(), 3U);
    EXPECT_FALSE(message.rows[0].directory);
    EXPECT_TRUE(message.rows[1].directory);
    EXPECT_THAT(message.rows[1].bytes, HasSubstr("AGENT-1"));
    EXPECT_EQ(message.rows[2].line, 8);
}

TEST(ReadMessage, TakesAWrapperOfOurOwnTransport)
{
    std::string inner = message_of("");
    inner.erase(0, inner.find('\n') + 1);
    const Message message = read_message("m.xml", "<custom_transport><payload>" + inner +
                                                      "</payload></custom_transport>");
    EXPECT_EQ(message.patient, "9990000018");
    EXPECT_EQ(message.rows.size(), 2U);
}

TEST(ReadMessage, IsOneDamagedRowWhereItCannotBeRead)
{
    const std::string whole = message_of(consultation_of(""));
    for (const std::string& bytes :
         {whole.substr(0, whole.size() / 2), std::string{}, whole + "<", std::string{"{\"ebXML\""},
          std::string{"<?xml version='1.0' encoding='EBCDIC'?><a/>"}}) {
        const Message message = read_message("m.xml", bytes);
        ASSERT_EQ(message.rows.size(), 1U);
        EXPECT_TRUE(message.rows[0].damaged);
        EXPECT_EQ(message.rows[0].bytes, bytes);
        EXPECT_NE(message.damage, "");
    }
}

TEST(ReadMessage, RefusesADtdWithItsPlace)
{
    try {
        read_message("m.xml", "<?xml version='1.0'?>\n<!DOCTYPE x SYSTEM 'file:///x'><x/>");
        FAIL() << "was taken";
    } catch (const InputError& refused) {
        EXPECT_THAT(refused.what(), HasSubstr("m.xml:2: the document brings a DTD"));
        EXPECT_THAT(refused.what(), HasSubstr("ask for the message anew"));
    }
}

support::ShownItem document_of(const support::Run& run)
{
    const auto found =
        support::items_of(run.patient(test_patient).mapped->record, ItemType::document);
    return found.size() == 1 ? found.front() : support::ShownItem{};
}

const Record::Contents& contents_of(const support::Run& run)
{
    return run.patient(test_patient).mapped->record.contents();
}

const Record::Contents text_alone{
    {evidence_digest("text"), "text"}
};

TEST(MimeMessages, BringTheirAttachments)
{
    Messages messages;
    messages.write("m.mime",
                   mime(ebxml("M1", reference("D1-FILE", "cid:cid-0",
                                              "Filename=\"a.txt\" ContentType=text/plain "
                                              "Compressed=No")),
                        message_of(consultation_of(document("D1", "a.txt"))), {"dGV4dA=="}));
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    EXPECT_EQ(run.count(Outcome::held), 0);
    EXPECT_EQ(document_of(run).at("digest"), evidence_digest("text"));
    EXPECT_EQ(contents_of(run), text_alone);
    EXPECT_EQ(document_of(run).at("file"), "a.txt");
    EXPECT_EQ(document_of(run).at("content_type"), "text/plain");
}

/// A message whose one document comes in two fragments behind an index.
void write_large(Messages& messages, bool whole)
{
    messages.write("1.mime", mime(ebxml("M1", reference("D1-FILE", "mid:INDEX",
                                                        "Filename=\"big.txt\" Compressed=Yes "
                                                        "LargeAttachment=Yes")),
                                  message_of(consultation_of(document("D1", "big.txt"))), {}));
    messages.write("2.mime", mime(ebxml("F2", reference("x", "cid:cid-0", "")), fragment("F2"),
                                  {std::string{gzip_text.substr(10)}}));
    messages.write("3.mime", mime(ebxml("INDEX", reference("a", "mid:F1", "Untitled") +
                                                     reference("b", "mid:F2", "Untitled")),
                                  fragment("INDEX"), {}));
    if (whole) {
        messages.write("4.mime", mime(ebxml("F1", reference("x", "cid:cid-0", "")), fragment("F1"),
                                      {std::string{gzip_text.substr(0, 10)}}));
    }
}

TEST(LargeMessages, ArePutTogetherFromTheirFragments)
{
    Messages messages;
    write_large(messages, true);
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    EXPECT_EQ(run.count(Outcome::held), 0);
    EXPECT_EQ(document_of(run).at("digest"), evidence_digest("text"));
    EXPECT_EQ(contents_of(run), text_alone);
}

TEST(LargeMessages, AreHeldWhereAFragmentIsMissing)
{
    Messages messages;
    write_large(messages, false);
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    EXPECT_EQ(run.count(Outcome::held), 2) << "the entry and the fragment that did come";
    EXPECT_EQ(document_of(run).at("file"), "");
    EXPECT_TRUE(contents_of(run).empty());
    const auto decided = messages.run({.decisions = {{"missing_file:document", "without-file"}}});
    EXPECT_EQ(decided.breach(), "");
    EXPECT_EQ(document_of(decided).at("file"), "big.txt");
    EXPECT_EQ(document_of(decided).at("digest"), "");
}

TEST(LargeMessages, AreHeldWhereTheyNameThemselvesOverAndOver)
{
    std::string many;
    for (int i = 0; i < 300; ++i) {
        many += reference("D1-FILE", "mid:M1", "Filename=\"a.txt\"");
    }
    Messages messages;
    messages.write("m.mime", mime(ebxml("M1", many),
                                  message_of(consultation_of(document("D1", "a.txt"))), {}));
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    EXPECT_EQ(run.count(Outcome::held), 1);
}

TEST(LargeMessages, WaitWhereNobodySaysWhoseAFragmentIs)
{
    Messages messages;
    messages.write("1.xml", message_of(consultation_of("")));
    messages.write(
        "2.mime", mime(ebxml("F9", reference("x", "cid:cid-0", "")), fragment("F9"), {"dGV4dA=="}));
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    EXPECT_EQ(run.count(Outcome::held), 3) << "wrapper, fragment, attachment";
}

TEST(JsonMessages, AreReadLikeTheXmlInThem)
{
    std::string xml = message_of(consultation_of(document("D1", "a.txt")));
    std::string escaped;
    for (const char c : xml) {
        escaped += c == '"' ? "\\\"" : c == '\n' ? "\\n" : std::string{c};
    }
    Messages messages;
    messages.write("m.json",
                   fmt::format("{{\n \"ebXML\": \"{}\",\n \"payload\": \"{}\",\n \"attachments\": "
                               "[{{\"content_type\": \"text/plain\", \"is_base64\": \"true\", "
                               "\"payload\": \"dGV4dA==\"}}]\n}}\n",
                               ebxml("M1", reference("D1-FILE", "cid:1", "Filename='a.txt'")),
                               escaped));
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    EXPECT_EQ(run.count(Outcome::held), 0);
    EXPECT_EQ(document_of(run).at("digest"), evidence_digest("text"));
    EXPECT_EQ(contents_of(run), text_alone);
}

TEST(AttachmentsWithoutAnEntry, AreDocumentsByThemselves)
{
    Messages messages;
    messages.write("m.mime", mime(ebxml("M1", reference("F", "cid:cid-0", "Filename=\"a.txt\"")),
                                  message_of(consultation_of("")), {"dGV4dA=="}));
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    EXPECT_EQ(document_of(run).at("title"), "a.txt");
    EXPECT_EQ(document_of(run).at("digest"), evidence_digest("text"));
    EXPECT_EQ(contents_of(run), text_alone);
}

} // namespace
} // namespace ferry::gp2gp

#include <gtest/gtest.h>

#include "base/digest.hpp"
#include "sources/gp2gp/test_envelopes.hpp"

/// Faults that adaptors for GP2GP have met in service (docs/faults.md), those that no test
/// of this folder is about otherwise.
namespace ferry::gp2gp {
namespace {

using support::ShownItem;

/// "text" and "other" in base64.
constexpr std::string_view text_body = "dGV4dA==";
constexpr std::string_view other_body = "b3RoZXI=";

std::vector<ShownItem> documents_of(const support::Run& run)
{
    return support::items_of(run.patient(test_patient).mapped->record, ItemType::document);
}

// -- Documents ----------------------------------------------------------------------------

TEST(Documents, OfOneFileNameKeepTheirOwnBytes)
{
    Messages messages;
    const std::string untitled = "Filename=\"Untitled\" ContentType=text/plain Compressed=No";
    messages.write("m.mime", mime(ebxml("M1", reference("D1-FILE", "cid:cid-0", untitled) +
                                                  reference("D2-FILE", "cid:cid-1", untitled)),
                                  message_of(consultation_of(document("D1", "Untitled") +
                                                             document("D2", "Untitled"))),
                                  {std::string{text_body}, std::string{other_body}}));
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    const auto documents = documents_of(run);
    ASSERT_EQ(documents.size(), 2U);
    EXPECT_EQ(documents[0].at("digest"), evidence_digest("text"));
    EXPECT_EQ(documents[1].at("digest"), evidence_digest("other"));
}

TEST(Documents, OfOneFileNameWaitWhereNothingTellsThemApart)
{
    Messages messages;
    const std::string untitled = "Filename=\"Untitled\" ContentType=text/plain Compressed=No";
    messages.write("m.mime", mime(ebxml("M1", reference("X", "cid:cid-0", untitled) +
                                                  reference("Y", "cid:cid-1", untitled)),
                                  message_of(consultation_of(document("D1", "Untitled"))),
                                  {std::string{text_body}, std::string{other_body}}));
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    EXPECT_EQ(run.count(Outcome::held), 1);
    EXPECT_EQ(documents_of(run).size(), 2U) << "the two files, as documents by themselves";
}

TEST(Documents, KeepAFileNameWithSignsOfAnyKind)
{
    Messages messages;
    messages.write(
        "m.mime",
        mime(ebxml("M1", reference("D1-FILE", "cid:cid-0",
                                   "Filename=\"\xC3\x84rzte &amp; Br\xC3\xBC&lt;1&gt; 100%.txt\" "
                                   "ContentType=text/plain Compressed=No")),
             message_of(consultation_of(document("D1", "\xC3\x84rzte &amp; Br\xC3\xBC&lt;1&gt; "
                                                       "100%.txt"))),
             {std::string{text_body}}));
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    ASSERT_EQ(documents_of(run).size(), 1U);
    EXPECT_EQ(documents_of(run)[0].at("file"), "\xC3\x84rzte & Br\xC3\xBC<1> 100%.txt");
    EXPECT_EQ(documents_of(run)[0].at("digest"), evidence_digest("text"));
}

TEST(Documents, MayBeLargerThanTwentyMegabytes)
{
    constexpr std::size_t size = 21'000'000; // of it a third more in base64
    std::string body(size / 3 * 4, 'A');     // as many bytes of zero
    Messages messages;
    messages.write("1.mime", mime(ebxml("M1", reference("D1-FILE", "mid:F1",
                                                        "Filename=\"big.bin\" Compressed=No "
                                                        "LargeAttachment=Yes")),
                                  message_of(consultation_of(document("D1", "big.bin"))), {}));
    messages.write("2.mime",
                   mime(ebxml("F1", reference("x", "cid:cid-0", "")), fragment("F1"), {body}));
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    ASSERT_EQ(documents_of(run).size(), 1U);
    EXPECT_EQ(documents_of(run)[0].at("digest"), evidence_digest(std::string(size, '\0')));
}

// -- Entries ------------------------------------------------------------------------------

constexpr std::string_view nopat = "<confidentialityCode code=\"NOPAT\"/>";

std::string medicine(std::string_view id, std::string_view inside)
{
    return component(fmt::format(
        "<MedicationStatement><id root=\"{}\"/><availabilityTime value=\"20100114\"/><consumable>"
        "<manufacturedProduct><manufacturedMaterial>{}</manufacturedMaterial>"
        "</manufacturedProduct></consumable>{}</MedicationStatement>",
        id, snomed_code("322236009", "Paracetamol 500mg tablets"), inside));
}

std::string supply(std::string_view kind, std::string_view id, std::string_view more)
{
    return component(fmt::format("<{0}><id root=\"{1}\"/>{2}</{0}>", kind, id, more));
}

/// An entry of each kind with the mark that patients may not see it.
struct Marked {
    const char* kind;
    std::string statement;
};

class MarkedEntries : public testing::TestWithParam<Marked> {};

INSTANTIATE_TEST_SUITE_P(
    Kinds, MarkedEntries,
    testing::Values(
        Marked{"observation", observation("E1", "H33..00", "Asthma", nopat)},
        Marked{"immunisation", observation("E1", "65E..00", "Influenza vaccination", nopat)},
        Marked{"allergy", compound("CATEGORY", "C", read_code("14L..00", "H/O: drug allergy"),
                                   observation("E1", "14LK.00", "H/O: aspirin allergy", nopat))},
        Marked{"problem",
               observation("E1", "H33..00", "Asthma") +
                   component(fmt::format(
                       "<LinkSet><id root=\"L1\"/>{}<effectiveTime><low value=\"201003040930\"/>"
                       "</effectiveTime><availabilityTime value=\"20100304\"/>{}<conditionNamed>"
                       "<namedStatementRef><id root=\"E1\"/></namedStatementRef></conditionNamed>"
                       "</LinkSet>",
                       snomed_code("394774009", "Active problem"), nopat))},
        Marked{"narrative", component(fmt::format("<NarrativeStatement><id root=\"E1\"/><text>A "
                                                  "note</text><availabilityTime value=\"2010\"/>{}"
                                                  "</NarrativeStatement>",
                                                  nopat))},
        Marked{
            "document",
            component(fmt::format("<NarrativeStatement><id root=\"E1\"/><text>Letter</text>"
                                  "<availabilityTime value=\"2010\"/>{}<reference>"
                                  "<referredToExternalDocument><id root=\"F1\"/><text><reference "
                                  "value=\"https://example.org/1\"/></text>"
                                  "</referredToExternalDocument></reference>"
                                  "</NarrativeStatement>",
                                  nopat))},
        Marked{"plan", component(fmt::format("<PlanStatement><id root=\"E1\"/>{}<effectiveTime>"
                                             "<center value=\"20110101\"/></effectiveTime>{}"
                                             "</PlanStatement>",
                                             snomed_code("195967001", "Asthma"), nopat))},
        Marked{"request", component(fmt::format("<RequestStatement><id root=\"E1\"/>{}{}"
                                                "</RequestStatement>",
                                                snomed_code("3457005", "Referral"), nopat))},
        Marked{"medication",
               medicine("M1", std::string{nopat} + supply("ehrSupplyAuthorise", "E1", ""))},
        Marked{"issue",
               medicine("M1", std::string{nopat} + supply("ehrSupplyPrescribe", "E1", ""))},
        Marked{"panel",
               compound("BATTERY", "E1", read_code("44E..00", "Bilirubin") + std::string{nopat},
                        observation("O1", "44E..00", "Serum bilirubin"))}),
    [](const auto& one) { return std::string{one.param.kind}; });

TEST_P(MarkedEntries, StayConfidential)
{
    const OneMessage message{GetParam().statement};
    EXPECT_EQ(message.run().breach(), "");
    EXPECT_EQ(message.item("E1").at("confidential"), "true");
}

TEST(Entries, WithoutATimeOfTheirOwnGetNoOtherDate)
{
    std::string message = message_of(consultation_of(
        component(fmt::format("<ObservationStatement><id root=\"O1\"/>{}</ObservationStatement>",
                              read_code("H33..00", "Asthma")))));
    const std::string head = "<EhrExtract>";
    message.insert(message.find(head) + head.size(), "<availabilityTime value=\"20201231\"/>");
    const auto one = OneMessage::whole(message);
    EXPECT_EQ(one.item("O1").type, ItemType::observation);
    EXPECT_EQ(one.item("O1").at("date"), "");
    EXPECT_EQ(one.item("O1").at("recorded"), "2010-03-04T09:45:12") << "the composition's author";
}

TEST(Problems, ThatBeganNobodyKnowsWhenHaveNoDate)
{
    const OneMessage message{
        component(fmt::format(
            "<ObservationStatement><id root=\"O1\"/>{}<effectiveTime><center nullFlavor=\"UNK\"/>"
            "</effectiveTime><availabilityTime value=\"20100304\"/></ObservationStatement>",
            read_code("H33..00", "Asthma"))) +
        component(fmt::format(
            "<LinkSet><id root=\"L1\"/>{}<effectiveTime><low nullFlavor=\"UNK\"/></effectiveTime>"
            "<availabilityTime value=\"20100304\"/><conditionNamed><namedStatementRef><id "
            "root=\"O1\"/></namedStatementRef></conditionNamed></LinkSet>",
            snomed_code("394774009", "Active problem")))};
    EXPECT_EQ(message.run().breach(), "");
    EXPECT_EQ(message.item("O1").type, ItemType::problem);
    EXPECT_EQ(message.item("O1").at("date"), "");
}

TEST(Problems, KeepATitleThatWasCutAndTheWholeTextBesideIt)
{
    const std::string whole = "Pain in the left knee after a fall from the garden wall last spring";
    const OneMessage message{
        component(fmt::format(
            "<ObservationStatement><id root=\"O1\"/><code code=\"H33..00\" "
            "codeSystem=\"2.16.840.1.113883.2.1.6.2\" displayName=\"Knee pain\"><originalText>Pain "
            "in the left kn...</originalText></code><availabilityTime value=\"20100304\"/>"
            "<pertinentInformation><pertinentAnnotation><text>{}</text></pertinentAnnotation>"
            "</pertinentInformation></ObservationStatement>",
            whole)) +
        component(fmt::format(
            "<LinkSet><id root=\"L1\"/>{}<effectiveTime><low value=\"20100304\"/></effectiveTime>"
            "<conditionNamed><namedStatementRef><id root=\"O1\"/></namedStatementRef>"
            "</conditionNamed></LinkSet>",
            snomed_code("394774009", "Active problem")))};
    EXPECT_EQ(message.items(ItemType::problem).size(), 1U);
    EXPECT_EQ(message.item("O1").codes.at("code")->text, "Pain in the left kn...");
    EXPECT_EQ(message.item("O1").at("text"), whole);
}

TEST(Reports, KeepTheOrderOfTheirResults)
{
    std::string results;
    for (const char* id : {"R3", "R1", "R4", "R2"}) {
        results += observation(id, "44E..00", "Serum bilirubin");
    }
    const OneMessage message{
        compound("CLUSTER", "REPORT", snomed_code("16488004", "Laboratory reporting"), results)};
    std::vector<std::string> order;
    for (const ShownItem& item : message.items(ItemType::observation)) {
        EXPECT_EQ(item.at("parent"), "REPORT");
        order.push_back(item.at("source_id"));
    }
    EXPECT_EQ(order, (std::vector<std::string>{"R3", "R1", "R4", "R2"}));
}

TEST(BloodPressures, OfThreeValuesStayThreeEntries)
{
    const std::string value = "<value xsi:type=\"PQ\" value=\"120\" unit=\"mm[Hg]\"/>";
    const OneMessage message{
        compound("BATTERY", "B1", read_code("246..00", "O/E - blood pressure reading"),
                 observation("S1", "2469.00", "Systolic", value) +
                     observation("S2", "2469.00", "Systolic, standing", value) +
                     observation("D1", "246A.00", "Diastolic", value))};
    EXPECT_EQ(message.run().breach(), "");
    EXPECT_TRUE(message.items(ItemType::blood_pressure).empty());
    for (const char* id : {"S1", "S2", "D1"}) {
        EXPECT_EQ(message.item(id).at("value"), "120") << id;
        EXPECT_EQ(message.item(id).at("parent"), "B1") << id;
    }
}

// -- People -------------------------------------------------------------------------------

constexpr std::string_view two_agents =
    "<part><Agent><id root=\"WRITER\"/><agentPerson><name><family>Writer</family></name>"
    "</agentPerson></Agent></part><part><Agent><id root=\"DOCTOR\"/><agentPerson><name><family>"
    "Doctor</family></name></agentPerson></Agent></part>";

/// The surname of the member of staff that a field of an item names.
std::string surname(const OneMessage& message, const ShownItem& item, std::string_view field)
{
    const auto& directory = message.run().directory();
    for (const ShownItem& staff : support::items_of(directory.mapped->record, ItemType::staff)) {
        if (item.at(field) == std::to_string(item_key(directory.source.no, staff.no))) {
            return staff.at("surname");
        }
    }
    return {};
}

/// A consultation that WRITER entered and DOCTOR held.
std::string written_by_another(std::string_view statements)
{
    std::string text = consultation_of(statements);
    const std::string agent = "AGENT-1";
    text.replace(text.find(agent), agent.size(), "WRITER");
    return text.replace(text.find(agent), agent.size(), "DOCTOR");
}

TEST(Consultations, TellWhoSawThePatientFromWhoEnteredIt)
{
    const auto message = OneMessage::whole(message_of(
        written_by_another(observation("O1", "H33..00", "Asthma")), test_patient, two_agents));
    for (const char* id : {"CONSULTATION", "O1"}) {
        EXPECT_EQ(surname(message, message.item(id), "clinician"), "Doctor") << id;
        EXPECT_EQ(surname(message, message.item(id), "recorded_by"), "Writer") << id;
    }
}

TEST(Narratives, NameWhoFiledThemAndNotTheConsultation)
{
    const auto message = OneMessage::whole(message_of(
        written_by_another(component(
            "<NarrativeStatement><id root=\"N1\"/><text>Filed</text><availabilityTime "
            "value=\"20100304\"/><Participant typeCode=\"PRF\"><agentRef><id root=\"WRITER\"/>"
            "</agentRef></Participant></NarrativeStatement>")),
        test_patient, two_agents));
    EXPECT_EQ(surname(message, message.item("N1"), "clinician"), "Writer");
}

TEST(Agents, WithoutANameOrWithAJobNobodyKnowsStayStaff)
{
    const auto message = OneMessage::whole(
        message_of(consultation_of(""), test_patient,
                   "<part><Agent><id root=\"NAMELESS\"/><code code=\"R0260:?\" displayName=\"\"/>"
                   "<agentPerson><name/></agentPerson></Agent></part>"));
    EXPECT_EQ(message.run().breach(), "");
    const auto staff = support::items_of(message.run().directory().mapped->record, ItemType::staff);
    ASSERT_EQ(staff.size(), 1U);
    EXPECT_EQ(staff[0].at("source_id"), "NAMELESS");
    EXPECT_EQ(staff[0].at("job_code"), "R0260:?");
}

// -- Medicines ----------------------------------------------------------------------------

TEST(Issues, OfOneAcuteMedicationKeepItAndTheirOwnDates)
{
    const auto issue = [](std::string_view id, std::string_view day) {
        return medicine(fmt::format("M-{}", id),
                        supply("ehrSupplyPrescribe", id,
                               fmt::format("<availabilityTime value=\"{}\"/><inFulfillmentOf>"
                                           "<priorMedicationRef><id root=\"PLAN\"/>"
                                           "</priorMedicationRef></inFulfillmentOf>",
                                           day)));
    };
    const OneMessage message{
        medicine("M1", supply("ehrSupplyAuthorise", "PLAN",
                              "<statusCode code=\"COMPLETE\"/><availabilityTime "
                              "value=\"20100114\"/><repeatNumber value=\"0\"/>")) +
        issue("I1", "20100114") + issue("I2", "20100211") + issue("I3", "20100311")};
    EXPECT_EQ(message.run().breach(), "");
    EXPECT_EQ(message.items(ItemType::medication).size(), 1U);
    for (const auto& [id, day] : {
             std::pair{"I1", "2010-01-14"},
             std::pair{"I2", "2010-02-11"},
             std::pair{"I3", "2010-03-11"}
    }) {
        EXPECT_EQ(message.item(id).at("medication"), "PLAN") << id;
        EXPECT_EQ(message.item(id).at("date"), day) << id;
    }
}

} // namespace
} // namespace ferry::gp2gp

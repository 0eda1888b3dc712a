#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sources/gp2gp/test_messages.hpp"

/// What must not be passed over: that it is not so, who did it, why it was stopped.
namespace ferry::gp2gp {
namespace {

using support::ShownItem;
using testing::HasSubstr;

std::string statement(std::string_view attributes, std::string_view more)
{
    return component(fmt::format("<ObservationStatement {}><id root=\"O\"/>{}<availabilityTime "
                                 "value=\"20100304\"/>{}</ObservationStatement>",
                                 attributes, snomed_code("195967001", "Asthma"), more));
}

std::string participant(std::string_view agent, std::string_view as = "PRF")
{
    return fmt::format("<Participant typeCode=\"{}\"><agentRef><id root=\"{}\"/></agentRef>"
                       "</Participant>",
                       as, agent);
}

TEST(Statements, ThatSayThatTheyAreNotSoAreHeld)
{
    struct Case {
        const char* attributes;
        const char* status;
        const char* cause;
    };
    const Case negated{"negationInd=\"true\"", "", "negationInd"};
    const Case nullified{"", "<statusCode code=\"NULLIFIED\"/>", "statusCode.NULLIFIED"};
    const Case intended{"moodCode=\"INT\"", "", "moodCode.INT"};
    const Case aborted{"", "<statusCode code=\"ABORTED\"/>", "statusCode.ABORTED"};
    for (const Case& one : {negated, intended, nullified, aborted}) {
        const OneMessage message{statement(one.attributes, one.status)};
        EXPECT_EQ(message.run().breach(), "");
        EXPECT_EQ(message.fate("ObservationStatement", "O").cause,
                  fmt::format("unknown_resource:ObservationStatement.{}", one.cause));
    }
    const OneMessage sound{
        statement("moodCode=\"EVN\" negationInd=\"false\"", "<statusCode code=\"COMPLETE\"/>")};
    EXPECT_EQ(sound.item("O").at("code"), "195967001");
}

TEST(Statements, InAGroupThatIsNotSoAreHeldWithIt)
{
    const OneMessage message{
        component("<CompoundStatement classCode=\"BATTERY\"><id root=\"C\"/><statusCode "
                  "code=\"NULLIFIED\"/>" +
                  statement("", "") + "</CompoundStatement>")};
    EXPECT_EQ(message.run().breach(), "");
    EXPECT_EQ(message.fate("ObservationStatement", "O").outcome, Outcome::held);
}

TEST(Problems, OfAStatementThatIsNotSoAreHeld)
{
    const OneMessage message{
        component("<LinkSet><id root=\"L\"/><code code=\"394774009\" displayName=\"Active "
                  "problem\"/><conditionNamed><namedStatementRef><id root=\"O\"/>"
                  "</namedStatementRef></conditionNamed></LinkSet>") +
        statement("negationInd=\"true\"", "")};
    EXPECT_EQ(message.run().breach(), "");
    EXPECT_EQ(message.fate("LinkSet", "L").outcome, Outcome::held);
}

TEST(Statements, AreConfidentialWhereAnyOfTheirCodesSaysSo)
{
    for (const char* codes :
         {"<confidentialityCode code=\"N\"/><confidentialityCode "
          "code=\"NOPAT\"/>",
          "<confidentialityCode code=\"R\"/>", "<confidentialityCode code=\"V\"/>"}) {
        EXPECT_EQ(OneMessage{statement("", codes)}.item("O").at("confidential"), "true") << codes;
    }
    const OneMessage open{statement("", "<confidentialityCode code=\"NOSCRUB\"/>")};
    EXPECT_EQ(open.item("O").at("confidential"), "");
}

TEST(Statements, KeepHowCertainHowUrgentAndWhoToldIt)
{
    const OneMessage message{statement(
        "", "<priorityCode code=\"1\" displayName=\"Urgent\"/><uncertaintyCode code=\"U\"/>"
            "<informant><informantRole><code displayName=\"Mother\"/><playingPerson><name>"
            "<given>Ann</given></name></playingPerson></informantRole></informant>" +
                participant("AGENT-1") + participant("AGENT-2", "RESP"))};
    const std::string qualifiers = message.item("O").at("qualifiers");
    for (const char* words : {"priority: Urgent", "uncertainty: U", "told by: Mother, Ann",
                              "took part as RESP: AGENT-2"}) {
        EXPECT_THAT(qualifiers, HasSubstr(words));
    }
}

TEST(Consultations, NameFurtherPeopleOnceAndNotInEveryEntry)
{
    std::string statements = consultation_of(statement("", ""));
    statements.insert(statements.find("<Participant2>"), participant("AGENT-2", "RESP"));
    const OneMessage message = OneMessage::whole(message_of(statements));
    EXPECT_EQ(message.item("CONSULTATION").at("text"), "took part: AGENT-1");
    EXPECT_EQ(message.item("O").at("qualifiers"), "");
    EXPECT_EQ(message.item("O").at("loose_links"), "clinician=AGENT-2");
}

TEST(Groups, KeepHowCertainAndHowUrgent)
{
    const OneMessage message{compound("CLUSTER", "C",
                                      read_code("H33..00", "Asthma") +
                                          "<priorityCode displayName=\"Urgent\"/>"
                                          "<uncertaintyCode displayName=\"Unsure\"/>",
                                      statement("", ""))};
    EXPECT_THAT(message.item("C").at("qualifiers"), HasSubstr("uncertainty: Unsure"));
    EXPECT_THAT(message.item("C").at("qualifiers"), HasSubstr("priority: Urgent"));
}

TEST(Requests, KeepTheCodeOfAnUrgencyWithoutWords)
{
    const OneMessage message{component("<RequestStatement><id root=\"R\"/>" +
                                       read_code("8H...00", "Referral") +
                                       "<priorityCode code=\"394848005\"/></RequestStatement>")};
    EXPECT_EQ(message.item("R").at("urgency"), "394848005");
}

TEST(Values, ThatCannotBeToldTrulyAreHeld)
{
    for (const char* value :
         {"<value type=\"RTO\"><numerator value=\"1\"/><denominator value=\"128\"/></value>",
          "<value><center value=\"5\" unit=\"g\"/></value>",
          "<value value=\"5\" unit=\"g\"/><value value=\"9\" unit=\"g\"/>",
          "<value><low value=\"5\" unit=\"g\"/><high value=\"7\" unit=\"mg\"/></value>",
          "<value><low value=\"5\" inclusive=\"false\"/><high value=\"7\"/></value>",
          "<value value=\"5.0\" unit=\"1\"><translation value=\"50\"><originalText>g/L"
          "</originalText></translation></value>"}) {
        const OneMessage message{statement("", value)};
        EXPECT_EQ(message.run().breach(), "");
        EXPECT_EQ(message.fate("ObservationStatement", "O").cause,
                  "bad_value:ObservationStatement.value")
            << value;
    }
}

TEST(Values, KeepTheirOwnUnitBesideOneInOtherWords)
{
    const OneMessage message{
        statement("", "<value value=\"5.0\" unit=\"g/dL\"><translation value=\"50\"><originalText>"
                      "g/L</originalText></translation></value>")};
    EXPECT_EQ(message.item("O").at("value"), "5.0");
    EXPECT_EQ(message.item("O").at("unit"), "g/dL");
    EXPECT_EQ(message.item("O").at("qualifiers"), "also: 50 g/L");
}

TEST(Times, AreThoseOfTheStatementHoweverItSaysThem)
{
    const OneMessage plain{statement("", "<effectiveTime value=\"20100505\"/>")};
    EXPECT_EQ(plain.item("O").at("date"), "2010-05-05");
    const OneMessage end{
        statement("", "<effectiveTime><high value=\"20110505\"/></effectiveTime>")};
    EXPECT_EQ(end.item("O").at("date"), "") << "nobody knows when it began";
    EXPECT_EQ(end.item("O").at("qualifiers"), "until: 2011-05-05");
    const OneMessage two{statement("", "<effectiveTime value=\"20110505\"><low value=\"2010\"/>"
                                       "</effectiveTime>")};
    EXPECT_EQ(two.fate("ObservationStatement", "O").cause,
              "bad_value:ObservationStatement.effectiveTime");
    const OneMessage long_time{statement("", "<effectiveTime value=\"2020010112305999\"/>")};
    EXPECT_EQ(long_time.fate("ObservationStatement", "O").cause, "bad_value:observation.date");
}

TEST(Texts, KeepEveryWordWhateverMarksItUp)
{
    const OneMessage message{statement(
        "", "<pertinentInformation><sequenceNumber value=\"+10\"/><pertinentAnnotation><text>last"
            "</text></pertinentAnnotation></pertinentInformation><pertinentInformation>"
            "<sequenceNumber value=\"+2\"/><pertinentAnnotation><text>pain <b/>not<b> severe</b> "
            "tail<br/>&lt;5</text></pertinentAnnotation></pertinentInformation>")};
    EXPECT_EQ(message.item("O").at("text"), "pain not severe tail\n<5\nlast");
}

TEST(Allergies, KeepWhatIsSaidInWordsOfTheReaction)
{
    const OneMessage message{compound(
        "CATEGORY", "H", read_code("14L..00", "H/O: drug allergy"),
        statement("", "<value type=\"ST\">Anaphylaxis after 1 tablet</value><uncertaintyCode "
                      "displayName=\"Told by mother\"/>"))};
    EXPECT_EQ(message.item("O").type, ItemType::allergy);
    EXPECT_EQ(message.item("O").at("text"), "Anaphylaxis after 1 tablet");
    EXPECT_EQ(message.item("O").at("qualifiers"), "uncertainty: Told by mother");
}

std::string medicine(std::string_view more, std::string_view supplies)
{
    return component(fmt::format(
        "<MedicationStatement><id root=\"M\"/><consumable><manufacturedProduct>"
        "<manufacturedMaterial>{}</manufacturedMaterial></manufacturedProduct></consumable>{}{}"
        "</MedicationStatement>",
        snomed_code("322236009", "Paracetamol"), supplies, more));
}

TEST(Medications, AreOfWhomTheirStatementNames)
{
    const std::string authorise =
        component("<ehrSupplyAuthorise><id root=\"A\"/></ehrSupplyAuthorise>");
    EXPECT_EQ(OneMessage{medicine("", authorise)}.item("A").at("loose_links"), "");
    const OneMessage named{medicine(participant("AGENT-2"), authorise)};
    EXPECT_EQ(named.item("A").at("loose_links"), "clinician=AGENT-2");
    const OneMessage own{medicine(participant("AGENT-2"),
                                  component("<ehrSupplyAuthorise><id root=\"A\"/>" +
                                            participant("AGENT-3") + "</ehrSupplyAuthorise>"))};
    EXPECT_THAT(own.item("A").at("loose_links"), HasSubstr("clinician=AGENT-3"));
}

TEST(Medications, KeepWhyTheyWereStopped)
{
    const OneMessage message{medicine(
        "", component("<ehrSupplyAuthorise><id root=\"A\"/></ehrSupplyAuthorise>") +
                component("<ehrSupplyDiscontinue><id root=\"D\"/><code code=\"X\" "
                          "displayName=\"Stopped\"><originalText>Anaphylaxis - never again"
                          "</originalText></code><reversalOf><priorMedicationRef><id root=\"A\"/>"
                          "</priorMedicationRef></reversalOf></ehrSupplyDiscontinue>"))};
    EXPECT_EQ(message.item("A").at("text"), "ended: Stopped; Anaphylaxis - never again");
}

TEST(Medications, WithANumberOfRepeatsThatIsAPeriodAreHeld)
{
    const OneMessage message{
        medicine("", component("<ehrSupplyAuthorise><id root=\"A\"/><repeatNumber><low "
                               "value=\"1\"/><high value=\"6\"/></repeatNumber>"
                               "</ehrSupplyAuthorise>"))};
    EXPECT_EQ(message.fate("ehrSupplyAuthorise", "A").cause,
              "bad_value:ehrSupplyAuthorise.repeatNumber");
}

std::string link_set(std::string_view id, std::string_view named, std::string_view qualifiers)
{
    return component(fmt::format(
        "<LinkSet><id root=\"{}\"/><code code=\"394774009\" displayName=\"Active problem\">{}"
        "</code><availabilityTime value=\"201003040930\"/><component><statementRef><id "
        "root=\"O\"/></statementRef></component><conditionNamed><namedStatementRef><id "
        "root=\"{}\"/></namedStatementRef></conditionNamed></LinkSet>",
        id, qualifiers, named));
}

TEST(Problems, AreAllNamedByAnEntryOfSeveral)
{
    const OneMessage message{observation("P1", "H33..00", "Asthma") +
                             observation("P2", "G20..00", "Hypertension") + statement("", "") +
                             link_set("L1", "P1", "") + link_set("L2", "P2", "")};
    EXPECT_EQ(message.run().breach(), "");
    EXPECT_EQ(message.item("O").at("problem"), "P1");
    EXPECT_EQ(message.item("O").at("further_problems"), "P2");
}

TEST(Problems, KeepTheirSignificanceBesideOtherQualifiers)
{
    const OneMessage message{
        observation("P1", "H33..00", "Asthma") +
        link_set("L1", "P1",
                 "<qualifier><name displayName=\"Severe\"/></qualifier><qualifier><name "
                 "displayName=\"Significant\"/></qualifier>")};
    EXPECT_EQ(message.item("P1").at("significance"), "Significant");
    EXPECT_EQ(message.item("P1").at("qualifiers"), "Severe");
}

TEST(Narratives, OfTwoDocumentsAreTwoItems)
{
    const auto reference = [](std::string_view id) {
        return fmt::format("<reference><referredToExternalDocument><id root=\"{0}\"/><text "
                           "mediaType=\"text/plain\"><reference value=\"http://x/{0}\"/></text>"
                           "</referredToExternalDocument></reference>",
                           id);
    };
    const OneMessage message{component("<NarrativeStatement><id root=\"N\"/><text>two</text>" +
                                       reference("D1") + reference("D2") +
                                       "</NarrativeStatement>")};
    EXPECT_EQ(message.run().breach(), "");
    EXPECT_EQ(message.item("N").at("file"), "http://x/D1");
    EXPECT_EQ(message.item("D2").at("file"), "http://x/D2");
}

} // namespace
} // namespace ferry::gp2gp

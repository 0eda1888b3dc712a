#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sources/gp2gp/test_messages.hpp"

/// Each kind of component and the rule that names it (docs/formats/gp2gp.md).
namespace ferry::gp2gp {
namespace {

using support::ShownItem;
using testing::HasSubstr;

/// Checks what holds for every message a test reads, and hands it on.
const OneMessage& sound(const OneMessage& message)
{
    EXPECT_EQ(message.run().breach(), "");
    return message;
}

TEST(Consultations, AreCompositions)
{
    const OneMessage message{observation("O1", "H33..00", "Asthma")};
    const ShownItem made = sound(message).item("CONSULTATION");
    EXPECT_EQ(made.type, ItemType::consultation);
    EXPECT_EQ(made.at("date"), "2010-03-04T09:30");
    EXPECT_EQ(made.at("type"), "GP Surgery");
    EXPECT_EQ(made.at("place_code"), "25671000000102");
    EXPECT_EQ(made.at("recorded"), "2010-03-04T09:45:12");
    EXPECT_EQ(message.item("O1").at("consultation"), "CONSULTATION");
    EXPECT_EQ(message.fate("ehrComposition", "CONSULTATION").rule, "consultation-composition");
}

TEST(Compositions, ThatOnlyWrapAnEntryGoIntoIt)
{
    std::string body = consultation_of(observation("O1", "H33..00", "Asthma"));
    body.replace(body.find("25671000000102"), 14, "196401000000100");
    const auto message = OneMessage::whole(message_of(body));
    EXPECT_TRUE(sound(message).items(ItemType::consultation).empty());
    EXPECT_EQ(message.fate("ehrComposition", "CONSULTATION").rule, "composition-wrapper");
    EXPECT_EQ(message.fate("ehrComposition", "CONSULTATION").outcome, Outcome::converted);
    EXPECT_EQ(message.item("O1").at("recorded"), "2010-03-04T09:45:12");
}

TEST(Compositions, WithoutContentAreLeft)
{
    const OneMessage message{component("<EhrEmpty><id root=\"E\"/></EhrEmpty>")};
    EXPECT_EQ(sound(message).fate("EhrEmpty", "E").rule, "policy-says-empty");
    EXPECT_EQ(message.fate("ehrComposition", "CONSULTATION").outcome, Outcome::left);
}

TEST(Observations, HaveTheirCodeTextValueRangeAndMark)
{
    const OneMessage message{
        observation("O1", "44E..00", "Serum bilirubin",
                    "<value xsi:type=\"PQ\" value=\"1.50\" unit=\"1\"><translation "
                    "value=\"1.50\"><originalText>"
                    "umol/L</originalText></translation></value><interpretationCode code=\"HI\" "
                    "displayName=\"Above\"/><uncertaintyCode code=\"U\" displayName=\"Uncertain\"/>"
                    "<referenceRange><referenceInterpretationRange><text>Adults</text><value><low "
                    "value=\"1.0\"/><high value=\"20.\"/></value></referenceInterpretationRange>"
                    "</referenceRange><pertinentInformation><sequenceNumber value=\"+1\"/>"
                    "<pertinentAnnotation><text> seen &amp;&#10;noted </text></pertinentAnnotation>"
                    "</pertinentInformation>")};
    const ShownItem made = sound(message).item("O1");
    EXPECT_EQ(made.type, ItemType::observation);
    EXPECT_EQ(made.at("code"), "195967001");
    EXPECT_EQ(made.at("date"), "2010-03-04T09:30");
    EXPECT_EQ(made.at("text"), " seen &\nnoted ");
    EXPECT_EQ(made.at("value"), "1.50");
    EXPECT_EQ(made.at("unit"), "umol/L");
    EXPECT_EQ(made.at("range_low"), "1.0");
    EXPECT_EQ(made.at("range_high"), "20.");
    EXPECT_EQ(made.at("abnormal"), "true");
    EXPECT_EQ(made.at("abnormal_reason"), "HI: Above");
    EXPECT_EQ(made.at("qualifiers"), "uncertainty: Uncertain; range: Adults");
    EXPECT_EQ(message.fate("ObservationStatement", "O1").outcome, Outcome::carried);
}

TEST(Observations, ThatHaveNoKnownTimeSayWhenTheyWereEntered)
{
    std::string body = consultation_of(observation("O1", "H33..00", "Asthma"));
    const auto at = body.find("nullFlavor=\"NI\"", body.find("O1"));
    body.replace(at, 15, "nullFlavor=\"UNK\"");
    const auto message = OneMessage::whole(message_of(body));
    EXPECT_EQ(sound(message).item("O1").at("date"), "");
    EXPECT_EQ(message.item("O1").at("recorded"), "2010-03-04T09:45:12");
}

TEST(Observations, WithADateThatDoesNotExistAreHeld)
{
    std::string body = consultation_of(observation("O1", "H33..00", "Asthma"));
    body.replace(body.find("201003040930", body.find("O1")), 12, "20100230");
    const auto message = OneMessage::whole(message_of(body));
    EXPECT_EQ(sound(message).fate("ObservationStatement", "O1").cause,
              "bad_value:observation.date");
}

TEST(Observations, WithALocalCodeDegradeToText)
{
    const OneMessage message{component(
        "<ObservationStatement><id root=\"O1\"/><code code=\"EMISNQ1\" "
        "codeSystem=\"2.16.840.1.113883.2.1.6.3\" displayName=\"Own\"/></ObservationStatement>")};
    EXPECT_EQ(sound(message).item("O1").at("code"), "196411000000103");
    EXPECT_EQ(message.fate("ObservationStatement", "O1").cause, "local_code:EMISNQ1");
}

TEST(Observations, DegradedByAnEarlierTransferStayAsTheyAre)
{
    const OneMessage message{component(
        "<ObservationStatement><id root=\"O1\"/><code code=\"196411000000103\" "
        "codeSystem=\"2.16.840.1.113883.2.1.3.2.4.15\" displayName=\"Transfer-degraded record "
        "entry\"><originalText>Old</originalText></code></ObservationStatement>")};
    EXPECT_EQ(sound(message).fate("ObservationStatement", "O1").rule, "degraded-before");
    EXPECT_EQ(message.item("O1").codes.at("code")->codings.size(), 1U);
}

TEST(Observations, DoNotTakeADescriptionIdForAConcept)
{
    const OneMessage message{component("<ObservationStatement><id root=\"O1\"/>" +
                                       snomed_code("1488801013", "H/O: aspirin") +
                                       "</ObservationStatement>")};
    EXPECT_EQ(sound(message).fate("ObservationStatement", "O1").outcome, Outcome::degraded);
}

TEST(Observations, WithoutCodeAndTextAreHeld)
{
    const OneMessage message{
        component("<ObservationStatement><id root=\"O1\"/></ObservationStatement>")};
    EXPECT_EQ(sound(message).fate("ObservationStatement", "O1").cause, "missing_code:Statement");
}

TEST(Entries, AreConfidentialWhereTheyOrWhatTheyStandInIs)
{
    const std::string nopat = "<confidentialityCode code=\"NOPAT\"/>";
    const OneMessage message{
        compound("CATEGORY", "C1", snomed_code("394841004", "Comment") + nopat,
                 observation("O1", "H33..00", "Asthma")) +
        observation("O2", "H33..00", "Asthma", nopat) +
        observation("O3", "H33..00", "Asthma", "<confidentialityCode code=\"NOSCRUB\"/>")};
    EXPECT_EQ(sound(message).item("O1").at("confidential"), "true");
    EXPECT_EQ(message.item("O2").at("confidential"), "true");
    EXPECT_EQ(message.item("O3").at("confidential"), "");
}

TEST(Headings, AreCarriedInWhatStandsUnderThem)
{
    const OneMessage message{
        compound("TOPIC", "T1", read_code("H33..00", "Asthma"),
                 compound("CATEGORY", "C1", snomed_code("394841004", "Comment"),
                          observation("O1", "H33..00", "Asthma"))) +
        compound("TOPIC", "T2", read_code("Z....00", "UnspecifiedCondtions"), "")};
    EXPECT_EQ(sound(message).item("O1").at("section"), "Asthma / Comment");
    EXPECT_EQ(message.fate("CompoundStatement", "C1").rule, "section-heading");
    EXPECT_EQ(message.fate("CompoundStatement", "T1").outcome, Outcome::converted);
    EXPECT_EQ(message.fate("CompoundStatement", "T2").rule, "policy-nothing-below");
}

TEST(Panels, AreTheParentsOfTheirEntries)
{
    const OneMessage message{compound(
        "CLUSTER", "P1", "<code nullFlavor=\"UNK\"><originalText>Own panel</originalText></code>",
        observation("O1", "H33..00", "Asthma"))};
    EXPECT_EQ(sound(message).item("O1").at("parent"), "P1");
    EXPECT_EQ(message.item("P1").at("original_term"), "Own panel");
    EXPECT_EQ(message.fate("CompoundStatement", "P1").outcome, Outcome::degraded);
}

TEST(Allergies, StandUnderTheirHeading)
{
    const OneMessage message{compound("CATEGORY", "D", read_code("14L..00", "H/O: drug allergy"),
                                      observation("A1", "14LK.00", "H/O: aspirin allergy")) +
                             compound("CATEGORY", "N", read_code("SN53.00", "Allergy, unspecified"),
                                      observation("A2", "SN58200", "Peanut allergy"))};
    EXPECT_EQ(sound(message).item("A1").type, ItemType::allergy);
    EXPECT_EQ(message.item("A1").at("category"), "drug");
    EXPECT_EQ(message.item("A2").at("category"), "other");
    EXPECT_EQ(message.fate("CompoundStatement", "D").rule, "allergy-heading");
}

TEST(Allergies, AreToTheSubstanceWhereTheCodeSaysNoMoreThanTheHeading)
{
    const OneMessage message{compound(
        "CATEGORY", "D", read_code("14L..00", "H/O: drug allergy"),
        component("<ObservationStatement><id root=\"A1\"/><code code=\"14L..\" "
                  "codeSystem=\"2.16.840.1.113883.2.1.3.2.4.14\" displayName=\"H/O: drug "
                  "allergy\"/><value xsi:type=\"CD\" code=\"01142009\" "
                  "codeSystem=\"2.16.840.1.113883.2.1.6.4\" displayName=\"Coconut oil\">"
                  "<originalText>H/O: drug allergy</originalText><translation code=\"25743006\" "
                  "codeSystem=\"2.16.840.1.113883.2.1.3.2.4.15\" displayName=\"Coconut oil\"/>"
                  "</value></ObservationStatement>"))};
    const ShownItem made = sound(message).item("A1");
    EXPECT_EQ(made.at("code"), "25743006");
    EXPECT_EQ(made.codes.at("code")->text, "Coconut oil");
    EXPECT_THAT(made.at("qualifiers"), HasSubstr("code: http://read.info/ctv3|14L.."));
}

TEST(Allergies, WithoutAnActiveCodeRaiseTheirAlert)
{
    const OneMessage message{
        compound("CATEGORY", "D", read_code("14L..00", "H/O: drug allergy"),
                 component("<ObservationStatement><id root=\"A1\"/><code code=\"ALLERGY1\" "
                           "codeSystem=\"2.16.840.1.113883.2.1.6.3\" displayName=\"Own drug\"/>"
                           "</ObservationStatement>"))};
    EXPECT_EQ(sound(message).item("A1").at("code"), "196461000000101");
    EXPECT_EQ(message.items(ItemType::alert).at(0).at("kind"), "degraded_drug_allergy");
}

TEST(Immunisations, AreToldByTheirCode)
{
    const OneMessage message{
        observation("I1", "65M1.00", "MMR") + observation("I2", "65a0.00", "1st DTP") +
        observation("O1", "65V..00", "Notified") + observation("O2", "68N..00", "Declined")};
    EXPECT_EQ(sound(message).item("I1").type, ItemType::immunisation);
    EXPECT_EQ(message.item("I2").type, ItemType::immunisation);
    EXPECT_EQ(message.item("O1").type, ItemType::observation);
    EXPECT_EQ(message.item("O2").type, ItemType::observation);
}

TEST(FamilyHistory, NamesTheRelative)
{
    const OneMessage message{observation(
        "F1", "12D2.00", "FH: Asthma",
        "<subject><personalRelationship><code code=\"66839005\" displayName=\"Father\"/>"
        "</personalRelationship></subject>")};
    EXPECT_EQ(sound(message).item("F1").type, ItemType::family_history);
    EXPECT_EQ(message.item("F1").at("qualifiers"), "of: Father");
}

std::string pressure(std::string_view more = {})
{
    const auto half = [](std::string_view id, std::string_view code, std::string_view value) {
        return component(fmt::format(
            "<ObservationStatement><id root=\"{}\"/>{}<availabilityTime value=\"201003040930\"/>"
            "<value xsi:type=\"PQ\" value=\"{}\" unit=\"mm[Hg]\"/></ObservationStatement>",
            id, snomed_code(code, "half"), value));
    };
    return compound("BATTERY", "BP", snomed_code("163020007", "O/E - blood pressure reading"),
                    half("DIA", "1091811000000102", "90") + half("SYS", "72313002", "120.") +
                        std::string{more});
}

TEST(BloodPressures, AreOneItemOfHeadingAndHalves)
{
    const OneMessage message{
        pressure(component("<NarrativeStatement><id root=\"N\"/><text>lying</text>"
                           "</NarrativeStatement>"))};
    const ShownItem made = sound(message).item("BP");
    EXPECT_EQ(made.type, ItemType::blood_pressure);
    EXPECT_EQ(made.at("systolic"), "120.");
    EXPECT_EQ(made.at("diastolic"), "90");
    EXPECT_EQ(made.at("systolic_id"), "SYS");
    EXPECT_EQ(made.at("unit"), "mm[Hg]");
    EXPECT_EQ(made.at("text"), "lying");
    EXPECT_EQ(message.fate("NarrativeStatement", "N").rule, "blood-pressure-battery");
    EXPECT_TRUE(message.items(ItemType::observation).empty());
}

TEST(BloodPressures, StayApartWhereOneHalfIsMissing)
{
    const OneMessage message{compound("BATTERY", "BP", read_code("246..00", "BP"),
                                      observation("SYS", "2469.00", "Systolic"))};
    EXPECT_TRUE(sound(message).items(ItemType::blood_pressure).empty());
    EXPECT_EQ(message.item("SYS").at("parent"), "BP");
}

TEST(Reports, HoldSpecimensResultsAndTheirComments)
{
    const OneMessage message{compound(
        "CLUSTER", "R1", snomed_code("16488004", "Laboratory reporting"),
        compound("CLUSTER", "S1",
                 snomed_code("123038009", "Specimen") +
                     "<specimen><specimenRole><id root=\"2.16.840.1.113883.2.1.4.5.2\" "
                     "extension=\"LAB7\"/><effectiveTime><center value=\"20100301\"/>"
                     "</effectiveTime><specimenSpecimenMaterial><desc>Blood</desc>"
                     "</specimenSpecimenMaterial></specimenRole></specimen>",
                 observation("O1", "44E..00", "Serum bilirubin")) +
            component("<NarrativeStatement><id root=\"N1\"/><text>CommentType:USER COMMENT\n"
                      "CommentDate:20100304\n\nCall patient</text><availabilityTime "
                      "value=\"20100304\"/></NarrativeStatement>"))};
    EXPECT_EQ(sound(message).item("R1").type, ItemType::test_report);
    EXPECT_EQ(message.item("R1").at("specimen"), "Blood");
    EXPECT_EQ(message.item("S1").at("parent"), "R1");
    EXPECT_EQ(message.item("S1").at("date"), "2010-03-01");
    EXPECT_EQ(message.item("S1").at("qualifiers"), "specimen id: LAB7");
    EXPECT_EQ(message.item("O1").at("parent"), "S1");
    EXPECT_EQ(message.item("N1").at("text"), "Call patient");
    EXPECT_EQ(message.item("N1").at("parent"), "R1");
    EXPECT_EQ(message.fate("NarrativeStatement", "N1").rule, "pmip-comment");
}

TEST(Narratives, AreCommentNotes)
{
    const OneMessage message{component("<NarrativeStatement><id root=\"N1\"/><text>A note</text>"
                                       "<availabilityTime value=\"2010\"/></NarrativeStatement>")};
    EXPECT_EQ(sound(message).item("N1").at("text"), "A note");
    EXPECT_EQ(message.item("N1").at("code"), "37331000000100");
    EXPECT_FALSE(message.item("N1").codes.at("code")->codings.at(0).original);
    EXPECT_EQ(message.fate("NarrativeStatement", "N1").outcome, Outcome::converted);
}

TEST(Narratives, OfBlanksOnlyAreHeld)
{
    const OneMessage message{
        component("<NarrativeStatement><id root=\"N1\"/><text> \n </text></NarrativeStatement>")};
    EXPECT_EQ(sound(message).fate("NarrativeStatement", "N1").outcome, Outcome::held);
}

TEST(Plans, AreDiaryEntriesOfTheDayTheyAreDue)
{
    const OneMessage message{component(
        "<PlanStatement><id root=\"P1\"/>" + snomed_code("195967001", "Asthma") +
        "<text>recall</text><effectiveTime><center value=\"20110201\"/></effectiveTime>"
        "<availabilityTime value=\"20100304\"/><Participant><agentRef><id root=\"AGENT-1\"/>"
        "</agentRef></Participant></PlanStatement>")};
    EXPECT_EQ(sound(message).item("P1").type, ItemType::diary_entry);
    EXPECT_EQ(message.item("P1").at("date"), "2011-02-01");
    EXPECT_EQ(message.item("P1").at("text"), "recall");
    EXPECT_EQ(message.item("P1").at("loose_links"), "");
}

std::string request(std::string_view id)
{
    return component(fmt::format(
        "<RequestStatement><id root=\"{}\"/>{}<text>please see</text><availabilityTime "
        "value=\"20100304\"/><priorityCode code=\"1\" displayName=\"Normal\"><originalText>Routine"
        "</originalText></priorityCode><responsibleParty><agentRef><id root=\"AGENT-1\"/>"
        "</agentRef></responsibleParty></RequestStatement>",
        id, snomed_code("183545006", "Orthopaedic referral")));
}

std::string link_set(std::string_view id, std::string_view code, std::string_view named,
                     std::string_view related, std::string_view time)
{
    return component(fmt::format(
        "<LinkSet><id root=\"{}\"/><code code=\"{}\" codeSystem=\"2.16.840.1.113883.2.1.3.2.4.15\" "
        "displayName=\"Active problem\"><originalText>Active Problem, Significant</originalText>"
        "<qualifier><name code=\"386134007\" displayName=\"Significant\"/></qualifier></code>"
        "<effectiveTime>{}</effectiveTime><component><statementRef><id root=\"{}\"/>"
        "</statementRef></component><conditionNamed><namedStatementRef><id root=\"{}\"/>"
        "</namedStatementRef></conditionNamed></LinkSet>",
        id, code, time, related, named));
}

TEST(Requests, AreReferrals)
{
    const OneMessage message{request("R1")};
    EXPECT_EQ(sound(message).item("R1").type, ItemType::referral);
    EXPECT_EQ(message.item("R1").at("urgency"), "Routine");
    EXPECT_EQ(message.item("R1").at("text"), "please see");
    EXPECT_NE(message.item("R1").at("target_organisation"), "");
}

TEST(Requests, KnowTheirDocuments)
{
    const OneMessage message{
        request("R1") +
        component("<NarrativeStatement><id root=\"D1\"/><text>Letter</text><reference>"
                  "<referredToExternalDocument><id root=\"F\"/><text><reference "
                  "value=\"https://example.test/x\"/></text></referredToExternalDocument>"
                  "</reference></NarrativeStatement>") +
        link_set("L1", "394776006", "R1", "D1", "<center value=\"20100304\"/>")};
    EXPECT_EQ(sound(message).item("R1").at("document_id"), "D1");
    EXPECT_EQ(message.item("D1").type, ItemType::document);
    EXPECT_TRUE(message.items(ItemType::problem).empty());
    EXPECT_EQ(message.fate("LinkSet", "L1").item, message.item("R1").no);
}

TEST(Problems, AreOneItemWithTheStatementTheyName)
{
    const OneMessage message{observation("O1", "H33..00", "Asthma") +
                             observation("O2", "H33..00", "Asthma") +
                             link_set("L1", "394774009", "O1", "O2",
                                      "<low value=\"201003040930\"/><high value=\"20100401\"/>")};
    const ShownItem made = sound(message).item("O1");
    EXPECT_EQ(made.type, ItemType::problem);
    EXPECT_EQ(made.at("status"), "Active problem");
    EXPECT_EQ(made.at("significance"), "Significant");
    EXPECT_EQ(made.at("end_date"), "2010-04-01");
    EXPECT_EQ(message.item("O2").at("problem"), "O1");
    EXPECT_EQ(message.fate("LinkSet", "L1").item, made.no);
}

TEST(Problems, AreItemsOfTheirOwnWhereTheStatementSaysAnotherDate)
{
    const OneMessage message{observation("O1", "H33..00", "Asthma") +
                             link_set("L1", "394774009", "O1", "", "<center nullFlavor=\"UNK\"/>")};
    ASSERT_EQ(sound(message).items(ItemType::problem).size(), 1U);
    const ShownItem problem = message.items(ItemType::problem).front();
    EXPECT_EQ(problem.at("date"), "");
    EXPECT_EQ(problem.at("code"), "195967001");
    EXPECT_EQ(message.items(ItemType::observation).front().at("date"), "2010-03-04T09:30");
    EXPECT_EQ(message.fate("LinkSet", "L1").rule, "linkset-second-item");
}

TEST(Problems, OfAllergiesAreSecondItems)
{
    const OneMessage message{
        link_set("L1", "394774009", "A1", "", "<low value=\"201003040930\"/>") +
        compound("CATEGORY", "D", read_code("14L..00", "H/O: drug allergy"),
                 observation("A1", "14LK.00", "H/O: aspirin allergy"))};
    EXPECT_EQ(sound(message).items(ItemType::allergy).size(), 1U);
    EXPECT_EQ(message.items(ItemType::problem).size(), 1U);
}

TEST(Problems, ThatNameNothingInTheMessageAreHeld)
{
    const OneMessage message{link_set("L1", "394774009", "GONE", "", "<low value=\"2010\"/>")};
    EXPECT_EQ(sound(message).fate("LinkSet", "L1").cause, "missing_base:LinkSet");
}

TEST(Registrations, KeepTheirKindAndTime)
{
    const OneMessage message{
        component("<RegistrationStatement><id root=\"G1\"/>" +
                  snomed_code("25891000000102", "GMS - Provisional") +
                  "<effectiveTime><low value=\"2009\"/></effectiveTime></RegistrationStatement>") +
        component("<RegistrationStatement><id root=\"G2\"/></RegistrationStatement>")};
    EXPECT_EQ(sound(message).item("G1").type, ItemType::registration);
    EXPECT_EQ(message.item("G1").at("type"), "GMS - Provisional");
    EXPECT_EQ(message.item("G1").at("start_date"), "2009");
    EXPECT_EQ(message.fate("RegistrationStatement", "G2").rule, "policy-says-nothing");
}

TEST(Agents, AreStaffAndOrganisations)
{
    const std::string agents =
        std::string{test_agent} +
        "<part><Agent><id root=\"ORG-1\"/><code code=\"1\" displayName=\"Hospital\"/>"
        "<agentOrganization><id root=\"2.16.840.1.113883.2.1.4.3\" extension=\"RAE01\"/><name>"
        "General</name><telecom value=\"tel:01\"/><addr><streetAddressLine>1 Way"
        "</streetAddressLine><postalCode>AB1 2CD</postalCode></addr></agentOrganization></Agent>"
        "</part><part><Agent><id root=\"BOTH\"/><agentPerson><name><family>One</family></name>"
        "</agentPerson><representedOrganization><name>Surgery</name></representedOrganization>"
        "</Agent></part>";
    const auto message = OneMessage::whole(message_of(consultation_of(""), test_patient, agents));
    const Record& record = sound(message).run().directory().mapped->record;
    const auto staff = support::items_of(record, ItemType::staff);
    ASSERT_EQ(staff.size(), 2U);
    EXPECT_EQ(staff[0].at("registration_number"), "G123");
    EXPECT_EQ(staff[0].at("job"), "GP");
    EXPECT_EQ(staff[1].at("organisation"), "Surgery");
    const auto places = support::items_of(record, ItemType::organisation);
    ASSERT_EQ(places.size(), 2U);
    EXPECT_EQ(places[0].at("source_id"), "ORG-1");
    EXPECT_EQ(places[0].at("ods_code"), "RAE01");
    EXPECT_EQ(places[0].at("address"), "1 Way\nAB1 2CD");
}

} // namespace
} // namespace ferry::gp2gp

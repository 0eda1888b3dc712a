#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sources/gp2gp/test_messages.hpp"

namespace ferry::gp2gp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> questions_of(const support::Run& run)
{
    std::vector<std::string> found;
    for (const auto& one : run.manifest().questions) {
        found.push_back(fmt::format("{} {} {}", one.cause, one.count, one.sample));
    }
    return found;
}

TEST(UnknownStatements, AreHeldAsItemsOfTheirOwn)
{
    const OneMessage one{component("<DiagnosticStatement><id root=\"D1\"/><code code=\"91936005\" "
                                   "displayName=\"Allergy to penicillin\"/>" +
                                   observation("O1", "H33..00", "Asthma") +
                                   "</DiagnosticStatement>")};
    EXPECT_EQ(one.run().breach(), "");
    EXPECT_EQ(one.fate("DiagnosticStatement", "D1").outcome, Outcome::held);
    EXPECT_EQ(one.fate("DiagnosticStatement", "D1").cause, "unknown_resource:DiagnosticStatement");
    EXPECT_EQ(one.item("O1").at("consultation"), "CONSULTATION") << "what is known in it is read";
}

TEST(UnknownElements, AreAskedAboutWithCountAndPlace)
{
    const OneMessage one{observation("O1", "H33..00", "Asthma", "<sequelTo><x/></sequelTo>") +
                         observation("O2", "H33..00", "Asthma", "<sequelTo><y/></sequelTo>")};
    EXPECT_THAT(questions_of(one.run()),
                ElementsAre("unknown_column:ObservationStatement.sequelTo 2 one.xml:9"));
}

TEST(UnknownElements, AreAskedAboutWhereverTheyStand)
{
    struct Case {
        const char* words;
        const char* path;
    };
    const std::array inside{
        Case{"<code displayName=\"x\"><new/></code>",                          "code.new"           },
        Case{"<value value=\"1\" precision=\"2\"/>",                           "value@precision"    },
        Case{"<statusCode code=\"COMPLETE\">words</statusCode>",               "statusCode#text"    },
        Case{"<Participant><time/></Participant>",                             "Participant.time"   },
        Case{"<effectiveTime><low value=\"2010\"/><width/></effectiveTime>",   "effectiveTime.width"},
        Case{"<statusCode code=\"COMPLETE\"/><statusCode code=\"COMPLETE\"/>", "statusCode[2]"      },
    };
    for (const auto& [words, path] : inside) {
        const OneMessage one{component(
            fmt::format("<ObservationStatement><id root=\"O\"/>{}</ObservationStatement>", words))};
        EXPECT_THAT(
            questions_of(one.run()),
            ElementsAre(fmt::format("unknown_column:ObservationStatement.{} 1 one.xml:9", path)));
    }
}

TEST(UnknownElements, AreAskedAboutInTheHeadOfTheMessage)
{
    std::string message = message_of(consultation_of(observation("O1", "H33..00", "Asthma")));
    message.insert(message.find("</patient></recordTarget>"),
                   "<patientPerson><birthTime value=\"1970\"/></patientPerson>");
    const OneMessage one = OneMessage::whole(message);
    EXPECT_THAT(questions_of(one.run()),
                ElementsAre("unknown_column:EhrExtract.recordTarget.patient.patientPerson 1 "
                            "one.xml:4"));
}

TEST(UsualElements, AskNothing)
{
    const OneMessage one{
        observation("O1", "H33..00", "Asthma",
                    "<value xsi:type=\"PQ\" value=\"1\" unit=\"1\"><translation value=\"1\">"
                    "<originalText>g</originalText></translation></value>"
                    "<pertinentInformation typeCode=\"PERT\"><sequenceNumber value=\"+1\"/>"
                    "<pertinentAnnotation><text mediaType=\"text/x-h7uk-pmip\">a<br/>b</text>"
                    "</pertinentAnnotation></pertinentInformation>")};
    EXPECT_THAT(questions_of(one.run()), IsEmpty());
}

} // namespace
} // namespace ferry::gp2gp

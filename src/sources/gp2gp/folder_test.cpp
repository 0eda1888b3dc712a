#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "sources/gp2gp/gp2gp.hpp"
#include "sources/gp2gp/test_messages.hpp"

namespace ferry::gp2gp {
namespace {

using testing::HasSubstr;

constexpr std::string_view other_patient = "9990000026";

support::ShownItem patient_in(const support::Run& run, std::string_view id)
{
    return support::items_of(run.patient(id).mapped->record, ItemType::patient).at(0);
}

TEST(Folders, AreOneExtractOfManyPatients)
{
    Messages messages;
    messages.write("1.xml", message_of(consultation_of(observation("O1", "H33..00", "Asthma"))));
    messages.write("2.xml", message_of(consultation_of(observation("O1", "H33..00", "Asthma")),
                                       other_patient));
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    EXPECT_EQ(patient_in(run, test_patient).at("nhs_number"), test_patient);
    EXPECT_EQ(patient_in(run, other_patient).at("nhs_number"), other_patient);
    const auto staff = support::items_of(run.directory().mapped->record, ItemType::staff);
    EXPECT_EQ(staff.size(), 1U) << "the same agent in two messages";
    EXPECT_EQ(run.count(Outcome::held), 0);
}

TEST(Folders, NameAPatientWithoutANhsNumberByTheirFile)
{
    Messages messages;
    messages.write("PAT7.xml", message_of(consultation_of(""), "1234567890"));
    const auto run = messages.run();
    EXPECT_EQ(patient_in(run, "PAT7").at("source_id"), "PAT7");
    EXPECT_EQ(patient_in(run, "PAT7").at("nhs_number"), "");
}

TEST(Folders, JoinTwoMessagesAboutOnePatient)
{
    Messages messages;
    messages.write("1.xml", message_of(consultation_of(observation("O1", "H33..00", "Asthma"))));
    messages.write("2.xml", message_of(consultation_of(observation("O1", "H33..00", "Asthma") +
                                                       observation("O2", "H33..00", "Asthma"))));
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    EXPECT_EQ(
        support::items_of(run.patient(test_patient).mapped->record, ItemType::observation).size(),
        2U);
    EXPECT_EQ(run.count(Outcome::held), 2) << "the consultation says two things";
}

TEST(Folders, HoldADamagedMessageAndReadTheOthers)
{
    Messages messages;
    const std::string whole = message_of(consultation_of(""));
    messages.write("1.xml", whole);
    messages.write("2.xml", std::string_view{whole}.substr(0, 300));
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    EXPECT_EQ(run.count(Outcome::held), 1);
    EXPECT_EQ(run.shown(run.cases().at(1)->mapped->fates.at(0)).cause, "damaged_row:Message");
}

/// Forty messages of as many patients, with the same agent in each.
void write_many(const Messages& messages)
{
    for (int i = 10; i < 50; ++i) {
        messages.write(fmt::format("{}.xml", i),
                       message_of(consultation_of(observation("O", "H33..00", "Asthma")), ""));
    }
}

TEST(Folders, JoinMessagesHoweverFarApartAndHoldTheOneThatIsBad)
{
    const Messages messages;
    write_many(messages);
    const std::string whole = message_of(consultation_of(observation("O1", "H33..00", "Asthma")));
    messages.write("00.xml", whole);
    messages.write("30.xml", std::string_view{whole}.substr(0, 400));
    messages.write("99.xml", message_of(consultation_of(observation("O2", "H33..00", "Asthma"))));
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    const Record& record = run.patient(test_patient).mapped->record;
    EXPECT_EQ(support::items_of(record, ItemType::observation).size(), 2U);
    EXPECT_EQ(run.count(Outcome::held), 3) << "the cut one, and consultations that differ";
    EXPECT_EQ(support::items_of(run.patient("49").mapped->record, ItemType::observation).size(),
              1U);
}

TEST(Folders, TellStaffOnceWhoStandInEveryMessage)
{
    const Messages messages;
    write_many(messages);
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    EXPECT_EQ(run.directory().source.rows.size(), 1U);
    EXPECT_EQ(support::items_of(run.directory().mapped->record, ItemType::staff).size(), 1U);
    const auto& again = *run.cases().at(1);
    EXPECT_EQ(again.source.no, directory_case);
    EXPECT_EQ(again.source.part, 1);
    EXPECT_EQ(again.source.rows.size(), 39U);
    for (const transform::RowFate& fate : again.mapped->fates) {
        EXPECT_EQ(run.shown(fate).rule, "policy-repeated-row");
        EXPECT_EQ(fate.type, ItemType::staff);
    }
}

TEST(Folders, NameTheFirstOfSeveralFilesThatAreRefused)
{
    const Messages messages;
    write_many(messages);
    for (const char* name : {"21.xml", "22.xml", "47.xml"}) {
        messages.write(name, "<!DOCTYPE x>" + message_of(consultation_of("")));
    }
    try {
        messages.run();
        FAIL() << "was taken";
    } catch (const InputError& refused) {
        EXPECT_THAT(refused.what(), HasSubstr("21.xml:"));
    }
}

TEST(Folders, AskAboutFilesThatAreNoMessages)
{
    Messages messages;
    messages.write("1.xml", message_of(consultation_of("")));
    messages.write("other.json", "{\"resourceType\": \"Bundle\"}");
    messages.write("schema.xml", "<schema><a/></schema>");
    messages.write("notes.txt", "a note");
    const auto run = messages.run();
    std::vector<std::string> causes;
    for (const auto& question : run.manifest().questions) {
        causes.push_back(question.cause);
    }
    EXPECT_THAT(causes,
                testing::UnorderedElementsAre("unknown_file:other.json", "unknown_file:schema.xml",
                                              "unknown_file:notes.txt"));
    EXPECT_EQ(run.manifest().files.size(), 1U);
}

TEST(Folders, WithoutAMessageAreRefused)
{
    Messages messages;
    messages.write("notes.txt", "a note");
    try {
        messages.run();
        FAIL() << "was taken";
    } catch (const InputError& refused) {
        EXPECT_THAT(refused.what(), HasSubstr("RCMR_IN030000UK06"));
    }
}

TEST(Folders, AnswerClearlyWhereverAMessageIsCut)
{
    const std::string whole = message_of(consultation_of(observation("O1", "H33..00", "Asthma")));
    Messages messages;
    messages.write("1.xml", message_of(consultation_of(""), other_patient));
    for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
        messages.write("2.xml", std::string_view{whole}.substr(0, size));
        const auto run = messages.run();
        ASSERT_EQ(run.breach(), "") << size;
        ASSERT_EQ(run.count(Outcome::held), 1) << size;
    }
}

TEST(PatientLists, FillInWhatMessagesDoNotSay)
{
    Messages messages;
    messages.write("1.xml", message_of(consultation_of("")));
    messages.write("PAT7.xml", message_of(consultation_of(""), ""));
    messages.write("patients.csv",
                   "nhs_number,message,surname,given_name,birth_date,sex,town,email\r\n"
                   "9990000018,,\"O\"\"Test\",Una,1950-02-03,F,Leeds,u@example.test\r\n"
                   ",PAT7,Seven,,,M,,\r\n"
                   "9990000034,,Nobody,,,,,\r\n");
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    const auto una = patient_in(run, test_patient);
    EXPECT_EQ(una.at("surname"), "O\"Test");
    EXPECT_EQ(una.at("birth_date"), "1950-02-03");
    EXPECT_EQ(una.at("sex"), "F");
    EXPECT_EQ(patient_in(run, "PAT7").at("surname"), "Seven");
    const Record& record = run.patient(test_patient).mapped->record;
    EXPECT_EQ(support::items_of(record, ItemType::address).at(0).at("town"), "Leeds");
    EXPECT_EQ(support::items_of(record, ItemType::contact).at(0).at("email"), "u@example.test");
    EXPECT_EQ(run.count(Outcome::held), 1) << "a patient of whom there is no message";
}

TEST(PatientLists, GiveNobodyTheIdentityOfAnother)
{
    Messages messages;
    messages.write("A.xml", message_of(consultation_of("")));
    messages.write("B.xml", message_of(consultation_of(""), other_patient));
    messages.write("C.xml", message_of(consultation_of(""), ""));
    messages.write("patients.csv", "nhs_number,message,surname\n"
                                   "9990000018,B,Different\n"
                                   "9990000034,A,Not of the message\n"
                                   "9990000018,C,Of another message\n"
                                   "9990000018,missing,Names no message\n");
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    for (const std::int64_t line : {2, 3, 4, 5}) {
        EXPECT_EQ(run.fate(list_table, line).cause, "contradiction:PatientList") << line;
    }
    EXPECT_EQ(patient_in(run, other_patient).at("nhs_number"), other_patient);
    for (const std::string_view who : {test_patient, other_patient, std::string_view{"C"}}) {
        EXPECT_EQ(patient_in(run, who).at("surname"), "") << who;
    }
}

TEST(PatientLists, NameAMessageByItsFileWhateverNumberItHas)
{
    Messages messages;
    messages.write("A.xml", message_of(consultation_of("")));
    messages.write("C.xml", message_of(consultation_of(""), ""));
    messages.write("D.xml", message_of(consultation_of(""), "1234567890"));
    messages.write("patients.csv", "nhs_number,message,surname\n"
                                   ",A,First\n9990000034,C,Third\n1234567890,D,Fourth\n");
    const auto run = messages.run();
    EXPECT_EQ(run.count(Outcome::held), 0);
    EXPECT_EQ(patient_in(run, test_patient).at("surname"), "First");
    EXPECT_EQ(patient_in(run, "C").at("surname"), "Third");
    EXPECT_EQ(patient_in(run, "C").at("nhs_number"), "9990000034");
    EXPECT_EQ(patient_in(run, "D").at("surname"), "Fourth") << "the same wrong number in both";
}

TEST(PatientLists, WithAColumnTwiceAreRefused)
{
    Messages messages;
    messages.write("A.xml", message_of(consultation_of("")));
    messages.write("patients.csv", "message,surname,surname\nA,One,Two\n");
    EXPECT_THROW(messages.run(), InputError);
}

TEST(PatientLists, HoldAPatientWhoseBirthDateCannotBeRead)
{
    Messages messages;
    messages.write("1.xml", message_of(consultation_of("")));
    messages.write("patients.csv", "nhs_number,birth_date\n9990000018,1950-02-30\n");
    const auto run = messages.run();
    EXPECT_EQ(run.breach(), "");
    EXPECT_GE(run.count(Outcome::held), 2);
}

TEST(PatientLists, AskAboutColumnsNobodyKnows)
{
    Messages messages;
    messages.write("1.xml", message_of(consultation_of("")));
    messages.write("patients.csv", "nhs_number,shoe_size\n9990000018,44\n");
    const auto run = messages.run();
    EXPECT_EQ(run.manifest().questions.at(0).cause, "unknown_column:PatientList.shoe_size");
}

} // namespace
} // namespace ferry::gp2gp

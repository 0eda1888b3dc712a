#include "practice/irregularity.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <set>

#include "base/date.hpp"
#include "base/files.hpp"
#include "practice/check_digit.hpp"
#include "practice/layout.hpp"
#include "practice/test_extract.hpp"
#include "practice/text_file.hpp"

namespace ferry::practice {
namespace {

using nlohmann::json;

/// A place the truth names, and the row that stands there.
struct Found {
    const TestExtract& extract;
    const json& place;
    const CsvRow& row;

    const std::string& at(const std::string& column) const { return row.at(column); }

    /// The row of the patient whose row this is.
    const CsvRow& patient() const
    {
        return *extract.find("Admin_Patient", "PatientGuid", at("PatientGuid"));
    }
    const CsvRow& code() const
    {
        return *extract.find("Coding_ClinicalCode", "CodeId", at("CodeId"));
    }
    const CsvRow& other() const
    {
        const std::string note = place.at("note");
        const int number = std::stoi(note.substr(note.rfind(' ') + 1)) + 1;
        return *extract.find("Admin_Patient", "PatientNumber", std::to_string(number));
    }
    bool has(const std::string& table, const std::string& column, const std::string& value) const
    {
        return extract.find(table, column, value) != nullptr;
    }
    std::int64_t rows_with(const std::string& table, const std::string& column,
                           const std::string& value) const
    {
        return std::ranges::count_if(extract.table(table).rows, [&](const CsvRow& other) {
            return other.at(column) == value;
        });
    }
    std::string map_rows() const
    {
        std::string read = code().at("ReadTermId");
        read.resize(5, '.');
        const std::string map =
            read_whole(extract.folder() / "practice.maps" / "rcsctmap2_uk_20200401000001.txt");
        std::string assured;
        const std::string key = fmt::format("\t{}\t00\t", read);
        for (std::size_t i = map.find(key); i != std::string::npos; i = map.find(key, i + 1)) {
            const std::string line = map.substr(i, map.find("\r\n", i) - i);
            assured += line.substr(line.size() - 12, 1); // IS_ASSURED, date, status
        }
        return assured;
    }
};

struct Check {
    using Holds = bool (*)(const Found& found);

    Check(const char* its_name, Holds it_holds) : name{its_name}, holds{it_holds} {}

    const char* name;
    Holds holds;
};

bool has_note(const Found& found, std::string_view text)
{
    const std::string& dosage_or_name =
        found.place.at("kind") == "med" ? found.at("Dosage") : found.at("MiddleNames");
    return dosage_or_name.find(text) != std::string::npos;
}

std::string transposed(const std::string& date)
{
    std::string text = date.substr(0, 5);
    text.append(date, 8, 2).append("-").append(date, 5, 2);
    return text;
}

bool leads_to_no_problem(const Found& found)
{
    const std::string& problem = found.at("ProblemObservationGuid");
    return !problem.empty() && !found.has("CareRecord_Problem", "ObservationGuid", problem);
}

const Check checks[] = {
    Check("active_drug_cancelled",
          [](const Found& found) {
              const std::string& end = found.at("CancellationDate");
              return found.at("IsActive") == "true" && !end.empty() &&
                     std::ranges::any_of(found.extract.table("Prescribing_IssueRecord").rows,
                                         [&](const CsvRow& issue) {
                                             return issue.at("DrugRecordGuid") ==
                                                        found.at("DrugRecordGuid") &&
                                                    issue.at("EffectiveDate") > end;
                                         });
          }),
    Check("bp_diastolic_first",
          [](const Found& found) {
              const auto& rows = found.extract.table("CareRecord_Observation").rows;
              const auto next = static_cast<std::size_t>(&found.row - rows.data()) + 1;
              const CsvRow* code =
                  found.extract.find("Coding_ClinicalCode", "CodeId", rows[next].at("CodeId"));
              return code->at("ReadTermId") == "246A" &&
                     rows[next].at("ParentObservationGuid") == found.at("ObservationGuid");
          }),
    Check("bst_midnight",
          [](const Found& found) {
              const std::string month = found.at("EffectiveDate").substr(5, 2);
              return found.at("EnteredTime") == "00:00:00" && month >= "04" && month <= "09";
          }),
    Check("code_case_pair",
          [](const Found& found) {
              return std::set<std::string>{"44E", "44e", "zzQA", "zzQa"}.contains(
                  found.code().at("ReadTermId"));
          }),
    Check("code_local_practice",
          [](const Found& found) {
              return found.code().at("SnomedCTConceptId").find("1000006") != std::string::npos &&
                     found.map_rows().empty();
          }),
    Check("code_local_supplier",
          [](const Found& found) {
              const std::string& read = found.code().at("ReadTermId");
              const bool later = read.starts_with("RAFME") || read.ends_with("-SHHAPT");
              const std::string name_space = later ? "1000033" : "1000006";
              return found.code().at("SnomedCTConceptId").find(name_space) != std::string::npos &&
                     read == found.place.at("note") && found.map_rows().empty();
          }),
    Check("code_one_to_many",
          [](const Found& found) {
              return found.code().at("SnomedCTConceptId").empty() && found.map_rows() == "11";
          }),
    Check("code_unassured",
          [](const Found& found) {
              return found.code().at("SnomedCTConceptId").empty() && found.map_rows() == "0";
          }),
    Check("code_unmapped",
          [](const Found& found) {
              return found.code().at("SnomedCTConceptId").empty() && found.map_rows().empty();
          }),
    Check("confidential", [](const Found& found) { return found.at("IsConfidential") == "true"; }),
    Check("date_feb30",
          [](const Found& found) { return found.at("EffectiveDate").ends_with("-02-30"); }),
    Check("deleted_in_bulk",
          [](const Found& found) {
              return found.at("Deleted") == "true" && found.at("EffectiveDate").empty();
          }),
    Check("dob_future",
          [](const Found& found) {
              return found.at("DateOfBirth") > found.extract.truth().at("extract_date");
          }),
    Check("drug_unmapped",
          [](const Found& found) {
              return found.extract.find("Coding_DrugCode", "CodeId", found.at("CodeId"))
                  ->at("DmdProductCodeId")
                  .empty();
          }),
    Check("dup_nhs",
          [](const Found& found) {
              return found.at("NhsNumber") == found.other().at("NhsNumber") &&
                     found.at("Surname") == found.other().at("Surname");
          }),
    Check("dup_transposed_dob",
          [](const Found& found) {
              return found.at("DateOfBirth") == transposed(found.other().at("DateOfBirth")) &&
                     found.at("DateOfBirth") != found.other().at("DateOfBirth") &&
                     found.at("NhsNumber").empty();
          }),
    Check("dup_typo_name",
          [](const Found& found) {
              return found.at("Surname") != found.other().at("Surname") &&
                     found.at("GivenName") == found.other().at("GivenName") &&
                     found.at("DateOfBirth") == found.other().at("DateOfBirth");
          }),
    Check("emis_acute_post_dated",
          [](const Found& found) {
              const std::string& drug = found.at("DrugRecordGuid");
              return found.at("EffectiveDate") > found.at("EnteredDate") &&
                     found.rows_with("Prescribing_IssueRecord", "DrugRecordGuid", drug) == 3 &&
                     found.has("Prescribing_DrugRecord", "DrugRecordGuid", drug);
          }),
    Check("emis_duplicate_guids_two_orgs",
          [](const Found& found) {
              std::set<std::string> organisations;
              for (const CsvRow& row : found.extract.table("Admin_Patient").rows) {
                  if (row.at("PatientGuid") == found.at("PatientGuid")) {
                      organisations.insert(row.at("OrganisationGuid"));
                  }
              }
              return organisations.size() == 2;
          }),
    Check("emis_empty_code", [](const Found& found) { return found.at("CodeId").empty(); }),
    Check("emis_free_slot", [](const Found& found) { return found.at("PatientGuid").empty(); }),
    Check("emis_issue_problem_missing", leads_to_no_problem),
    Check("emis_leading_space",
          [](const Found& found) { return found.at("Value").starts_with(' '); }),
    Check("emis_medication_problem_missing", leads_to_no_problem),
    Check("emis_parent_code",
          [](const Found& found) {
              const CsvRow* parent =
                  found.extract.find("Coding_ClinicalCode", "CodeId", found.at("ParentCodeID"));
              return parent != nullptr && !parent->at("SnomedCTConceptId").empty() &&
                     found.at("SnomedCTConceptId").find("10000") != std::string::npos;
          }),
    Check("emis_patient_deleted",
          [](const Found& found) {
              return found.at("Deleted") == "false" && found.patient().at("Deleted") == "true" &&
                     found.patient().at("Surname").empty();
          }),
    Check("emis_postcode_run_together",
          [](const Found& found) {
              return found.at("Postcode").find(' ') == std::string::npos &&
                     found.at("Postcode").size() > 4;
          }),
    Check("emis_precision_YMDT",
          [](const Found& found) { return found.at("EffectiveDatePrecision") == "YMDT"; }),
    Check("emis_qualifiers_xml",
          [](const Found& found) { return found.at("Qualifiers").starts_with("<qualifier>"); }),
    Check("emis_range_without_value",
          [](const Found& found) {
              return found.at("Value").empty() && found.at("NumericRangeHigh") == "999";
          }),
    Check("emis_read_synonym",
          [](const Found& found) {
              const std::string read = found.code().at("ReadTermId");
              return read.ends_with("-1") && found.has("Coding_ClinicalCode", "ReadTermId",
                                                       read.substr(0, read.size() - 2));
          }),
    Check("emis_session_without_user",
          [](const Found& found) {
              return !found.has("Appointment_SessionUser", "SessionGuid",
                                found.at("AppointmentSessionGuid"));
          }),
    Check("emis_two_processing_ids",
          [](const Found& found) {
              const auto& rows = found.extract.table("CareRecord_Observation").rows;
              return found.at("ProcessingId") > "101" &&
                     std::ranges::any_of(rows, [&found](const CsvRow& row) {
                         return row.at("ObservationGuid") == found.at("ObservationGuid") &&
                                row.at("ProcessingId") == "101" &&
                                row.at("CodeId") != found.at("CodeId");
                     });
          }),
    Check("event_after_death",
          [](const Found& found) {
              const std::string& death = found.patient().at("DateOfDeath");
              return !death.empty() && found.at("EffectiveDate") > death;
          }),
    Check("event_before_birth",
          [](const Found& found) {
              return found.at("EffectiveDate") < found.patient().at("DateOfBirth");
          }),
    Check("immunisation_refused",
          [](const Found& found) {
              const std::string& term = found.code().at("Term");
              return term.ends_with("declined") || term.ends_with("refused");
          }),
    Check("inactive_drug_no_end",
          [](const Found& found) {
              return found.at("IsActive") == "false" && found.at("CancellationDate").empty() &&
                     found.at("PrescriptionType") != "Acute";
          }),
    Check("issue_no_drug", [](const Found& found) { return found.at("DrugRecordGuid").empty(); }),
    Check("nhs_bad_check_digit",
          [](const Found& found) {
              return found.at("NhsNumber").size() == 10 && !is_nhs_number(found.at("NhsNumber"));
          }),
    Check("nhs_missing", [](const Found& found) { return found.at("NhsNumber").empty(); }),
    Check("orphan_appointment",
          [](const Found& found) {
              return !found.has("Admin_Patient", "PatientGuid", found.at("PatientGuid"));
          }),
    Check("orphan_observation",
          [](const Found& found) {
              return !found.has("Admin_Patient", "PatientGuid", found.at("PatientGuid"));
          }),
    Check("parent_missing",
          [](const Found& found) {
              const std::string& parent = found.at("ParentObservationGuid");
              return !parent.empty() &&
                     !found.has("CareRecord_Observation", "ObservationGuid", parent);
          }),
    Check("precision_U",
          [](const Found& found) { return found.at("EffectiveDatePrecision") == "U"; }),
    Check("precision_Y",
          [](const Found& found) { return found.at("EffectiveDatePrecision") == "Y"; }),
    Check("precision_YM",
          [](const Found& found) { return found.at("EffectiveDatePrecision") == "YM"; }),
    Check("problem_link_nowhere",
          [](const Found& found) {
              const std::string& problem = found.at("ProblemGuid");
              return !problem.empty() &&
                     !found.has("CareRecord_Problem", "ObservationGuid", problem);
          }),
    Check("same_day_reregistration",
          [](const Found& found) {
              int deducted = 0;
              for (const CsvRow& row : found.extract.table("Admin_PatientHistory").rows) {
                  deducted += row.at("PatientGuid") == found.at("PatientGuid") &&
                              row.at("StatusDescription") == "Deduction" &&
                              row.at("HistoryDate") == found.at("DateOfRegistration");
              }
              return deducted == 1 && found.at("DateofDeactivation").empty();
          }),
    Check("temporary",
          [](const Found& found) { return found.at("PatientTypeDescription") == "Temporary"; }),
    Check("test_patient", [](const Found& found) { return found.at("DummyType") == "true"; }),
    Check("text_accents",
          [](const Found& found) {
              return has_note(found, "é") || has_note(found, "ë") || has_note(found, "ô");
          }),
    Check("text_quotes_newlines",
          [](const Found& found) {
              return has_note(found, "\"thinly\"") && has_note(found, "\r\n");
          }),
    Check("value_bare_point", [](const Found& found) { return found.at("Value") == "6."; }),
    Check("value_less_than", [](const Found& found) { return found.at("Value") == "<0.1"; }),
    Check("value_trailing_zero", [](const Found& found) { return found.at("Value") == "1.50"; }),
};

/// The table and key column of a kind of place.
std::pair<std::string, std::string> home_of(const std::string& name, const json& place)
{
    const std::string kind = place.value("kind", "");
    if (kind == "patient") {
        return {"Admin_Patient", "PatientGuid"};
    }
    if (kind == "med") {
        return {"Prescribing_DrugRecord", "DrugRecordGuid"};
    }
    if (kind == "issue") {
        return {"Prescribing_IssueRecord", "IssueRecordGuid"};
    }
    if (name == "orphan_appointment" || name == "emis_free_slot") {
        return {"Appointment_Slot", "SlotGuid"};
    }
    if (name == "emis_session_without_user") {
        return {"Appointment_Session", "AppointmentSessionGuid"};
    }
    if (name == "emis_parent_code") {
        return {"Coding_ClinicalCode", "CodeId"};
    }
    return {"CareRecord_Observation", "ObservationGuid"};
}

class PlantedPractice : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        extract = std::make_unique<TestExtract>(Options{.patients = 60, .seed = 11});
    }
    static void TearDownTestSuite() { extract.reset(); }

    static std::unique_ptr<TestExtract> extract;
};
std::unique_ptr<TestExtract> PlantedPractice::extract;

TEST_F(PlantedPractice, BearsEachKindAtLeastTwice)
{
    const json& truth = extract->truth().at("irregularities");
    for (const IrregularityRow& row : irregularities()) {
        if (!find_layout("emis-8.2")->bears(row.kind)) {
            EXPECT_FALSE(truth.contains(std::string{row.name})) << row.name;
            continue;
        }
        const json& entry = truth.at(std::string{row.name});
        EXPECT_GE(entry.at("count").get<int>(), 2) << row.name;
        EXPECT_EQ(entry.at("count").get<std::size_t>(), entry.at("where").size()) << row.name;
    }
}

TEST_F(PlantedPractice, HasEachIrregularityWhereTheTruthSaysSo)
{
    const json& truth = extract->truth().at("irregularities");
    for (const Check& check : checks) {
        for (const json& place : truth.at(check.name).at("where")) {
            const auto [table, column] = home_of(check.name, place);
            const CsvRow* row = extract->find(table, column, place.at("id"));
            ASSERT_NE(row, nullptr) << check.name << " " << place;
            EXPECT_TRUE(check.holds({*extract, place, *row})) << check.name << " " << place;
        }
    }
}

TEST_F(PlantedPractice, LacksAndAddsTheColumnsTheTruthNames)
{
    const json& truth = extract->truth().at("irregularities");
    for (const char* kind : {"column_missing", "column_unknown"}) {
        for (const json& place : truth.at(kind).at("where")) {
            const std::string file = place.at("file");
            const std::string head = read_whole(extract->extract() / file).substr(0, 600);
            const std::string column = json_text(place.at("column").get<std::string>());
            const bool there = head.find(column) != std::string::npos;
            EXPECT_EQ(there, std::string_view{kind} == "column_unknown") << file << column;
        }
    }
}

TEST_F(PlantedPractice, BreaksTheLastLineOfTheFilesTheTruthNames)
{
    const json& truth = extract->truth().at("irregularities");
    for (const json& place : truth.at("last_line_truncated").at("where")) {
        const std::string text = read_whole(extract->extract() / place.at("file"));
        const std::string last = text.substr(text.rfind("\r\n") + 2);
        EXPECT_TRUE(last.find(place.at("id").get<std::string>()) == 1) << last;
        EXPECT_FALSE(last.ends_with("\""));
    }
}

TEST(Plan, GivesPatientsOfOnePersonsIrregularityNoOther)
{
    const Plan plan{500, 4};
    for (std::int64_t patient = 0; patient < 500; ++patient) {
        bool of_the_person = false;
        for (const Planned& planned : plan.of(patient)) {
            of_the_person = of_the_person || row_of(planned.kind).bearer == Bearer::person;
        }
        EXPECT_TRUE(!of_the_person || plan.of(patient).size() == 1) << patient;
    }
}

TEST(Plan, PlantsLittleInSmallPracticesAndMoreInLargeOnes)
{
    EXPECT_EQ((Plan{3, 1}.count(Irregularity::orphan_observation)), 0);
    EXPECT_EQ((Plan{20, 1}.count(Irregularity::orphan_observation)), 1);
    EXPECT_EQ((Plan{60, 1}.count(Irregularity::orphan_observation)), 2);
    EXPECT_GT((Plan{10'000, 1}.count(Irregularity::orphan_observation)), 5);
}

TEST(Irregularities, StandInTheOrderOfTheirNames)
{
    for (std::size_t i = 0; i < irregularities().size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(irregularities()[i].kind), i);
    }
}

} // namespace
} // namespace ferry::practice

#include "practice/make_practice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "base/error.hpp"
#include "base/files.hpp"
#include "practice/check_digit.hpp"
#include "practice/emis/tables.hpp"
#include "practice/test_extract.hpp"

namespace ferry::practice {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

/// The practice most tests look at: large enough for means, small enough to read.
class Practice300 : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        extract = std::make_unique<TestExtract>(Options{.patients = 300, .seed = 5});
    }
    static void TearDownTestSuite() { extract.reset(); }

    static double mean(const std::string& table)
    {
        return extract->truth().at("rows_by_table").at(table).get<double>() / 300;
    }

    static std::set<std::string> keys(const std::string& table, const std::string& column)
    {
        std::set<std::string> all;
        for (const CsvRow& row : extract->table(table).rows) {
            all.insert(row.at(column));
        }
        return all;
    }

    /// How many rows point at nothing with this column.
    static int dangling(const std::string& table, const std::string& column,
                        const std::set<std::string>& keys)
    {
        int count = 0;
        for (const CsvRow& row : extract->table(table).rows) {
            const std::string& key = row.at(column);
            count += !key.empty() && !keys.contains(key) ? 1 : 0;
        }
        return count;
    }

    static std::unique_ptr<TestExtract> extract;
};
std::unique_ptr<TestExtract> Practice300::extract;

TEST_F(Practice300, HasTheProportionsOfARealOne)
{
    struct Case {
        const char* table;
        double mean;
    };
    constexpr Case cases[] = {
        {"CareRecord_Observation",         551},
        {"CareRecord_Consultation",        135},
        {"Prescribing_IssueRecord",        160},
        {"Prescribing_DrugRecord",         42 },
        {"CareRecord_Problem",             21 },
        {"Appointment_Slot",               36 },
        {"CareRecord_Diary",               6  },
        {"CareRecord_ObservationReferral", 3  },
        {"Admin_PatientHistory",           4  },
        {"Audit_PatientAudit",             40 },
    };
    for (const auto& [table, expected] : cases) {
        EXPECT_NEAR(mean(table), expected, expected * 0.25) << table;
    }
}

TEST_F(Practice300, SaysInTheTruthHowManyRowsEachFileHas)
{
    std::int64_t rows = 0;
    for (const auto& [file, count] : extract->truth().at("files").items()) {
        EXPECT_TRUE(std::filesystem::exists(extract->extract() / file)) << file;
        rows += count.get<std::int64_t>();
    }
    for (const auto& [table, count] : extract->truth().at("rows_by_table").items()) {
        EXPECT_EQ(extract->table(table).rows.size(), count) << table;
    }
    EXPECT_EQ(extract->summary().rows, rows);
    EXPECT_EQ(extract->truth().at("rows_by_table").size(), 21U);
    EXPECT_EQ(extract->truth().at("patients_in_extract"), 300);
}

TEST_F(Practice300, ListsAsManyItemsAsItCounts)
{
    std::map<std::string, int> sums;
    for (const json& patient : extract->truth().at("patients")) {
        std::map<std::string, int> listed;
        for (const std::string item : patient.at("items")) {
            ++listed[item.substr(0, item.find('|'))];
        }
        EXPECT_EQ(json(listed), patient.at("counts")) << patient.at("p");
        for (const auto& [type, count] : listed) {
            sums[type] += count;
        }
    }
    EXPECT_EQ(json(sums), extract->truth().at("live_items_by_type"));
}

TEST_F(Practice300, CountsBloodPressuresAsPairs)
{
    const std::string systolic =
        extract->truth().at("codes").at("SYS").at("emis_code_id").get<std::string>();
    int rows = 0;
    for (const CsvRow& row : extract->table("CareRecord_Observation").rows) {
        rows += row.at("CodeId") == systolic ? 1 : 0;
    }
    EXPECT_EQ(extract->truth().at("live_items_by_type").at("bp"), rows);
}

TEST_F(Practice300, LinksEveryRowButThosePlantedToNothing)
{
    const json& planted = extract->truth().at("irregularities");
    const auto count = [&](const char* kind) { return planted.at(kind).at("count").get<int>(); };
    const auto observations = keys("CareRecord_Observation", "ObservationGuid");
    const auto problems = keys("CareRecord_Problem", "ObservationGuid");
    const auto consultations = keys("CareRecord_Consultation", "ConsultationGuid");
    const auto patients = keys("Admin_Patient", "PatientGuid");
    const std::string observation = "CareRecord_Observation";
    EXPECT_EQ(dangling(observation, "ParentObservationGuid", observations),
              count("parent_missing"));
    EXPECT_EQ(dangling(observation, "ProblemGuid", problems), count("problem_link_nowhere"));
    EXPECT_EQ(dangling("Prescribing_DrugRecord", "ProblemObservationGuid", problems),
              count("emis_medication_problem_missing"));
    EXPECT_EQ(dangling("Prescribing_IssueRecord", "ProblemObservationGuid", problems),
              count("emis_issue_problem_missing"));
    EXPECT_EQ(dangling(observation, "ConsultationGuid", consultations), 0);
    EXPECT_EQ(dangling(observation, "PatientGuid", patients), count("orphan_observation"));
    EXPECT_EQ(dangling("Appointment_Slot", "PatientGuid", patients), count("orphan_appointment"));
    EXPECT_EQ(dangling("CareRecord_Problem", "ObservationGuid", observations), 0);
    EXPECT_EQ(dangling("CareRecord_ObservationReferral", "ObservationGuid", observations), 0);
    EXPECT_EQ(dangling("Prescribing_IssueRecord", "DrugRecordGuid",
                       keys("Prescribing_DrugRecord", "DrugRecordGuid")),
              0);
    EXPECT_EQ(dangling("CareRecord_Consultation", "AppointmentSlotGuid",
                       keys("Appointment_Slot", "SlotGuid")),
              0);
    EXPECT_EQ(dangling("Appointment_Slot", "SessionGuid",
                       keys("Appointment_Session", "AppointmentSessionGuid")),
              0);
    EXPECT_EQ(dangling(observation, "CodeId", keys("Coding_ClinicalCode", "CodeId")), 0);
    EXPECT_EQ(dangling("Prescribing_DrugRecord", "CodeId", keys("Coding_DrugCode", "CodeId")), 0);
}

TEST_F(Practice300, RecordsNothingAfterTheExtractNorBeforeItHappened)
{
    const std::string today = extract->truth().at("extract_date");
    int early = 0;
    for (const char* table : {"CareRecord_Observation", "CareRecord_Consultation",
                              "Prescribing_DrugRecord", "Prescribing_IssueRecord"}) {
        for (const CsvRow& row : extract->table(table).rows) {
            EXPECT_LE(row.at("EffectiveDate"), today) << table;
            EXPECT_LE(row.at("EnteredDate"), today) << table;
            early += row.at("EffectiveDate") > row.at("EnteredDate") ? 1 : 0;
        }
    }
    const json& planted = extract->truth().at("irregularities");
    EXPECT_EQ(early, planted.at("emis_acute_post_dated").at("count"));
}

TEST_F(Practice300, GivesEachPatientAnNhsNumberOfTheRangeForTests)
{
    std::set<std::string> seen;
    int twice = 0;
    int wrong = 0;
    for (const CsvRow& row : extract->table("Admin_Patient").rows) {
        const std::string& number = row.at("NhsNumber");
        if (!number.empty()) {
            EXPECT_TRUE(number.starts_with("999"));
            wrong += is_nhs_number(number) ? 0 : 1;
            twice += seen.insert(number).second ? 0 : 1;
        }
    }
    const json& planted = extract->truth().at("irregularities");
    EXPECT_EQ(wrong, planted.at("nhs_bad_check_digit").at("count"));
    EXPECT_EQ(twice, planted.at("dup_nhs").at("count"));
}

TEST_F(Practice300, TellsStoriesThatFitThePatients)
{
    const json& truth = extract->truth();
    int diabetics = 0;
    int measured = 0;
    for (const json& patient : truth.at("patients")) {
        const std::string all = patient.at("items").dump();
        const bool man = patient.at("sex") == "M";
        EXPECT_FALSE(man && all.find("|PREG|") != std::string::npos) << patient.at("p");
        if (all.find("|DM2|active") != std::string::npos) {
            ++diabetics;
            measured += all.find("|A1C|") != std::string::npos ? 1 : 0;
        }
        if (patient.at("dob") > "2024-01-01" && patient.at("dob") < "2026-01-01") {
            EXPECT_THAT(all, testing::AnyOf(HasSubstr("|SIX1|"), HasSubstr("|MMR1|"))) << all;
            EXPECT_EQ(all.find("|SYS|"), std::string::npos);
        }
    }
    EXPECT_GT(diabetics, 5);
    EXPECT_GE(measured * 10, diabetics * 7);
    EXPECT_GT(truth.at("registers").at("hypertension").at("count"), 12);
}

TEST_F(Practice300, WritesMapsThatAgreeWithTheDictionary)
{
    const std::filesystem::path folder = extract->folder() / "practice.maps";
    const std::string map = read_whole(folder / "rcsctmap2_uk_20200401000001.txt");
    const std::string products = read_whole(folder / "dmd_products.txt");
    for (const CsvRow& row : extract->table("Coding_DrugCode").rows) {
        const bool there = products.find(row.at("CodeId") + "\t") != std::string::npos;
        EXPECT_EQ(there, !row.at("DmdProductCodeId").empty()) << row.at("Term");
    }
    EXPECT_THAT(map, HasSubstr("\tC10F.\t00\t44054006\t"));
    EXPECT_THAT(map, HasSubstr("\t2469.\t00\t163030003\t"));
    EXPECT_THAT(read_whole(folder / "codesWithValues_AlternateMaps_READ2_20200401000001.txt"),
                HasSubstr("2469.\t00\t271649006\t\tY\r\n"));
}

TEST(MakePractice, WritesTheSameBytesForTheSameOptions)
{
    const Options options{.patients = 60, .seed = 3, .layout = "emis-5.4"};
    const TestExtract first{options};
    const TestExtract second{options};
    EXPECT_TRUE(first.bytes() == second.bytes());
    EXPECT_EQ(first.bytes().size(), 20U + 1U + 5U);
}

TEST(MakePractice, WritesAnotherPracticeForAnotherSeed)
{
    const TestExtract first{
        {.patients = 2, .seed = 1}
    };
    const TestExtract second{
        {.patients = 2, .seed = 2}
    };
    EXPECT_NE(first.table("Admin_Patient").rows, second.table("Admin_Patient").rows);
}

void expect_headers(const char* name, const emis::Version& version)
{
    const TestExtract extract{
        {.patients = 2, .layout = name}
    };
    for (const emis::TableLayout& table : version.tables) {
        const std::string table_name{table.table};
        std::vector<std::string> expected;
        for (const std::string_view column : version.columns_of(table.table)) {
            expected.emplace_back(version.header_of(table.table, column));
        }
        EXPECT_EQ(extract.table(table_name).headers, expected) << name << " " << table_name;
    }
}

TEST(MakePractice, WritesTheHeadersOfTheLayoutAskedFor)
{
    expect_headers("emis-8.2", emis::version_8_2);
    expect_headers("emis-5.4", emis::version_5_4);
}

TEST(MakePractice, HasTheColumnsOfTheSpecification)
{
    const emis::Version& new_layout = emis::version_8_2;
    const emis::Version& old_layout = emis::version_5_4;
    EXPECT_EQ(new_layout.tables.size(), 21U);
    EXPECT_EQ(old_layout.tables.size(), 20U);
    EXPECT_EQ(new_layout.columns_of("Admin_Patient").size(), 38U);
    EXPECT_EQ(new_layout.columns_of("CareRecord_Observation").size(), 26U);
    EXPECT_EQ(old_layout.columns_of("CareRecord_Observation").size(), 23U);
    EXPECT_FALSE(old_layout.has("Admin_PatientHistory"));
    EXPECT_EQ(old_layout.header_of("CareRecord_Diary", "ClinicianUserInRoleGuid"),
              "ClinicanUserInRoleGuid");
    EXPECT_THAT(old_layout.columns_of("Coding_DrugCode"),
                ElementsAre("CodeId", "Term", "DmdProductCodeId", "ProcessingId"));
}

TEST(MakePractice, KeepsFreeTextWhereTheLayoutHasAPlaceForIt)
{
    const TestExtract extract{
        {.patients = 60, .layout = "emis-5.4"}
    };
    int texts = 0;
    int quotes = 0;
    for (const CsvRow& row : extract.table("CareRecord_Observation").rows) {
        texts += row.at("AssociatedText").empty() ? 0 : 1;
        quotes += row.at("AssociatedText").find("\"it burns\"") != std::string::npos ? 1 : 0;
    }
    EXPECT_GT(texts, 1000);
    EXPECT_EQ(quotes, 2);
    EXPECT_FALSE(extract.truth().at("irregularities").contains("emis_qualifiers_xml"));
}

TEST(MakePractice, MakesAPracticeOfAnySmallSize)
{
    for (const std::int64_t patients : {1, 2, 11, 12, 13, 59}) {
        const TestExtract extract{
            {.patients = patients, .density = 0.2}
        };
        EXPECT_EQ(extract.truth().at("patients").size(), static_cast<std::size_t>(patients));
        EXPECT_GE(extract.table("CareRecord_Observation").rows.size(), 3U);
    }
}

TEST(MakePractice, FillsRecordsByTheirDensity)
{
    const TestExtract thin{
        {.patients = 40, .density = 0.3}
    };
    const TestExtract thick{
        {.patients = 40, .density = 2}
    };
    EXPECT_GT(thick.summary().rows, 3 * thin.summary().rows);
}

TEST(MakePractice, WritesNoMapsWhereNoneAreWanted)
{
    const TestExtract extract{
        {.patients = 1, .maps = false}
    };
    EXPECT_FALSE(std::filesystem::exists(extract.folder() / "practice.maps"));
}

TEST(MakePractice, ListsNoItemsOfLargePractices)
{
    const TestExtract extract{
        {.patients = 501, .density = 0.05}
    };
    EXPECT_FALSE(extract.truth().at("patients")[0].contains("items"));
    EXPECT_EQ(extract.truth().at("truth_items"), "none");
}

/// What is said about options that cannot be.
std::string refusal(const Options& options)
{
    try {
        options.validate();
    } catch (const UsageError& error) {
        return error.what();
    }
    return "";
}

TEST(MakePracticeOptions, AreRefusedWithTheReason)
{
    const std::filesystem::path out = "/nowhere/practice";
    EXPECT_EQ(refusal({.out = out}), "");
    EXPECT_THAT(refusal({.layout = "paper", .out = out}), HasSubstr("emis-8.2, emis-5.4"));
    EXPECT_THAT(refusal({.patients = 0, .out = out}), HasSubstr("0 patients"));
    EXPECT_THAT(refusal({.patients = 900'001, .out = out}), HasSubstr("from 1 to 900000"));
    EXPECT_THAT(refusal({.density = 0, .out = out}), HasSubstr("density 0"));
    EXPECT_THAT(refusal({.density = 10.5, .out = out}), HasSubstr("at most 10"));
    EXPECT_THAT(refusal({}), HasSubstr("no folder"));
    EXPECT_THAT(refusal({.out = "/usr"}), HasSubstr("not an empty folder"));
}

} // namespace
} // namespace ferry::practice

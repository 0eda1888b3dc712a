#include "practice/layout.hpp"

#include <algorithm>

#include <gmock/gmock.h>

#include "base/files.hpp"
#include "base/text.hpp"
#include "practice/charset.hpp"
#include "practice/numbers.hpp"
#include "practice/systmone/tables.hpp"
#include "practice/test_extract.hpp"
#include "practice/vision/tables.hpp"

namespace ferry::practice {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

class EachLayout : public testing::TestWithParam<const Layout*> {};

INSTANTIATE_TEST_SUITE_P(OfTheTable, EachLayout, testing::ValuesIn(layouts()), [](const auto& one) {
    std::string name{one.param->name};
    std::ranges::replace_if(
        name, [](char c) { return c == '-' || c == '.'; }, '_');
    return name;
});

TEST_P(EachLayout, WritesTheSameBytesForTheSameOptions)
{
    const Options options{
        .patients = 60, .seed = 3, .layout = std::string{GetParam()->name}, .density = 0.2};
    EXPECT_TRUE(TestExtract{options}.bytes() == TestExtract{options}.bytes());
}

/// What the truth says of the patients, whatever their ids in the layout are.
std::map<std::string, json> patients_of(const TestExtract& extract)
{
    std::map<std::string, json> all;
    for (json patient : extract.truth().at("patients")) {
        patient.erase("id");
        all[patient.at("p").dump()] = patient;
    }
    return all;
}

TEST_P(EachLayout, HoldsThePracticeThatTheOthersHold)
{
    Options options{.patients = 60, .seed = 9, .density = 0.1};
    const auto first = patients_of(TestExtract{options});
    options.layout = std::string{GetParam()->name};
    const auto other = patients_of(TestExtract{options});
    for (const auto& [number, patient] : first) {
        // Entries without a code are EMIS's own: elsewhere they have one.
        if (patient.at("items").dump().find("||") == std::string::npos) {
            EXPECT_EQ(patient, other.at(number));
        }
    }
    EXPECT_EQ(first.size(), other.size());
}

TEST_P(EachLayout, BearsWhatItCanAndNothingElse)
{
    const TestExtract extract{
        {.patients = 60, .seed = 11, .layout = std::string{GetParam()->name}, .density = 0.5}
    };
    const json& truth = extract.truth().at("irregularities");
    for (const IrregularityRow& row : irregularities()) {
        EXPECT_EQ(truth.contains(std::string{row.name}), GetParam()->bears(row.kind)) << row.name;
    }
    for (const auto& [name, entry] : truth.items()) {
        for (const json& place : entry.at("where")) {
            EXPECT_TRUE(place.contains("id") || place.contains("column")) << name << place;
            EXPECT_FALSE(place.value("id", "").ends_with("/0")) << name << place;
        }
    }
}

TEST(SystmoneLayout, HasTheColumnsOfItsTablesInEachHeader)
{
    const TestExtract extract{
        {.patients = 2, .layout = "systmone-93"}
    };
    for (const TableShape& shape : systmone::tables()) {
        const ReadTable& table = extract.table(std::string{shape.table} + ".csv");
        const auto columns = split(shape.columns, ',');
        EXPECT_TRUE(std::ranges::equal(table.headers, columns)) << shape.table;
    }
    EXPECT_EQ(extract.table("SRManifest.csv").rows.size(), systmone::tables().size() - 1);
}

TEST(SystmoneLayout, WritesWindows1252)
{
    const TestExtract extract{
        {.patients = 60, .layout = "systmone-93", .density = 0.2}
    };
    const std::string patients = read_whole(extract.extract() / "SRPatient.csv");
    const std::string drugs = read_whole(extract.extract() / "SRPrimaryCareMedication.csv");
    EXPECT_THAT(patients, testing::AnyOf(HasSubstr("\"Zo\xEB\""), HasSubstr("\"Si\xF4n\"")));
    EXPECT_THAT(drugs, HasSubstr("caf\xE9-au-lait patch \x96 \xBD fingertip"));
}

TEST(VisionLayout, HasNoHeaderAndQuotesOnlyWhatNeedsThem)
{
    const TestExtract extract{
        {.patients = 2, .layout = "vision"}
    };
    for (const auto& [name, bytes] : extract.bytes()) {
        if (name.find("_staff_") != std::string::npos) {
            EXPECT_THAT(bytes, StartsWith("1,A,G9100000,"));
            EXPECT_EQ(bytes.find('"'), std::string::npos);
        }
        if (name.find("_patient_data") != std::string::npos) {
            EXPECT_THAT(bytes, StartsWith("100000,1,"));
            EXPECT_THAT(bytes, HasSubstr(", ")); // an address in one cell
            EXPECT_THAT(bytes, HasSubstr(",\""));
        }
    }
}

TEST(VisionLayout, HasOneFileForEachTable)
{
    const TestExtract extract{
        {.patients = 2, .layout = "vision"}
    };
    EXPECT_EQ(extract.truth().at("rows_by_table").size(), vision::tables().size());
    EXPECT_EQ(extract.truth().at("rows_by_table").at("patient_check_sum"), 2);
}

TEST(Charset, WritesTheSignsOfWindows1252InOneByteEach)
{
    EXPECT_EQ(windows_1252_of("Zoë, 38 °C – “½” £5"), "Zo\xEB, 38 \xB0"
                                                      "C \x96 \x93\xBD\x94 \xA3"
                                                      "5");
    EXPECT_TRUE(is_ascii("plain"));
    EXPECT_FALSE(is_ascii("é"));
}

TEST(NumbersOfARecord, AreTheSameForTheSameIdAndBeginAnewWithEachRecord)
{
    Numbers numbers;
    const Guid one = guid_of(1, 1);
    const Guid other = guid_of(1, 2);
    EXPECT_EQ(numbers.known(one), 0);
    EXPECT_EQ(numbers.of(one), 1);
    EXPECT_EQ(numbers.next(), 2);
    EXPECT_EQ(numbers.of(other), 3);
    EXPECT_EQ(numbers.of(one), 1);
    numbers.clear();
    EXPECT_EQ(numbers.of(other), 1);
}

} // namespace
} // namespace ferry::practice

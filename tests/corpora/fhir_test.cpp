#include <algorithm>
#include <map>
#include <vector>

#include <gmock/gmock.h>

#include "base/files.hpp"
#include "corpora/migration.hpp"
#include "pipeline/sources.hpp"
#include "support/folder.hpp"

namespace ferry::corpora {
namespace {

using support::items_of;
using Counts = std::map<std::string, std::int64_t>;

/// Files of the corpora in a folder of their own, carried by a whole pass and, to look at
/// the items, in memory.
class FhirMigration {
public:
    explicit FhirMigration(const std::vector<std::filesystem::path>& files)
    {
        std::filesystem::create_directory(folder_ / "extract");
        for (const auto& file : files) {
            std::filesystem::copy_file(file, folder_ / "extract" / file.filename());
        }
        carry();
    }
    explicit FhirMigration(const std::map<std::string, std::string>& texts)
    {
        std::filesystem::create_directory(folder_ / "extract");
        for (const auto& [name, text] : texts) {
            write_whole(folder_ / "extract" / name, text);
        }
        carry();
    }

    const support::Run& run() const { return *run_; }
    const pipeline::PassReport& report() const { return report_; }
    workspace::Workspace& workspace() { return *workspace_; }

    /// How many source items count as each type of item.
    Counts by_type()
    {
        Counts counts;
        for (const auto& row :
             workspace::balance(*workspace_, workspace::BalanceBy::type, {}).rows) {
            counts[row.key] = row.extracted;
        }
        return counts;
    }

private:
    void carry()
    {
        const pipeline::SourceKind& kind = pipeline::source_kind("fhir");
        run_.emplace(support::Source{.open = kind.open, .mapper = kind.mapper},
                     folder_ / "extract");
        workspace::create(
            folder_ / "work.ferry",
            {.source = "fhir", .target = "sqlite:" + (folder_ / "target.sqlite").string()});
        workspace_.emplace(folder_ / "work.ferry");
        report_ =
            pipeline::run_pass(*workspace_, {.extract = folder_ / "extract", .who = "a test"});
    }

    support::Folder folder_;
    std::optional<support::Run> run_;
    std::optional<workspace::Workspace> workspace_;
    pipeline::PassReport report_;
};

std::vector<std::filesystem::path> json_files_in(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    if (std::filesystem::exists(folder)) {
        for (const auto& entry : std::filesystem::directory_iterator{folder}) {
            if (entry.path().extension() == ".json") {
                files.push_back(entry.path());
            }
        }
    }
    std::ranges::sort(files);
    return files;
}

/// What holds for every extract: nothing is lost, and the target says what we say.
void expect_whole(FhirMigration& migration)
{
    EXPECT_EQ(migration.run().breach(), "");
    for (const auto by :
         {workspace::BalanceBy::type, workspace::BalanceBy::file, workspace::BalanceBy::patient}) {
        const auto balance = workspace::balance(migration.workspace(), by, {});
        EXPECT_TRUE(balance.balanced());
        EXPECT_EQ(balance.total.extracted, migration.run().rows());
    }
    const auto& reconciled = migration.report().reconciled;
    EXPECT_TRUE(reconciled.clean());
    EXPECT_EQ(reconciled.agree, reconciled.items);
}

TEST(FhirCorpora, HoldFiveRecordsOfOnePractice)
{
    const auto files = json_files_in(corpora_folder() / "gpconnect" / "emis");
    if (files.empty()) {
        GTEST_SKIP() << "the test corpora are not at " << corpora_folder();
    }
    FhirMigration migration{files};
    expect_whole(migration);
    EXPECT_EQ(migration.run().manifest().layout, "stu3");
    EXPECT_TRUE(migration.run().manifest().questions.empty()) << "every element is named";
    EXPECT_EQ(migration.report().patients, 5);
    EXPECT_EQ(migration.report().imported, 5);
    EXPECT_EQ(migration.run().rows(), 733);
}

/// What a bundle's resources become, counted by another program.
struct Known {
    std::string_view file;
    std::string_view patient;
    Counts items;
};

TEST(FhirCorpora, MakeTheItemsThatTheirResourcesAre)
{
    const auto files = json_files_in(corpora_folder() / "gpconnect" / "emis");
    if (files.empty()) {
        GTEST_SKIP() << "the test corpora are not at " << corpora_folder();
    }
    // Resources counted with another program. Plans and orders, blood pressures and other
    // observations are told apart by intent and components.
    // clang-format off
    const std::vector<Known> all{
        {"PWTP10.json", "9083899E-C9A4-44CB-8C5C-7C0A9C34B5FE",
         {{"consultation", 8}, {"problem", 2}, {"allergy", 2}, {"medication", 2}}},
        {"PWTP11.json", "9E834049-005C-4EA5-9322-736287145C58",
         {{"consultation", 7}, {"problem", 13}, {"medication", 3}, {"diary_entry", 2}}},
        {"PWTP2.json", "88F14BF6-CADE-47D6-90E2-B10519BF956F",
         {{"consultation", 6}, {"problem", 8}, {"allergy", 4}, {"medication", 10},
          {"issue", 70}}},
        {"PWTP5.json", "58B02021-E70A-4B30-A149-A02E3A5296C7",
         {{"consultation", 9}, {"problem", 2}, {"allergy", 2}, {"immunisation", 1}}},
        {"PWTP6.json", "0CEEBCCD-76F5-4ECC-9B4B-2CD6E09CDE9F",
         {{"consultation", 6}, {"immunisation", 8}, {"diary_entry", 3}}},
    };
    // clang-format on
    const FhirMigration migration{files};
    for (const Known& one : all) {
        Counts made;
        for (const auto& item : items_of(migration.run().patient(one.patient).mapped->record)) {
            ++made[std::string{name_of(item.type)}];
        }
        for (const auto& [type, count] : one.items) {
            EXPECT_EQ(made[type], count) << one.file << " " << type;
        }
    }
}

TEST(FhirCorpora, HoldOneRecordExportedTwice)
{
    for (const std::string_view day : {"TC4", "TC7"}) {
        const auto files = json_files_in(corpora_folder() / "gpconnect" / "uat" / day);
        if (files.empty()) {
            GTEST_SKIP() << "the test corpora are not at " << corpora_folder();
        }
        FhirMigration migration{files};
        expect_whole(migration);
        EXPECT_EQ(migration.report().imported, 2) << day;
    }
}

TEST(FhirCorpora, HoldTheExamplesOfTheSpecification)
{
    std::int64_t read = 0;
    for (const std::string_view part :
         {"access_documents", "accessrecord_structured", "appointments", "foundations"}) {
        for (const auto& file : json_files_in(corpora_folder() / "gpconnect" / "examples" / part)) {
            SCOPED_TRACE(file.filename().string());
            FhirMigration migration{{file}}; // each is an answer of a server of its own
            expect_whole(migration);
            ++read;
        }
    }
    if (read == 0) {
        GTEST_SKIP() << "the test corpora are not at " << corpora_folder();
    }
    EXPECT_EQ(read, 52);
}

// -- R4, of which no record is at hand: invented resources -----------------------------

/// Single quotes stand for the double ones of JSON.
std::map<std::string, std::string> invented_r4()
{
    // clang-format off
    std::map<std::string, std::string> files{
        {"Organization.ndjson",
         "{'resourceType':'Organization','id':'o1','name':'Test Practice'}\n"},
        {"Practitioner.ndjson",
         "{'resourceType':'Practitioner','id':'s1','name':[{'family':'Doctor'}]}\n"},
        {"Patient.ndjson",
         "{'resourceType':'Patient','id':'p1','managingOrganization':{"
         "'reference':'Organization/o1'}}\n"
         "{'resourceType':'Patient','id':'p2','managingOrganization':{"
         "'reference':'Organization/o1'}}\n"},
        {"Encounter.ndjson",
         "{'resourceType':'Encounter','id':'e1','status':'finished','subject':{"
         "'reference':'Patient/p1'},'class':{'code':'AMB','display':'ambulatory'},"
         "'period':{'start':'2021-06-30T09:00:00+01:00'},'participant':[{"
         "'individual':{'reference':'Practitioner/s1'}}]}\n"},
        {"Observation.ndjson",
         "{'resourceType':'Observation','id':'x1','status':'final','subject':{"
         "'reference':'Patient/p1'},'meta':{"
         "'profile':['https://fhir.hl7.org.uk/StructureDefinition/UKCore-Observation"
         "']},'encounter':{'reference':'Encounter/e1'},"
         "'effectiveDateTime':'2021-06','code':{'coding':[{"
         "'system':'http://snomed.info/sct','code':'1022541000000102',"
         "'display':'White cells'}]},'valueQuantity':{'value':5.70,'unit':'10*9/L'},"
         "'note':[{'text':'one'},{'text':'two'}]}\n"},
        {"MedicationRequest.ndjson",
         "{'resourceType':'MedicationRequest','id':'m1','status':'active',"
         "'intent':'order','subject':{'reference':'Patient/p1'},"
         "'medicationReference':{'reference':'Medication/d1'},'requester':{"
         "'reference':'Practitioner/s1'},'authoredOn':'2021-06-30'}\n"},
        {"Medication.ndjson",
         "{'resourceType':'Medication','id':'d1','code':{'coding':[{"
         "'system':'https://dmd.nhs.uk','code':'319775004',"
         "'display':'Aspirin 75mg tablets'}]}}\n"},
        {"bundle.json",
         "{'resourceType':'Bundle','type':'collection','entry':[{"
         "'fullUrl':'urn:uuid:1','resource':{'resourceType':'Patient','id':'p3',"
         "'managingOrganization':{'reference':'Organization/o1'}}},{"
         "'fullUrl':'urn:uuid:2','resource':{'resourceType':'Encounter','id':'e3',"
         "'status':'finished','subject':{'reference':'urn:uuid:1'}}},{"
         "'fullUrl':'urn:uuid:3','resource':{'resourceType':'Immunization',"
         "'id':'i3','status':'completed','patient':{'reference':'urn:uuid:1'},"
         "'encounter':{'reference':'urn:uuid:2'},'occurrenceDateTime':'2021-06-30',"
         "'lotNumber':'B7','vaccineCode':{'coding':[{"
         "'system':'http://snomed.info/sct','code':'38598009','display':'MMR'}]}}}]}\n"},
    };
    // clang-format on
    for (auto& [name, text] : files) {
        std::ranges::replace(text, '\'', '"');
    }
    return files;
}

TEST(FhirR4, IsCarriedFromLinesAndFromABundle)
{
    FhirMigration migration{invented_r4()};
    expect_whole(migration);
    EXPECT_EQ(migration.run().manifest().layout, "r4");
    EXPECT_TRUE(migration.run().manifest().questions.empty());
    EXPECT_EQ(migration.run().count(Outcome::held), 0);
    EXPECT_EQ(migration.report().imported, 3);

    const auto one = items_of(migration.run().patient("p1").mapped->record);
    ASSERT_EQ(one.size(), 4U);
    std::map<ItemType, support::ShownItem> first;
    for (const auto& item : one) {
        first.emplace(item.type, item);
    }
    const auto& note = first.at(ItemType::observation);
    EXPECT_EQ(note.at("value"), "5.70");
    EXPECT_EQ(note.at("date"), "2021-06");
    EXPECT_EQ(note.at("consultation"), "e1");
    EXPECT_EQ(note.at("text"), "one\ntwo");
    EXPECT_EQ(first.at(ItemType::issue).at("drug"), "319775004") << "of the practice's medicines";
    EXPECT_EQ(first.at(ItemType::consultation).at("text"), "class: ambulatory");

    const auto other = items_of(migration.run().patient("p3").mapped->record);
    ASSERT_EQ(other.size(), 3U);
    EXPECT_EQ(other[2].at("batch"), "B7");
    EXPECT_EQ(other[2].at("consultation"), "e3") << "found by its full URL";
}

} // namespace
} // namespace ferry::corpora

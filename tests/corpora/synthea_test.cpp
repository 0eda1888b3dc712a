#include <map>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "archive/unpacked_extract.hpp"
#include "base/files.hpp"
#include "corpora/migration.hpp"
#include "draft/draft.hpp"
#include "pipeline/described.hpp"
#include "pipeline/pass.hpp"
#include "sql/database.hpp"
#include "workspace/books.hpp"

/// UK Synthea's thousand invented patients, read by a description alone.
namespace ferry::corpora {
namespace {

using testing::HasSubstr;

std::filesystem::path archive_file()
{
    return corpora_folder() / "synthea-uk" / "csv_hypertension_1000.zip";
}

/// How many rows each file has, but for its header.
using RowCounts = std::map<std::string, std::int64_t>;

class Synthea : public testing::Test {
protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(archive_file())) {
            GTEST_SKIP() << "the test corpora are not at " << corpora_folder();
        }
        unpacked_.emplace(archive_file(), folder_ / "unpacked");
    }
    const std::filesystem::path& extract() const { return unpacked_->folder(); }

    RowCounts rows() const
    {
        RowCounts counts;
        for (const auto& entry : std::filesystem::directory_iterator{extract()}) {
            const std::string text = read_whole(entry.path());
            const auto ends = std::ranges::count(text, '\n');
            counts[entry.path().filename().string()] = ends - (text.ends_with('\n') ? 1 : 0);
        }
        return counts;
    }

    support::Folder folder_;
    std::optional<archive::UnpackedExtract> unpacked_;
};

TEST_F(Synthea, IsCarriedAsAWhole)
{
    auto read = pipeline::read_description(
        std::filesystem::path{FERRY_SOURCE_DIR} / "descriptions" / "uk-synthea.yaml", "a test");
    workspace::create(folder_ / "w.ferry",
                      {.source = read.source,
                       .target = "sqlite:" + (folder_ / "t.sqlite").string(),
                       .practice = ""},
                      read.kept);
    workspace::Workspace workspace{folder_ / "w.ferry"};
    const auto report = pipeline::run_pass(workspace, {.extract = extract(), .who = "a test"});
    EXPECT_EQ(report.patients, 1'000);
    EXPECT_TRUE(report.reconciled.clean());
    EXPECT_EQ(report.reconciled.agree, report.reconciled.items);
    EXPECT_GT(report.reconciled.items, 240'000);
    const auto balance = workspace::balance(workspace, workspace::BalanceBy::file, {});
    EXPECT_TRUE(balance.balanced());
    EXPECT_EQ(balance.total.by_outcome.at(static_cast<std::size_t>(Outcome::held)), 0);
    EXPECT_EQ(balance.total.by_outcome.at(static_cast<std::size_t>(Outcome::left)), 0);
    RowCounts counted;
    std::int64_t all = 0;
    for (const auto& [file, count] : rows()) {
        all += count;
        counted[file] = 0;
    }
    EXPECT_EQ(balance.total.extracted, all);
    for (const auto& file : workspace.files()) {
        counted[file.name] = file.rows;
    }
    EXPECT_EQ(counted, rows());
    EXPECT_EQ(counted.at("observations.csv"), 182'242);
    // Codes of systems that Ferry has no maps for keep the name of their system.
    sql::Database target{folder_ / "t.sqlite", sql::Mode::read_write};
    for (const auto* system : {"http://loinc.org", "http://hl7.org/fhir/sid/cvx",
                               "http://www.nlm.nih.gov/research/umls/rxnorm"}) {
        EXPECT_GT(target.number(fmt::format("SELECT count(*) FROM coding WHERE system = '{}' AND "
                                            "original = 1",
                                            system)),
                  0)
            << system;
    }
}

TEST_F(Synthea, IsUnderstoodByADraft)
{
    const draft::Draft made = draft::draft_of(extract());
    std::map<std::string, std::string> keys;
    std::map<std::string, std::string> patients;
    std::map<std::string, std::string> encounters;
    for (std::size_t i = 0; i < made.facts.tables.size(); ++i) {
        const auto& facts = made.facts.tables[i];
        const auto& structure = made.structure.tables[i];
        if (structure.key) {
            keys[facts.name] = facts.columns[*structure.key].name;
        }
        for (const draft::Link& link : structure.links) {
            const std::string& to = made.facts.tables[link.to].name;
            EXPECT_EQ(link.sure, draft::Sure::certain) << facts.name << " to " << to;
            auto& by_table = to == "patients" ? patients : encounters;
            if (to == "patients" || to == "encounters") {
                by_table[facts.name] = facts.columns[link.column].name;
            }
        }
    }
    EXPECT_EQ(keys, (std::map<std::string, std::string>{
                        {"careplans",     "Id"},
                        {"encounters",    "Id"},
                        {"organizations", "Id"},
                        {"patients",      "Id"},
                        {"providers",     "Id"}
    }));
    for (const auto* table : {"conditions", "devices", "immunizations", "observations"}) {
        EXPECT_EQ(patients[table], "PATIENT") << table;
        EXPECT_EQ(encounters[table], "ENCOUNTER") << table;
    }
    ASSERT_TRUE(made.structure.patients.has_value());
    EXPECT_EQ(made.facts.tables[*made.structure.patients].name, "patients");
    EXPECT_EQ(made.facts.dialect.separator, ',');
    EXPECT_TRUE(made.facts.cells_at_end);
    const std::string yaml = draft::yaml_of(made);
    EXPECT_THAT(yaml, HasSubstr("dates: \"yyyy-MM-dd[THH:mm[:ss][Z]]\""));
    EXPECT_THAT(yaml, HasSubstr("1000 of 1000 different values occur in patients.Id"));
    const auto description = tabular::parse_description(yaml, "draft.yaml");
    EXPECT_FALSE(description.open.empty());
}

} // namespace
} // namespace ferry::corpora

#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/files.hpp"
#include "base/text.hpp"
#include "csv/rows.hpp"
#include "program/small_migration.hpp"
#include "sql/database.hpp"

/// Any source, Ferry's own extract, and Ferry again give the same record, digest for
/// digest; and what was tampered with on the way shows.
namespace ferry::program {
namespace {

using testing::HasSubstr;

class FerryExtractMigration : public testing::Test {
protected:
    FerryExtractMigration()
    {
        const auto made = ferry({"make-practice", "--patients", "60", "--density", "0.1", "--out",
                                 folder_ / "practice"});
        EXPECT_EQ(made.status, 0) << made.err;
        carry("emis-csv", "practice", "sqlite:" + (folder_ / "direct.db"));
        carry("emis-csv", "practice", "ferry-extract:" + (folder_ / "handed"));
    }

    /// One pass of a migration of its own. \return its exit status.
    int carry(const std::string& source, const std::string& extract, const std::string& target)
    {
        last_ = folder_ / ("m" + std::to_string(++migrations_) + ".ferry");
        EXPECT_EQ(ferry({"new", last_, "--source", source, "--target", target}).status, 0);
        const auto ended = ferry({"pass", last_, "--extract", folder_ / extract, "--maps",
                                  folder_ / "practice.maps", "--json"});
        EXPECT_LE(ended.status, 1) << ended.err;
        return ended.status;
    }
    int carry_on() { return carry("ferry-extract", "handed", "sqlite:" + (folder_ / "again.db")); }
    std::multiset<std::string> digests(const std::string& target) const
    {
        sql::Database database{folder_ / target, sql::Mode::read_only};
        sql::Statement row{database, "SELECT digest FROM ferry_mark"};
        std::multiset<std::string> all;
        while (row.step()) {
            all.emplace(row.text(0));
        }
        return all;
    }
    std::string exceptions() const { return ferry({"exceptions", last_}).out; }

    struct AuditRow {
        std::string file;
        std::int64_t line = 0;
        std::string text;
    };
    /// The rows of a table of an extract, cut into cells.
    std::vector<std::vector<std::string>> rows_of(const std::string& name) const
    {
        ReadFile file{folder_ / name};
        csv::RowReader reader{[&](std::span<char> room) { return file.read(room); }};
        std::vector<csv::FieldText> cells;
        std::vector<std::vector<std::string>> rows;
        reader.next();
        while (const auto row = reader.next()) {
            EXPECT_TRUE(csv::split_row(row->bytes, ',', cells));
            auto& made = rows.emplace_back();
            for (const csv::FieldText& cell : cells) {
                made.push_back(csv::undoubled(cell.text));
            }
        }
        return rows;
    }
    std::vector<AuditRow> audit_trail(const std::string& extract) const
    {
        std::vector<AuditRow> all;
        for (const auto& cells : rows_of(extract + "/audit_trail.csv")) {
            all.push_back({cells.at(1), std::stoll(cells.at(2)), cells.at(4)});
        }
        return all;
    }
    std::map<std::string, std::string> audit_columns(const std::string& extract) const
    {
        std::map<std::string, std::string> all;
        for (const auto& cells : rows_of(extract + "/audit_columns.csv")) {
            all.emplace(cells.at(0), cells.at(1));
        }
        return all;
    }
    static std::multiset<std::string> texts(const std::vector<AuditRow>& rows)
    {
        std::multiset<std::string> all;
        for (const AuditRow& row : rows) {
            all.insert(row.file + ":" + std::to_string(row.line) + ":" + row.text);
        }
        return all;
    }
    /// Whether the practice's file has this line.
    bool stood_at(const std::string& file, std::int64_t line, const std::string& text)
    {
        std::vector<std::string>& lines = lines_[file];
        if (lines.empty()) {
            const std::string whole = read_whole(folder_ / ("practice/" + file));
            for (const std::string_view one : split(whole, '\n')) {
                lines.emplace_back(one.ends_with('\r') ? one.substr(0, one.size() - 1) : one);
            }
        }
        return lines.at(static_cast<std::size_t>(line - 1)) == text;
    }
    std::int64_t left_as_audit_entries() const
    {
        const auto types = ferry({"balance", last_, "--by", "type", "--json"}).json().at("by");
        for (const auto& row : types) {
            if (row.at("key") == "audit_entry") {
                return row.at("left").get<std::int64_t>();
            }
        }
        return 0;
    }

    /// Puts `to` in the place of the first `from` behind the header of a table's file.
    void change(const std::string& table, const std::string& from, const std::string& to) const
    {
        const std::string path = folder_ / ("handed/" + table + ".csv");
        std::string text = read_whole(path);
        const auto at = text.find(from, text.find('\n'));
        ASSERT_NE(at, std::string::npos);
        write_whole(path, text.replace(at, from.size(), to));
    }

    WorkFolder folder_;
    std::string last_;
    int migrations_ = 0;
    std::map<std::string, std::vector<std::string>> lines_; ///< of the practice's files
};

TEST_F(FerryExtractMigration, IsRefusedWhereItIsOfAnotherPractice)
{
    const std::string other = folder_ / "other.ferry";
    EXPECT_EQ(ferry({"new", other, "--source", "ferry-extract", "--practice", "Z99999", "--target",
                     "sqlite:" + (folder_ / "other.db")})
                  .status,
              0);
    const auto ended = ferry({"pass", other, "--extract", folder_ / "handed"});
    EXPECT_EQ(ended.status, 3);
    EXPECT_THAT(ended.err, testing::AllOf(HasSubstr("no organisation with the ODS code Z99999"),
                                          HasSubstr("right practice's extract?")));
}

TEST_F(FerryExtractMigration, GivesTheSameRecordsDigestForDigest)
{
    EXPECT_EQ(carry_on(), 0);
    EXPECT_GT(digests("direct.db").size(), 50U);
    EXPECT_EQ(digests("again.db"), digests("direct.db"));
    EXPECT_EQ(ferry({"reconcile", last_}).status, 0);
    carry("ferry-extract", "handed", "ferry-extract:" + (folder_ / "copy"));
    for (const char* table : {"observation.csv", "issue.csv", "staff.csv"}) {
        EXPECT_FALSE(read_whole(folder_ / ("copy/" + std::string{table})).empty());
    }
}

TEST_F(FerryExtractMigration, SaysWhatIsNotInItAsTheBooksCountIt)
{
    const std::string list = read_whole(folder_ / "handed/left_out.csv");
    EXPECT_TRUE(list.starts_with("type,outcome,reason,entries\n")) << list;
    std::map<std::string, std::int64_t> listed;
    for (const std::string_view line : split(list, '\n')) {
        const auto cells = split(line, ',');
        if (cells.size() == 4 && cells[3] != "entries") {
            listed[std::string{cells[1]}] += std::stoll(std::string{cells[3]});
        }
    }
    const auto total = ferry({"balance", last_, "--json"}).json().at("total");
    EXPECT_GT(listed["\"held\""], 0);
    EXPECT_EQ(listed["\"held\""], total.at("held").get<std::int64_t>());
    EXPECT_EQ(listed["\"left\""], total.at("left").get<std::int64_t>());
}

TEST_F(FerryExtractMigration, HasTheAuditTrailRowForRowAsItStood)
{
    const auto trail = audit_trail("handed");
    EXPECT_GT(trail.size(), 100U);
    for (const AuditRow& row : trail) {
        EXPECT_TRUE(stood_at(row.file, row.line, row.text)) << row.file << ":" << row.line;
    }
    EXPECT_EQ(std::ssize(trail), left_as_audit_entries());
    for (const auto& [file, header] : audit_columns("handed")) {
        EXPECT_TRUE(stood_at(file, 1, header)) << file;
    }
}

TEST_F(FerryExtractMigration, SaysWhatTheRulesMeanThatItNames)
{
    std::set<std::string> told;
    for (const auto& cells : rows_of("handed/rule.csv")) {
        EXPECT_FALSE(cells.at(1).empty()) << cells.at(0);
        told.insert(cells.at(0));
    }
    std::set<std::string> named;
    for (const auto& cells : rows_of("handed/concept.csv")) {
        named.insert(cells.at(3));
    }
    for (const auto& cells : rows_of("handed/left_out.csv")) {
        named.insert(cells.at(2));
    }
    EXPECT_GT(named.size(), 5U);
    EXPECT_THAT(told, testing::IsSupersetOf(named));
}

TEST_F(FerryExtractMigration, KeepsTheAuditTrailHoweverOftenItIsCarried)
{
    const auto first = audit_trail("handed");
    carry("ferry-extract", "handed", "ferry-extract:" + (folder_ / "copy"));
    EXPECT_EQ(ferry({"balance", last_}).status, 0);
    carry("ferry-extract", "copy", "ferry-extract:" + (folder_ / "copy2"));
    EXPECT_EQ(texts(audit_trail("copy2")), texts(first));
    EXPECT_EQ(audit_columns("copy2"), audit_columns("handed"));
}

TEST_F(FerryExtractMigration, IsReadWithoutAnAuditTrailWhereAnOlderFerryWroteIt)
{
    const std::string path = folder_ / "handed/integrity.csv";
    const std::string whole = read_whole(path);
    std::string list;
    for (const std::string_view row : split(whole, '\n')) {
        const bool newer = row.starts_with("\"audit_trail") || row.starts_with("\"audit_columns") ||
                           row.starts_with("\"left_out") || row.starts_with("\"rule");
        list += newer || row.empty() ? "" : std::string{row} + "\n";
    }
    write_whole(path, list);
    for (const char* newer : {"audit_trail.csv", "audit_columns.csv", "rule.csv"}) {
        std::filesystem::remove(folder_ / ("handed/" + std::string{newer}));
    }
    EXPECT_EQ(carry_on(), 0) << exceptions();
    EXPECT_EQ(digests("again.db"), digests("direct.db"));
}

TEST_F(FerryExtractMigration, HoldsARowOfTheAuditTrailThatIsDamaged)
{
    change("audit_trail", ",\"", ",\"x\",\""); // a cell too many
    EXPECT_EQ(carry_on(), 1);
    EXPECT_THAT(exceptions(), HasSubstr("damaged_row:audit_entry"));
    EXPECT_THAT(exceptions(), HasSubstr("changed_file:audit_trail.csv"));
}

TEST_F(FerryExtractMigration, DoesNothingOverAnUnchangedExtract)
{
    const auto again = ferry({"pass", last_, "--extract", folder_ / "practice", "--json"});
    EXPECT_TRUE(again.json().at("unchanged").get<bool>());
}

TEST_F(FerryExtractMigration, ShowsARowThatWasLost)
{
    const std::string path = folder_ / "handed/observation.csv";
    const std::string text = read_whole(path);
    const auto second = text.find('\n') + 1;
    write_whole(path, text.substr(0, second) + text.substr(text.find('\n', second) + 1));
    EXPECT_EQ(carry_on(), 1);
    EXPECT_THAT(exceptions(), HasSubstr("item_count:"));
    EXPECT_THAT(exceptions(), HasSubstr("changed_file:observation.csv"));
}

TEST_F(FerryExtractMigration, HoldsWhatCannotBeRead)
{
    const std::string text = read_whole(folder_ / "handed/consultation.csv");
    const auto date = text.find(",\"20", text.find('\n')) + 2;
    change("consultation", text.substr(date, 10), "2019-02-30");
    change("observation", ",\"{", ",99,\"{"); // a cell too many
    EXPECT_EQ(carry_on(), 1);
    EXPECT_THAT(exceptions(), HasSubstr("bad_value:consultation."));
    EXPECT_THAT(exceptions(), HasSubstr("damaged_row:observation"));
}

TEST_F(FerryExtractMigration, HoldsACodeThatTheExtractDoesNotExplain)
{
    write_whole(folder_ / "handed/concept.csv", "concept,text,outcome,rule\n");
    write_whole(folder_ / "handed/coding.csv",
                "concept,n,system,code,display,original,description\n");
    EXPECT_EQ(carry_on(), 1);
    EXPECT_THAT(exceptions(), HasSubstr("unknown_code:observation.code"));
}

TEST_F(FerryExtractMigration, RefusesAFolderThatIsNoSuchExtract)
{
    carry_on();
    expect_refusal(ferry({"pass", last_, "--extract", folder_ / "practice"}), 3,
                   {"integrity.csv and case.csv were expected"});
    std::filesystem::remove(folder_ / "handed/issue.csv");
    expect_refusal(ferry({"pass", last_, "--extract", folder_ / "handed"}), 3,
                   {"issue.csv: missing"});
    write_whole(folder_ / "handed/issue.csv", "thing,patient\n");
    expect_refusal(ferry({"pass", last_, "--extract", folder_ / "handed"}), 3,
                   {"issue.csv:1", "item,patient"});
}

} // namespace
} // namespace ferry::program

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "program/child.hpp"
#include "sql/database.hpp"

/// The bytes of documents reach the target, and what becomes of them there shows.
namespace ferry::program {
namespace {

class DocumentsTest : public testing::Test {
protected:
    DocumentsTest()
    {
        const auto made = ferry({"make-practice", "--layout", "gp2gp", "--patients", "20",
                                 "--density", "0.05", "--out", folder_ / "practice"});
        EXPECT_EQ(made.status, 0) << made.err;
        carry("gp2gp", "practice", "sqlite:" + target());
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
    std::string target() const { return folder_ / "t.db"; }

    /// The practice handed on as Ferry's own extract.
    void hand_on() { carry("gp2gp", "practice", "ferry-extract:" + (folder_ / "handed")); }
    int carry_on()
    {
        std::filesystem::remove(folder_ / "again.db");
        return carry("ferry-extract", "handed", "sqlite:" + (folder_ / "again.db"));
    }
    std::string exceptions() const { return ferry({"exceptions", last_}).out; }
    /// The files of documents in the extract, by name.
    std::vector<std::filesystem::path> files() const
    {
        std::vector<std::filesystem::path> files;
        const auto folder = folder_ / "handed/documents";
        for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
            if (entry.is_regular_file()) {
                files.push_back(entry.path());
            }
        }
        std::ranges::sort(files);
        return files;
    }

    WorkFolder folder_;
    std::string last_;
    int migrations_ = 0;
};

/// Documents with a digest whose bytes stand beside them, and fit.
std::int64_t documents_with_bytes(const std::string& target)
{
    sql::Database database{target, sql::Mode::read_only};
    sql::Statement row{database, "SELECT d.digest, c.bytes FROM document d JOIN content c ON "
                                 "c.content >> 24 = d.patient AND c.digest = d.digest"};
    std::int64_t documents = 0;
    while (row.step()) {
        EXPECT_EQ(evidence_digest(row.bytes(1)), row.text(0));
        ++documents;
    }
    return documents;
}

TEST_F(DocumentsTest, HaveTheirBytesInTheTarget)
{
    sql::Database database{target(), sql::Mode::read_only};
    const auto with_digest = database.number("SELECT count(digest) FROM document");
    EXPECT_GT(with_digest, 10);
    EXPECT_EQ(documents_with_bytes(target()), with_digest);
    EXPECT_EQ(ferry({"reconcile", last_}).status, 0);
}

TEST_F(DocumentsTest, AreNamedByReconcileWhereTheirBytesAreOthersOrNone)
{
    sql::Database database{target(), sql::Mode::read_write};
    const std::string first = "WHERE content = (SELECT min(content) FROM content)";
    for (const std::string change : {"UPDATE content SET bytes = x'00' ", "DELETE FROM content "}) {
        database.run(change + first);
        const auto found = ferry({"reconcile", last_, "--json"});
        EXPECT_EQ(found.status, 1);
        const auto differ = found.json().at("differ");
        ASSERT_EQ(differ.size(), 1U) << found.out;
        const auto& one = differ.front();
        EXPECT_EQ(one.at("type"), "document");
        EXPECT_EQ(one.at("field"), "content");
        EXPECT_EQ(one.at("source").get<std::string>().size(), 64U);
    }
}

TEST_F(DocumentsTest, GoWithTheirPatient)
{
    sql::Database database{target(), sql::Mode::read_only};
    const auto patient = database.number("SELECT max(content >> 24) FROM content");
    const auto of_others = database.number("SELECT count(*) FROM content WHERE content >> 24 <> " +
                                           std::to_string(patient));
    std::string nhs_number;
    {
        sql::Statement row{database, "SELECT nhs_number FROM patient WHERE patient = ?"};
        row.bind(0, patient);
        ASSERT_TRUE(row.step());
        nhs_number = row.text(0);
    }
    for (const auto& file : std::filesystem::directory_iterator{folder_ / "practice"}) {
        if (read_whole(file.path()).find(nhs_number) != std::string::npos &&
            file.path().extension() != ".csv") {
            std::filesystem::remove(file.path());
        }
    }
    const auto ended = ferry({"pass", last_, "--extract", folder_ / "practice"});
    EXPECT_LE(ended.status, 1) << ended.err;
    EXPECT_EQ(database.number("SELECT count(*) FROM content"), of_others);
}

/// Marks, and all contents, of a target.
std::multiset<std::string> what_stands_in(const std::string& target)
{
    sql::Database database{target, sql::Mode::read_only};
    sql::Statement row{database, "SELECT digest FROM ferry_mark UNION ALL SELECT hex(bytes) FROM "
                                 "content"};
    std::multiset<std::string> all;
    while (row.step()) {
        all.emplace(row.text(0));
    }
    return all;
}

TEST_F(DocumentsTest, AreFilesOfFerrysExtractAndComeBackOutOfIt)
{
    hand_on();
    EXPECT_EQ(ferry({"reconcile", last_}).status, 0);
    EXPECT_GT(files().size(), 10U);
    for (const auto& file : files()) {
        EXPECT_EQ(evidence_digest(read_whole(file)), file.filename().string());
    }
    EXPECT_EQ(carry_on(), 0) << exceptions();
    EXPECT_EQ(what_stands_in(folder_ / "again.db"), what_stands_in(target()));
    const auto balance = ferry({"balance", last_, "--json"}).json().at("total");
    EXPECT_EQ(balance.at("held"), 0);
}

TEST_F(DocumentsTest, AreAskedAboutWhereTheirFilesAreOthers)
{
    hand_on();
    write_whole(files().front(), "another letter");
    write_whole(folder_ / "handed/documents/letter.txt", "from elsewhere");
    EXPECT_EQ(carry_on(), 1);
    for (const char* cause :
         {"missing_file:document", "changed_file:documents", "unknown_file:documents"}) {
        EXPECT_THAT(exceptions(), testing::HasSubstr(cause));
    }
    EXPECT_EQ(ferry({"reconcile", last_}).status, 0);
    std::filesystem::remove(folder_ / "handed/documents/letter.txt");
    const auto lost = files().front();
    std::filesystem::remove(lost);
    const auto ended = ferry({"pass", last_, "--extract", folder_ / "handed"});
    EXPECT_EQ(ended.status, 3);
    EXPECT_THAT(ended.err, testing::HasSubstr(lost.filename().string() +
                                              ": missing, though integrity.csv lists it"));
}

} // namespace
} // namespace ferry::program

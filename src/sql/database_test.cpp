#include "sql/database.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "base/error.hpp"

namespace ferry::sql {
namespace {

TEST(Database, TellsEmptyTextFromNull)
{
    Database database{":memory:", Mode::create};
    database.run("CREATE TABLE t (a TEXT, b TEXT)");
    Statement insert{database, "INSERT INTO t VALUES (?, NULL)"};
    insert.bind(0, std::string_view{}).run();
    Statement query{database, "SELECT a, b FROM t"};
    ASSERT_TRUE(query.step());
    EXPECT_FALSE(query.is_null(0));
    EXPECT_TRUE(query.is_null(1));
}

TEST(Transaction, LeavesNothingBehindUnlessCommitted)
{
    Database database{":memory:", Mode::create};
    database.run("CREATE TABLE t (a)");
    {
        const Transaction transaction{database};
        database.run("INSERT INTO t VALUES (1)");
    }
    EXPECT_EQ(database.number("SELECT count(*) FROM t"), 0);
    {
        Transaction transaction{database};
        database.run("INSERT INTO t VALUES (1)");
        transaction.commit();
    }
    EXPECT_EQ(database.number("SELECT count(*) FROM t"), 1);
}

TEST(Database, SaysWhichFileAndStatementFailed)
{
    Database database{":memory:", Mode::create};
    try {
        database.run("SELECT * FROM nowhere");
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string{error.what()}.find("nowhere"), std::string::npos);
    }
    EXPECT_THROW((Database{"/no/such/folder/x.db", Mode::create}), Error);
}

TEST(Quoted, QuotesKeywordsAndOddNamesOnly)
{
    EXPECT_EQ(quoted("surname"), "surname");
    EXPECT_EQ(quoted("left"), "\"left\"");
    EXPECT_EQ(quoted("a\"b c"), "\"a\"\"b c\"");
    EXPECT_EQ(quoted("1st"), "\"1st\"");
    EXPECT_EQ(quoted(""), "\"\"");
}

/// What the Error of `statement` says.
std::string failure_of(Database& database, const std::string& statement)
{
    try {
        database.run(statement);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

TEST(Database, SaysWhatToDoWhenTheDiskIsFullTheFileReadOnlyOrLocked)
{
    const auto path = std::filesystem::path{testing::TempDir()} / "advice.db";
    std::filesystem::remove(path);
    Database database{path, Mode::create};
    database.run("CREATE TABLE t (a)");
    database.run("PRAGMA max_page_count = 2");
    EXPECT_THAT(failure_of(database, "INSERT INTO t VALUES (zeroblob(100000))"),
                testing::HasSubstr("full; make room and go on"));
    Database reader{path, Mode::read_only};
    EXPECT_THAT(failure_of(reader, "INSERT INTO t VALUES (1)"),
                testing::HasSubstr("the file and its folder must be writable"));
    Database other{path, Mode::read_write};
    sqlite3_busy_timeout(other.handle(), 0);
    const Transaction transaction{database};
    EXPECT_THAT(failure_of(other, "INSERT INTO t VALUES (1)"),
                testing::HasSubstr("another program is using it"));
}

} // namespace
} // namespace ferry::sql

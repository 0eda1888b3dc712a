#include "sql/database.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace ferry::sql {
namespace {

TEST(Database, TellsEmptyTextFromNull)
{
    Database database{":memory:", Mode::create};
    database.run("CREATE TABLE t (a TEXT, b TEXT)");
    Statement insert{database, "INSERT INTO t VALUES (?, ?)"};
    insert.bind(0, std::string_view{}).bind_null(1).run();
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

} // namespace
} // namespace ferry::sql

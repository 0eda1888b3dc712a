#include "sql/hand_over.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"

namespace ferry::sql {
namespace {

using testing::ElementsAre;

std::string shown(const HandedRow& row)
{
    std::string all;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const Cell cell = row.cell(i);
        all += cell.is == Cell::Is::null     ? "-"
               : cell.is == Cell::Is::number ? fmt::format("{}", cell.number)
                                             : fmt::format("'{}'", cell.text);
        all += i + 1 < row.size() ? "|" : "";
    }
    return all;
}

Database filled()
{
    Database database{":memory:", Mode::create};
    database.run("CREATE TABLE t (a INTEGER PRIMARY KEY, b);"
                 "INSERT INTO t VALUES (3, 'three'), (1, NULL), (2, ''), (4, 1.5), (5, 7),"
                 " (6, x'')");
    return database;
}

class HandOverTest : public testing::Test {
protected:
    /// Every row from `from` on, as it was handed over.
    std::vector<std::string> rows(std::int64_t from)
    {
        std::vector<std::string> rows;
        statement_.bind(0, from);
        hand_over_.run(statement_, [&](const HandedRow& row) { rows.push_back(shown(row)); });
        return rows;
    }

    Database database_ = filled();
    HandOver hand_over_{database_};
    Statement statement_{database_, "SELECT hand_over(a, b) FROM t WHERE a >= ?"};
};

TEST_F(HandOverTest, GivesEachRowInTheOrderOfKeys)
{
    EXPECT_THAT(rows(1), ElementsAre("1|-", "2|''", "3|'three'", "4|'1.5'", "5|7", "6|''"));
    EXPECT_THAT(rows(5), ElementsAre("5|7", "6|''"));
    EXPECT_THAT(rows(9), ElementsAre());
}

TEST_F(HandOverTest, ThrowsWhatTheTakerThrewAndCanBeRunAgain)
{
    statement_.bind(0, std::int64_t{1});
    int taken = 0;
    const auto refuse = [&](const HandedRow&) {
        ++taken;
        throw std::out_of_range{"not this one"};
    };
    EXPECT_THROW(hand_over_.run(statement_, refuse), std::out_of_range);
    EXPECT_EQ(taken, 1);
    EXPECT_THAT(rows(5), ElementsAre("5|7", "6|''"));
}

TEST_F(HandOverTest, LetsTheTakerAskTheSameDatabase)
{
    statement_.bind(0, std::int64_t{5});
    std::vector<std::int64_t> before;
    hand_over_.run(statement_, [&](const HandedRow& row) {
        before.push_back(database_.number(
            fmt::format("SELECT count(*) FROM t WHERE a < {}", row.cell(0).number)));
    });
    EXPECT_THAT(before, ElementsAre(4, 5));
}

TEST_F(HandOverTest, SaysWhatIsWrongWithTheDatabase)
{
    database_.run("CREATE VIEW broken AS SELECT abs(-9223372036854775807 - a) AS a FROM t");
    Statement broken{database_, "SELECT hand_over(a) FROM broken"};
    EXPECT_THAT([&] { hand_over_.run(broken, [](const HandedRow&) {}); }, testing::Throws<Error>());
    EXPECT_THAT(rows(6), ElementsAre("6|''"));
}

} // namespace
} // namespace ferry::sql

#include "sql/feed.hpp"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"

namespace ferry::sql {
namespace {

using testing::ElementsAre;

/// Feeds rows of a number and a text; an empty optional is null.
class Pairs final : public Feed {
public:
    struct Pair {
        std::int64_t number = 0;
        std::optional<std::string_view> text;
    };

    void show(std::vector<Pair> pairs)
    {
        pairs_ = std::move(pairs);
        given_ = 0;
    }
    bool next() override { return given_++ < pairs_.size(); }
    void tell(int column, FedCell cell) const override
    {
        const Pair& pair = pairs_[given_ - 1];
        if (column == 0) {
            cell.number(pair.number);
        } else if (pair.text) {
            cell.text(*pair.text);
        }
    }

private:
    std::vector<Pair> pairs_;
    std::size_t given_ = 0;
};

class FeedTest : public testing::Test {
protected:
    FeedTest()
    {
        database_.run("CREATE TABLE t (number INTEGER PRIMARY KEY, \"order\" TEXT) STRICT");
        add_feed(database_, "pairs", columns_, pairs_);
    }

    std::vector<std::string> rows()
    {
        std::vector<std::string> rows;
        Statement row{database_, "SELECT number || ':' || quote(\"order\") FROM t ORDER BY 1"};
        while (row.step()) {
            rows.emplace_back(row.text(0));
        }
        return rows;
    }

    std::array<std::string, 2> columns_{"number", "order"};
    Pairs pairs_;
    Database database_{":memory:", Mode::create};
};

TEST_F(FeedTest, InsertsAllItsRowsInOneRun)
{
    Statement insert{database_, "INSERT INTO t SELECT * FROM pairs"};
    pairs_.show({
        {1, "one"             },
        {2, std::nullopt      },
        {3, ""                },
        {4, std::string_view{}}
    });
    insert.run();
    EXPECT_THAT(rows(), ElementsAre("1:'one'", "2:NULL", "3:''", "4:''"));
}

TEST_F(FeedTest, IsReadAnewInEachRun)
{
    Statement insert{database_, "INSERT INTO t SELECT * FROM pairs"};
    pairs_.show({
        {1, "one"}
    });
    insert.run();
    pairs_.show({});
    insert.run();
    pairs_.show({
        {2, "two"}
    });
    insert.run();
    EXPECT_THAT(rows(), ElementsAre("1:'one'", "2:'two'"));
}

TEST_F(FeedTest, LeavesNothingOfARunThatFails)
{
    Statement insert{database_, "INSERT INTO t SELECT * FROM pairs"};
    pairs_.show({
        {1, "one"      },
        {1, "one again"}
    });
    EXPECT_THROW(insert.run(), Error);
    EXPECT_THAT(rows(), ElementsAre());
    pairs_.show({
        {2, "two"}
    });
    insert.run();
    EXPECT_THAT(rows(), ElementsAre("2:'two'"));
}

TEST_F(FeedTest, CanBeAskedByColumn)
{
    pairs_.show({
        {7, "seven"},
        {8, "eight"}
    });
    EXPECT_EQ(database_.number("SELECT sum(length(\"order\")) FROM pairs WHERE number > 7"), 5);
}

} // namespace
} // namespace ferry::sql

#include <algorithm>

#include <gtest/gtest.h>

#include "program/books_text.hpp"
#include "program/child.hpp"
#include "sql/database.hpp"

/// How many threads work is nobody's business: whatever they were, books and target end the
/// same, down to the numbers of rules and causes.
namespace ferry::program {
namespace {

struct Form {
    const char* layout;
    const char* source;
};

class Threads : public testing::TestWithParam<Form> {
protected:
    Threads()
    {
        const auto made = ferry({"make-practice", "--layout", GetParam().layout, "--patients", "30",
                                 "--density", "0.1", "--out", folder_ / "practice"});
        EXPECT_EQ(made.status, 0) << made.err;
    }

    /// Carries the practice with so many threads, and tells what stands in the databases.
    Tables carried(const std::string& threads) const
    {
        for (const char* file : {"w.db", "w.db-wal", "w.db-shm", "t.db", "t.db-wal", "t.db-shm"}) {
            std::filesystem::remove(folder_ / file);
        }
        EXPECT_EQ(ferry({"new", folder_ / "w.db", "--source", GetParam().source, "--target",
                         "sqlite:" + folder_ / "t.db"})
                      .status,
                  0);
        const auto ended = ferry({"pass", folder_ / "w.db", "--extract", folder_ / "practice",
                                  "--maps", folder_ / "practice.maps", "--threads", threads});
        EXPECT_EQ(ended.status, 1) << ended.err;
        Tables tables = books_text(folder_ / "w.db");
        for (auto& [name, rows] : target_text(folder_ / "t.db")) {
            tables["target " + name] = std::move(rows);
        }
        sql::Database database{folder_ / "w.db", sql::Mode::read_only};
        sql::Statement row{database, "SELECT rule || ' ' || name FROM rule UNION ALL "
                                     "SELECT no || ' ' || cause || ' ' || what FROM cause"};
        while (row.step()) {
            tables["numbers"].emplace_back(row.text(0));
        }
        std::ranges::sort(tables["numbers"]);
        return tables;
    }

    WorkFolder folder_;
};

INSTANTIATE_TEST_SUITE_P(Sources, Threads,
                         testing::Values(Form{"emis-8.2", "emis-csv"}, Form{"gp2gp", "gp2gp"},
                                         Form{"gpconnect", "fhir"}),
                         [](const auto& one) {
                             return std::string{one.param.source}.substr(0, 4);
                         });

TEST_P(Threads, DoNotShowInBooksOrTarget)
{
    const Tables alone = carried("1");
    EXPECT_GT(alone.at("fates").size(), 1'000U);
    EXPECT_GT(alone.at("numbers").size(), 10U);
    for (const char* threads : {"2", "7"}) {
        EXPECT_EQ(first_differences(alone, carried(threads)), "") << threads << " threads";
    }
}

} // namespace
} // namespace ferry::program

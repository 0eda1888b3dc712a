#include "sql/checkpointer.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include <gtest/gtest.h>

namespace ferry::sql {
namespace {

namespace fs = std::filesystem;

void remove_database(const fs::path& path)
{
    for (const char* end : {"", "-wal", "-shm"}) {
        fs::remove(path.string() + end);
    }
}

/// Where the test at hand may make a database.
fs::path free_path()
{
    const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
    fs::path path = fs::path{testing::TempDir()} / ("checkpointer_" + std::string{test->name()});
    remove_database(path);
    return path;
}

/// A database in WAL mode with one table, gone after the test.
class CheckpointerTest : public testing::Test {
public:
    CheckpointerTest()
    {
        database_.run("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;"
                      "CREATE TABLE t (x)");
    }
    ~CheckpointerTest() override { remove_database(path_); }
    CheckpointerTest(const CheckpointerTest&) = delete;
    CheckpointerTest& operator=(const CheckpointerTest&) = delete;

    /// Commits a thousand pages.
    void write()
    {
        Transaction all{database_};
        Statement insert{database_, "INSERT INTO t VALUES (?)"};
        const std::string row(4000, 'x');
        for (int i = 0; i < 1000; ++i) {
            insert.bind(0, row).run();
        }
        all.commit();
    }
    std::uintmax_t log_size() const { return fs::file_size(path_.string() + "-wal"); }

protected:
    fs::path path_ = free_path();
    Database database_{path_, Mode::create};
};

TEST_F(CheckpointerTest, CarriesOverWhileMoreIsWritten)
{
    const Checkpointer checkpointer{database_};
    for (int i = 0; i < 3; ++i) {
        write(); // far from what a commit would carry over itself
    }
    while (fs::file_size(path_) < (10U << 20U)) { // ends when it was carried over
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    Database other{path_, Mode::read_only};
    EXPECT_EQ(other.number("SELECT count(*) FROM t"), database_.number("SELECT count(*) FROM t"));
}

TEST_F(CheckpointerTest, BoundsTheLogHoweverFastItGrows)
{
    const Checkpointer checkpointer{database_};
    for (int i = 0; i < 100; ++i) {
        write();
    }
    EXPECT_LT(log_size(), 24U * 1000 * 4096);
}

TEST_F(CheckpointerTest, LeavesSmallLogsAlone)
{
    const Checkpointer checkpointer{database_};
    write();
    EXPECT_LT(fs::file_size(path_), 1U << 20U);
}

} // namespace
} // namespace ferry::sql

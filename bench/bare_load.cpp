#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sqlite3.h>

#include "delimited.hpp"
#include "sql/database.hpp"
#include "timed.hpp"

/// The rival: every row of an extract as plain text into a fresh SQLite file, one
/// table a file, by the fastest plain way. It maps nothing and proves nothing.
namespace ferry::bench {
namespace {

namespace fs = std::filesystem;

struct Loaded {
    std::int64_t rows = 0;
    std::int64_t bytes = 0;
};

/// The files of an extract, by name.
std::vector<fs::path> tables_in(const fs::path& folder)
{
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator{folder}) {
        if (entry.path().extension() == ".csv") {
            paths.push_back(entry.path());
        }
    }
    std::ranges::sort(paths);
    return paths;
}

/// What a load promises when it is killed.
enum class Promise : std::uint8_t {
    nothing,     ///< the file is damaged, and has to be made again
    last_commit, ///< the file is as at its last commit, as a pass promises of its target
};

/// A pass commits 64 patients at a time: about so many rows.
constexpr std::int64_t rows_a_commit = 65'536;

/// Of the sizes of pages from 4 to 64 KB these did best.
sql::Database fresh_database(const fs::path& path, Promise promise)
{
    for (const char* part : {"", "-wal", "-shm"}) {
        fs::remove(path.string() + part);
    }
    sql::Database database{path, sql::Mode::create};
    database.run(promise == Promise::nothing
                     ? "PRAGMA page_size = 32768; PRAGMA journal_mode = OFF;"
                       "PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
                       "PRAGMA cache_size = -65536"
                     : "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL;"
                       "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4096;"
                       "PRAGMA cache_size = -65536");
    return database;
}

/// Makes the table and the statement that inserts a row into it.
sql::Statement make_table(sql::Database& database, const std::string& name,
                          const std::vector<std::string_view>& header)
{
    std::vector<std::string> columns;
    std::ranges::transform(header, std::back_inserter(columns),
                           [](std::string_view column) { return sql::quoted(column) + " TEXT"; });
    database.run(fmt::format("CREATE TABLE {} ({})", sql::quoted(name), fmt::join(columns, ", ")));
    const std::vector<std::string_view> places(header.size(), "?");
    return {database,
            fmt::format("INSERT INTO {} VALUES ({})", sql::quoted(name), fmt::join(places, ", "))};
}

/// One row. A row with too few fields gets empty ones; surplus fields are dropped.
void insert(sql::Statement& statement, std::size_t width, std::vector<std::string_view>& fields)
{
    fields.resize(width);
    for (std::size_t i = 0; i < width; ++i) {
        statement.bind(static_cast<int>(i), fields[i]);
    }
    statement.run();
}

class Load {
public:
    Load(const fs::path& out, Promise promise)
        : database_{fresh_database(out, promise)}, promise_{promise}, transaction_{database_}
    {
    }

    Loaded folder(const fs::path& folder);

private:
    Loaded file(const fs::path& path);
    void commit_if_due();

    sql::Database database_;
    Promise promise_;
    std::optional<sql::Transaction> transaction_;
    std::int64_t uncommitted_ = 0;
};

void Load::commit_if_due()
{
    if (promise_ == Promise::last_commit && ++uncommitted_ == rows_a_commit) {
        uncommitted_ = 0;
        transaction_->commit();
        transaction_.emplace(database_);
    }
}

Loaded Load::file(const fs::path& path)
{
    DelimitedFile file{path};
    std::vector<std::string_view> fields;
    if (!file.next(fields)) {
        return {.rows = 0, .bytes = file.size()};
    }
    const std::size_t width = fields.size();
    sql::Statement statement = make_table(database_, path.stem().string(), fields);
    Loaded loaded{.rows = 0, .bytes = file.size()};
    while (file.next(fields)) {
        insert(statement, width, fields);
        ++loaded.rows;
        commit_if_due();
    }
    return loaded;
}

Loaded Load::folder(const fs::path& folder)
{
    Loaded sum;
    for (const fs::path& path : tables_in(folder)) {
        const Loaded loaded = file(path);
        sum.rows += loaded.rows;
        sum.bytes += loaded.bytes;
    }
    transaction_->commit();
    return sum;
}

} // namespace
} // namespace ferry::bench

// NOLINTNEXTLINE(bugprone-exception-escape): a failure ends it with its message, that is enough
int main(int count, char** words)
{
    using ferry::bench::Promise;
    const bool safe = count == 4 && std::string_view{words[3]} == "--kill-safe";
    if (count != 3 && !safe) {
        fmt::print(stderr, "usage: bare_load EXTRACT_DIR OUT.db [--kill-safe]\n");
        return 2;
    }
    // One thread: neither locks nor the counting of memory are needed.
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    const auto [loaded, seconds] = ferry::bench::timed([&] {
        return ferry::bench::Load{words[2], safe ? Promise::last_commit : Promise::nothing}.folder(
            words[1]);
    });
    fmt::print("{{\"rows\":{},\"bytes\":{},\"seconds\":{:.3f}}}\n", loaded.rows, loaded.bytes,
               seconds);
    return 0;
}

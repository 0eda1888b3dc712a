#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

/// SQLite, thinly: every failure is an Error that names the file and the
/// statement; every handle closes itself.
namespace ferry::sql {

enum class Mode { read_only, read_write, create };

/// A name as it must stand in a statement: in double quotes if it is a keyword
/// or has other than letters, digits and underscores.
std::string quoted(std::string_view name);

class Database {
public:
    Database(const std::filesystem::path& path, Mode mode);
    ~Database();
    Database(Database&& other) noexcept;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    Database& operator=(Database&&) = delete;

    /// Runs statements that answer nothing.
    void run(const std::string& statements);
    /// The one number a query answers. \pre it answers one row.
    std::int64_t number(const std::string& query);
    /// False where the file is something else; an empty one is a database.
    bool is_database();
    /// Rows changed by the last statement.
    std::int64_t changes() const;

    const std::string& path() const { return path_; }
    sqlite3* handle() const { return handle_; }

private:
    std::string path_;
    sqlite3* handle_ = nullptr;
};

/// A prepared statement. Parameters and columns count from 0.
class Statement {
public:
    Statement(Database& database, std::string_view query);
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement& operator=(Statement&&) = delete;

    /// \pre `text` outlives the next step(): it is not copied.
    Statement& bind(int parameter, std::string_view text);
    Statement& bind(int parameter, std::int64_t number);
    Statement& bind_bytes(int parameter, std::string_view bytes);

    /// Goes to the next row; false at the end, and ready to be used again.
    bool step();
    /// Runs a statement that answers nothing, and makes it ready again.
    void run();
    /// Ready to be used again, wherever it stands.
    void reset();

    std::int64_t number(int column) const;
    /// The text or bytes of a column; valid until the next step().
    std::string_view text(int column) const;
    std::string_view bytes(int column) const;
    bool is_null(int column) const;
    int columns() const;
    std::string_view column_name(int column) const;

private:
    [[noreturn]] void fail() const;

    Database* database_;
    sqlite3_stmt* handle_ = nullptr;
};

/// What a transaction is for: readers see one state throughout and keep nobody
/// out; there is one writer at a time.
enum class Access { write, read };

/// All or nothing: rolled back unless committed.
class Transaction {
public:
    explicit Transaction(Database& database, Access access = Access::write);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& database_;
    bool open_ = true;
};

} // namespace ferry::sql

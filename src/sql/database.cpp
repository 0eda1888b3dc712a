#include "sql/database.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/error.hpp"
#include "base/text.hpp"

namespace ferry::sql {
namespace {

constexpr int busy_wait_ms = 10'000;

/// Each connection stays with one thread, and nobody asks SQLite how much memory it
/// uses: without the locks for both, threads do not wait for each other.
void configure_once()
{
    static const bool done = [] {
        sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        return true;
    }();
    static_cast<void>(done);
}

int flags_of(Mode mode)
{
    switch (mode) {
    case Mode::read_only:
        return SQLITE_OPEN_READONLY;
    case Mode::read_write:
        return SQLITE_OPEN_READWRITE;
    case Mode::create:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    }
    return 0;
}

/// What a person can do about the failures that are not Ferry's.
std::string_view advice_on(int code)
{
    switch (code) {
    case SQLITE_FULL:
        return "; make room and go on";
    case SQLITE_READONLY:
        return "; the file and its folder must be writable";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "; another program is using it: close that and go on";
    case SQLITE_NOTADB:
        return "; this is not a SQLite file, or it is damaged";
    default:
        return "";
    }
}

std::string why_of(sqlite3* handle)
{
    return fmt::format("{}{}", sqlite3_errmsg(handle), advice_on(sqlite3_errcode(handle)));
}

std::string_view as_view(const void* bytes, int size)
{
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

} // namespace

std::string quoted(std::string_view name)
{
    const bool plain =
        !name.empty() && !is_digit(name[0]) && std::ranges::all_of(name, is_word_character);
    if (plain && sqlite3_keyword_check(name.data(), static_cast<int>(name.size())) == 0) {
        return std::string{name};
    }
    std::string result = "\"";
    for (const char c : name) {
        result.append(c == '"' ? 2 : 1, c);
    }
    return result + '"';
}

Database::Database(const std::filesystem::path& path, Mode mode) : path_{path.string()}
{
    configure_once();
    const int flags = flags_of(mode) | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path_.c_str(), &handle_, flags, nullptr) != SQLITE_OK) {
        const std::string why = handle_ != nullptr ? sqlite3_errmsg(handle_) : "out of memory";
        sqlite3_close_v2(handle_);
        throw Error{fmt::format("cannot open database {}: {}", path_, why)};
    }
    sqlite3_busy_timeout(handle_, busy_wait_ms);
}

Database::~Database()
{
    sqlite3_close_v2(handle_);
}

Database::Database(Database&& other) noexcept
    : path_{std::move(other.path_)}, handle_{std::exchange(other.handle_, nullptr)}
{
}

void Database::run(const std::string& statements)
{
    if (sqlite3_exec(handle_, statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw Error{
            fmt::format("database {}: {}, at: {:.120}", path_, why_of(handle_), statements)};
    }
}

std::int64_t Database::number(const std::string& query)
{
    Statement statement{*this, query};
    if (!statement.step()) {
        throw Error{fmt::format("database {}: no answer to: {}", path_, query)};
    }
    return statement.number(0);
}

bool Database::is_database()
{
    const int code = sqlite3_exec(handle_, "PRAGMA schema_version", nullptr, nullptr, nullptr);
    if (code != SQLITE_OK && code != SQLITE_NOTADB) {
        throw Error{fmt::format("cannot read database {}: {}", path_, why_of(handle_))};
    }
    return code == SQLITE_OK;
}

std::int64_t Database::changes() const
{
    return sqlite3_changes64(handle_);
}

Statement::Statement(Database& database, std::string_view query) : database_{&database}
{
    if (sqlite3_prepare_v3(database.handle(), query.data(), static_cast<int>(query.size()),
                           SQLITE_PREPARE_PERSISTENT, &handle_, nullptr) != SQLITE_OK) {
        throw Error{fmt::format("database {}: {}, at: {}", database.path(),
                                why_of(database.handle()), query)};
    }
}

Statement::~Statement()
{
    sqlite3_finalize(handle_);
}

Statement::Statement(Statement&& other) noexcept
    : database_{other.database_}, handle_{std::exchange(other.handle_, nullptr)}
{
}

Statement& Statement::bind(int parameter, std::string_view text)
{
    // A view with no data would be bound as null: an empty text is a text.
    const char* data = text.data() == nullptr ? "" : text.data();
    if (sqlite3_bind_text64(handle_, parameter + 1, data, text.size(), SQLITE_STATIC,
                            SQLITE_UTF8) != SQLITE_OK) {
        fail();
    }
    return *this;
}

Statement& Statement::bind(int parameter, std::int64_t number)
{
    if (sqlite3_bind_int64(handle_, parameter + 1, number) != SQLITE_OK) {
        fail();
    }
    return *this;
}

Statement& Statement::bind_bytes(int parameter, std::string_view bytes)
{
    const char* const from = bytes.data() == nullptr ? "" : bytes.data(); // else it would be NULL
    if (sqlite3_bind_blob64(handle_, parameter + 1, from, bytes.size(), SQLITE_STATIC) !=
        SQLITE_OK) {
        fail();
    }
    return *this;
}

bool Statement::step()
{
    switch (sqlite3_step(handle_)) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        sqlite3_reset(handle_);
        return false;
    default:
        fail();
    }
}

void Statement::run()
{
    while (step()) {
    }
}

void Statement::reset()
{
    sqlite3_reset(handle_);
}

std::int64_t Statement::number(int column) const
{
    return sqlite3_column_int64(handle_, column);
}

std::string_view Statement::text(int column) const
{
    const auto* text = sqlite3_column_text(handle_, column);
    return text == nullptr ? std::string_view{}
                           : as_view(text, sqlite3_column_bytes(handle_, column));
}

std::string_view Statement::bytes(int column) const
{
    const void* bytes = sqlite3_column_blob(handle_, column);
    return bytes == nullptr ? std::string_view{}
                            : as_view(bytes, sqlite3_column_bytes(handle_, column));
}

bool Statement::is_null(int column) const
{
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

int Statement::columns() const
{
    return sqlite3_column_count(handle_);
}

std::string_view Statement::column_name(int column) const
{
    return sqlite3_column_name(handle_, column);
}

void Statement::fail() const
{
    const std::string why = why_of(database_->handle());
    const std::string query = sqlite3_sql(handle_);
    sqlite3_reset(handle_);
    throw Error{fmt::format("database {}: {}, at: {:.160}", database_->path(), why, query)};
}

Transaction::Transaction(Database& database, Access access) : database_{database}
{
    database_.run(access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction()
{
    if (open_ && sqlite3_get_autocommit(database_.handle()) == 0) {
        sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void Transaction::commit()
{
    database_.run("COMMIT");
    open_ = false;
}

} // namespace ferry::sql

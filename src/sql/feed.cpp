#include "sql/feed.hpp"

#include <memory>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/error.hpp"

namespace ferry::sql {
namespace {

/// What a connection is told of a feed; gone with it.
struct Described {
    std::string declaration;
    Feed* feed;
};

struct Table : sqlite3_vtab {
    Feed* feed = nullptr;
};

struct Cursor : sqlite3_vtab_cursor {
    Feed* feed = nullptr;
    sqlite3_int64 row = 0;
    bool at_end = false;
};

// SQLite hands back what connect() and open() made.
Table& of(sqlite3_vtab* table)
{
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-static-cast-downcast): it has no virtual functions
    return *static_cast<Table*>(table);
}

Cursor& of(sqlite3_vtab_cursor* cursor)
{
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-static-cast-downcast): it has no virtual functions
    return *static_cast<Cursor*>(cursor);
}

// NOLINTNEXTLINE(readability-function-size): SQLite says what it is given
int connect(sqlite3* handle, void* described, int /*words*/, const char* const* /*word*/,
            sqlite3_vtab** table, char** /*error*/)
{
    const auto& made_of = *static_cast<const Described*>(described);
    const int code = sqlite3_declare_vtab(handle, made_of.declaration.c_str());
    if (code == SQLITE_OK) {
        auto made = std::make_unique<Table>();
        made->feed = made_of.feed;
        *table = made.release();
    }
    return code;
}

int disconnect(sqlite3_vtab* table)
{
    const std::unique_ptr<Table> gone{&of(table)};
    return SQLITE_OK;
}

/// There is one way to read a feed: from its first row to its last.
int choose_way(sqlite3_vtab* /*table*/, sqlite3_index_info* /*wanted*/)
{
    return SQLITE_OK;
}

int open(sqlite3_vtab* table, sqlite3_vtab_cursor** cursor)
{
    auto made = std::make_unique<Cursor>();
    made->feed = of(table).feed;
    *cursor = made.release();
    return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* cursor)
{
    const std::unique_ptr<Cursor> gone{&of(cursor)};
    return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* cursor)
{
    Cursor& at = of(cursor);
    at.at_end = !at.feed->next();
    ++at.row;
    return SQLITE_OK;
}

int begin(sqlite3_vtab_cursor* cursor, int /*way*/, const char* /*name*/, int /*values*/,
          sqlite3_value** /*value*/)
{
    return next(cursor);
}

int is_at_end(sqlite3_vtab_cursor* cursor)
{
    return of(cursor).at_end ? 1 : 0;
}

int tell_cell(sqlite3_vtab_cursor* cursor, sqlite3_context* place, int column)
{
    of(cursor).feed->tell(column, FedCell{place});
    return SQLITE_OK;
}

int tell_row(sqlite3_vtab_cursor* cursor, sqlite3_int64* row)
{
    *row = of(cursor).row;
    return SQLITE_OK;
}

/// What can be asked of a feed: reading it, and nothing else.
const sqlite3_module& reading()
{
    static const sqlite3_module module = [] {
        sqlite3_module made{};
        made.xConnect = connect; // and no xCreate: the table is there under its own name
        made.xBestIndex = choose_way;
        made.xDisconnect = disconnect;
        made.xOpen = open;
        made.xClose = close;
        made.xFilter = begin;
        made.xNext = next;
        made.xEof = is_at_end;
        made.xColumn = tell_cell;
        made.xRowid = tell_row;
        return made;
    }();
    return module;
}

void forget(void* described)
{
    const std::unique_ptr<Described> gone{static_cast<Described*>(described)};
}

} // namespace

void FedCell::text(std::string_view text)
{
    // A view with no data would be told as null: an empty text is a text.
    const char* data = text.data() == nullptr ? "" : text.data();
    sqlite3_result_text64(place_, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void FedCell::number(std::int64_t number)
{
    sqlite3_result_int64(place_, number);
}

void add_feed(Database& database, const std::string& name, std::span<const std::string> columns,
              Feed& feed)
{
    std::string declaration = "CREATE TABLE x (";
    for (const std::string& column : columns) {
        declaration +=
            fmt::format("{}{}", &column == columns.data() ? "" : ", ", sql::quoted(column));
    }
    auto described = std::make_unique<Described>(Described{declaration + ")", &feed});
    // It forgets what it was told even where it refuses.
    if (sqlite3_create_module_v2(database.handle(), name.c_str(), &reading(), described.release(),
                                 forget) != SQLITE_OK) {
        throw Error{fmt::format("database {}: cannot read rows from {}: {}", database.path(), name,
                                sqlite3_errmsg(database.handle()))};
    }
}

} // namespace ferry::sql

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sql/database.hpp"

struct sqlite3_context;

namespace ferry::sql {

/// Where a cell of a fed row goes. One that is told nothing is null.
class FedCell {
public:
    explicit FedCell(sqlite3_context* place) : place_{place} {}

    /// \pre `text` outlives the run of the statement: it is not copied.
    void text(std::string_view text);
    void number(std::int64_t number);

private:
    sqlite3_context* place_;
};

/// Rows that a statement takes from the program as if they stood in a table: one run of
/// `INSERT INTO t SELECT * FROM feed` inserts them all, for four fifths of what as many
/// runs of a statement that binds one row cost.
class Feed {
public:
    virtual ~Feed() = default;

    /// Goes to the next row, at first to the first; false behind the last.
    virtual bool next() = 0;
    /// Tells a cell of the row at hand. Columns count from 0.
    virtual void tell(int column, FedCell cell) const = 0;
};

/// Lets statements of this connection read the feed under `name`. \pre no table is called
/// so; `feed` outlives the statements that name it; neither of its functions throws.
void add_feed(Database& database, const std::string& name, std::span<const std::string> columns,
              Feed& feed);

} // namespace ferry::sql

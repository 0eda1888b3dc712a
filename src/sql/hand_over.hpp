#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <span>
#include <string_view>

#include "sql/database.hpp"

struct sqlite3_context;
struct sqlite3_value;

namespace ferry::sql {

/// What stands in a column of a row.
struct Cell {
    enum class Is : std::uint8_t { null, number, text };
    Is is = Is::null;
    std::int64_t number = 0;
    std::string_view text; ///< of reals and bytes too
};

/// The cells of a row that is handed over; they and their texts live until the next row.
class HandedRow {
public:
    explicit HandedRow(std::span<sqlite3_value*> values) : values_{values} {}
    std::size_t size() const { return values_.size(); }
    Cell cell(std::size_t column) const;

private:
    std::span<sqlite3_value*> values_;
};

/// Hands rows to the program while a statement runs, where stepping through them would ask
/// for each cell by itself: that costs half as much again.
///
/// Statements of the connection can say `SELECT hand_over(a, b) FROM t`, an aggregate that
/// hands over a and b of each row. \pre outlives those statements' runs.
class HandOver {
public:
    explicit HandOver(Database& database);
    ~HandOver() = default;
    HandOver(const HandOver&) = delete;
    HandOver& operator=(const HandOver&) = delete;

    /// Runs such a statement to its end. What `take` throws is thrown here; it is
    /// given no row after that.
    /// \pre `take` does not call run().
    void run(Statement& statement, const std::function<void(const HandedRow&)>& take);

private:
    class Taking;
    static void take_row(sqlite3_context* context, int count, sqlite3_value** values);
    static void end(sqlite3_context* context);

    const std::function<void(const HandedRow&)>* take_ = nullptr;
    std::exception_ptr thrown_;
};

} // namespace ferry::sql

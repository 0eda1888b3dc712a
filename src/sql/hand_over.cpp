#include "sql/hand_over.hpp"

#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/error.hpp"
#include "base/require.hpp"

namespace ferry::sql {

Cell HandedRow::cell(std::size_t column) const
{
    sqlite3_value* value = values_[column];
    switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
        return {};
    case SQLITE_INTEGER:
        return {.is = Cell::Is::number, .number = sqlite3_value_int64(value)};
    default:
        break;
    }
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    if (text == nullptr) {
        return {.is = Cell::Is::text}; // No bytes at all.
    }
    return {
        .is = Cell::Is::text, .text = {text, static_cast<std::size_t>(sqlite3_value_bytes(value))}
    };
}

HandOver::HandOver(Database& database)
{
    constexpr int any_number = -1;
    if (sqlite3_create_function_v2(database.handle(), "hand_over", any_number,
                                   SQLITE_UTF8 | SQLITE_DIRECTONLY, this, nullptr, take_row, end,
                                   nullptr) != SQLITE_OK) {
        throw Error{fmt::format("database {}: cannot hand rows over: {}", database.path(),
                                sqlite3_errmsg(database.handle()))};
    }
}

/// Forgets the taker, whatever happens.
class HandOver::Taking {
public:
    Taking(HandOver& hand_over, const std::function<void(const HandedRow&)>& take)
        : hand_over_{hand_over}
    {
        hand_over_.take_ = &take;
    }
    ~Taking() { hand_over_.take_ = nullptr; }
    Taking(const Taking&) = delete;
    Taking& operator=(const Taking&) = delete;

private:
    HandOver& hand_over_;
};

void HandOver::run(Statement& statement, const std::function<void(const HandedRow&)>& take)
{
    require(take_ == nullptr, "rows are handed to one taker at a time");
    const Taking taking{*this, take};
    thrown_ = nullptr;
    statement.run();
    if (thrown_) {
        std::rethrow_exception(std::exchange(thrown_, nullptr));
    }
}

/// Nothing may be thrown through SQLite: what is thrown waits until it is out of it, and
/// the rows after it are passed over.
void HandOver::take_row(sqlite3_context* context, int count, sqlite3_value** values)
{
    auto& self = *static_cast<HandOver*>(sqlite3_user_data(context));
    if (self.thrown_) {
        return;
    }
    try {
        (*self.take_)(HandedRow{
            {values, static_cast<std::size_t>(count)}
        });
    } catch (...) {
        self.thrown_ = std::current_exception();
    }
}

void HandOver::end(sqlite3_context* /*context*/) {}

} // namespace ferry::sql

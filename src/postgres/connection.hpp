#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;
struct pg_result;

/// PostgreSQL, thinly: every failure is an Error with the server's own words; every
/// handle closes itself.
namespace ferry::postgres {

/// What stands in a cell; nothing where it is NULL.
using Cell = std::optional<std::string>;
using Row = std::vector<Cell>;

/// True if an address names its password: it would be kept wherever the address is.
bool names_password(const std::string& address);

/// A name as it must stand in a statement.
std::string quoted_name(std::string_view name);
/// A text as it must stand in a statement.
std::string quoted_text(std::string_view text);

/// One connection; for one thread.
class Connection {
public:
    /// \param address as libpq takes it: postgresql://..., or words "host=... dbname=...".
    explicit Connection(const std::string& address);

    /// Runs statements that answer nothing.
    void run(const std::string& statements);

    /// Every row of a small answer.
    std::vector<Row> rows(const std::string& query);

    /// Hands out what `COPY (query) TO STDOUT` says, a row at a time, and answers with how
    /// many rows there were; the header counts as none.
    std::int64_t copy(const std::string& query, const std::function<void(std::string_view)>& take);

private:
    struct Close {
        void operator()(pg_conn* handle) const;
        void operator()(pg_result* handle) const;
    };
    using Result = std::unique_ptr<pg_result, Close>;
    Result execute(const std::string& statements);
    [[noreturn]] void fail(const std::string& doing) const;

    std::unique_ptr<pg_conn, Close> handle_;
};

} // namespace ferry::postgres

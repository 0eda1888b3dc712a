#include "postgres/connection.hpp"

#include <charconv>

#include <libpq-fe.h>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"

namespace ferry::postgres {
namespace {

constexpr std::size_t shown_statement = 120;

/// What stands in double or single quotes, with those in it doubled.
std::string between(char quote, std::string_view text)
{
    std::string made{quote};
    for (const char c : text) {
        made.append(c == quote ? 2 : 1, c);
    }
    return made + quote;
}

} // namespace

bool names_password(const std::string& address)
{
    PQconninfoOption* options = PQconninfoParse(address.c_str(), nullptr);
    bool found = false;
    for (const PQconninfoOption* one = options; one != nullptr && one->keyword != nullptr; ++one) {
        found |= one->val != nullptr && std::string_view{one->keyword} == "password";
    }
    PQconninfoFree(options);
    return found;
}

std::string quoted_name(std::string_view name)
{
    return between('"', name);
}

std::string quoted_text(std::string_view text)
{
    return between('\'', text);
}

void Connection::Close::operator()(pg_conn* handle) const
{
    PQfinish(handle);
}

void Connection::Close::operator()(pg_result* handle) const
{
    PQclear(handle);
}

Connection::Connection(const std::string& address) : handle_{PQconnectdb(address.c_str())}
{
    if (PQstatus(handle_.get()) != CONNECTION_OK) {
        fail("cannot reach the database");
    }
    // What a server has to say beside an error is of no use here, least of all on a screen.
    PQsetNoticeProcessor(
        handle_.get(), [](void* /*unused*/, const char* /*unused*/) {}, nullptr);
}

void Connection::fail(const std::string& doing) const
{
    constexpr std::size_t most = 600;
    throw Error{
        fmt::format("{}: {}", doing, shortened(trimmed(PQerrorMessage(handle_.get())), most))};
}

Connection::Result Connection::execute(const std::string& statements)
{
    Result result{PQexec(handle_.get(), statements.c_str())};
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_OUT) {
        fail(fmt::format("the database refuses '{}'", shortened(statements, shown_statement)));
    }
    return result;
}

void Connection::run(const std::string& statements)
{
    execute(statements);
}

std::vector<Row> Connection::rows(const std::string& query)
{
    const Result result = execute(query);
    std::vector<Row> rows(static_cast<std::size_t>(PQntuples(result.get())));
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (int column = 0; column < PQnfields(result.get()); ++column) {
            const int no = static_cast<int>(row);
            const bool null = PQgetisnull(result.get(), no, column) != 0;
            rows[row].push_back(null ? Cell{} : Cell{PQgetvalue(result.get(), no, column)});
        }
    }
    return rows;
}

std::int64_t Connection::copy(const std::string& query,
                              const std::function<void(std::string_view)>& take)
{
    const std::string statement =
        fmt::format("COPY ({}) TO STDOUT (FORMAT csv, HEADER)", trimmed(query));
    execute(statement);
    char* bytes = nullptr;
    int size = 0;
    while ((size = PQgetCopyData(handle_.get(), &bytes, 0)) > 0) {
        const std::unique_ptr<char, decltype(&PQfreemem)> kept{bytes, &PQfreemem};
        take({bytes, static_cast<std::size_t>(size)});
    }
    const Result result{PQgetResult(handle_.get())};
    if (size == -2 || PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
        fail(fmt::format("the database stops within '{}'", shortened(statement, shown_statement)));
    }
    const std::string_view tuples = PQcmdTuples(result.get());
    std::int64_t rows = 0;
    std::from_chars(tuples.data(), tuples.data() + tuples.size(), rows);
    while (const Result rest{PQgetResult(handle_.get())}) {
    }
    return rows;
}

} // namespace ferry::postgres

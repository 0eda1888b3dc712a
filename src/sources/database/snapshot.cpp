#include "sources/database/snapshot.hpp"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "base/progress.hpp"

namespace ferry::database {
namespace {

/// One table of the database.
struct FoundTable {
    std::string name;              ///< "clin.encounter"
    std::string from;              ///< as it stands behind FROM
    std::vector<std::string> keys; ///< the columns of its primary key, quoted
    std::int64_t rows = 0;
};

// Tables alone, for views hold nothing of their own; partitions are read with the table
// they are parts of, tables that inherit from another by themselves. Large objects are no
// table's, so they stand for one.
constexpr std::string_view tables_query = R"(
SELECT n.nspname || '.' || c.relname,
       CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END
         || quote_ident(n.nspname) || '.' || quote_ident(c.relname),
       (SELECT string_agg(quote_ident(a.attname), ',' ORDER BY k.place)
          FROM pg_index i
          CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
          JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
         WHERE i.indrelid = c.oid AND i.indisprimary)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE (c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition
        AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_')
    OR c.oid = 'pg_catalog.pg_largeobject_metadata'::regclass
 ORDER BY 1)";

/// A cell as it must stand in a CSV file.
std::string csv_cell(std::string_view text)
{
    return postgres::quoted_name(text); // the same rule: in double quotes, those in it doubled
}

/// A CSV file that is written row by row.
class TableFile {
public:
    TableFile(const std::filesystem::path& folder, std::string name)
    {
        std::ranges::replace(name, '/', '-');
        path_ = folder / (name + ".csv");
        file_.open(path_, std::ios::binary);
    }
    void add_text(std::string_view text) { file_ << text; }
    void add(const std::vector<std::string>& cells)
    {
        std::vector<std::string> quoted;
        std::ranges::transform(cells, std::back_inserter(quoted), csv_cell);
        file_ << fmt::format("{}\n", fmt::join(quoted, ","));
    }
    void close()
    {
        file_.close();
        if (!file_) {
            throw Error{fmt::format("cannot write {}: is the disk full?", path_.string())};
        }
    }

private:
    std::filesystem::path path_;
    std::ofstream file_;
};

class Snapshot {
public:
    Snapshot(postgres::Connection& database, const tabular::Description& description,
             const SnapshotOrder& order)
        : database_{database}, description_{description}, order_{order}
    {
    }

    void take()
    {
        begin();
        const auto tables = found_tables();
        Progress progress{"read database", "tables", static_cast<std::int64_t>(tables.size())};
        TableFile not_read{order_.folder, std::string{tabular::not_read_table}};
        not_read.add({"table", "rows", "reason"});
        for (const FoundTable& table : tables) {
            const tabular::Table* described = description_.table(table.name);
            const tabular::LeftTables* left = described == nullptr ? left_by(table.name) : nullptr;
            if (left != nullptr) {
                not_read.add({table.name, std::to_string(table.rows), left->reason});
            } else if (described != nullptr || table.rows > 0) {
                write(table, described == nullptr ? std::string{} : described->query);
            }
            progress.advance(1);
        }
        not_read.close();
        write_facts();
        database_.run("COMMIT");
    }

private:
    void begin();
    std::vector<FoundTable> found_tables();
    const tabular::LeftTables* left_by(const std::string& table) const;
    void write(const FoundTable& table, const std::string& query);
    void write_facts();

    postgres::Connection& database_;
    const tabular::Description& description_;
    const SnapshotOrder& order_;
};

/// One state for all that follows, and one way of writing values whatever the server's
/// settings are. What the database defines itself is not to pass for PostgreSQL's own.
void Snapshot::begin()
{
    database_.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    database_.run(
        fmt::format("SET LOCAL TIME ZONE {}; SET LOCAL datestyle = 'ISO, YMD'; "
                    "SET LOCAL intervalstyle = 'postgres'; SET LOCAL bytea_output = 'hex'; "
                    "SET LOCAL extra_float_digits = 1; SET LOCAL client_encoding = 'UTF8'; "
                    "SET LOCAL row_security = off; SET LOCAL search_path = pg_catalog",
                    postgres::quoted_text(description_.database->time_zone)));
}

std::vector<FoundTable> Snapshot::found_tables()
{
    std::vector<FoundTable> tables;
    for (const postgres::Row& row : database_.rows(std::string{tables_query})) {
        FoundTable table{.name = row.at(0).value_or(""), .from = row.at(1).value_or("")};
        if (row.at(2)) {
            table.keys.push_back(*row.at(2));
        }
        const auto count = database_.rows("SELECT count(*) FROM " + table.from);
        table.rows = std::stoll(count.at(0).at(0).value_or("0"));
        tables.push_back(std::move(table));
    }
    return tables;
}

/// What the description leaves the table by; nullptr: by nothing.
const tabular::LeftTables* Snapshot::left_by(const std::string& table) const
{
    const auto fits = [&](const tabular::LeftTables& left) {
        return std::ranges::any_of(left.tables, [&](const std::string& name) {
            return name == table ||
                   (name.ends_with(".*") && table.starts_with(name.substr(0, name.size() - 1)));
        });
    };
    const auto found = std::ranges::find_if(description_.database->left, fits);
    return found == description_.database->left.end() ? nullptr : &*found;
}

void Snapshot::write(const FoundTable& table, const std::string& query)
{
    std::string name = table.name;
    if (description_.table(name) == nullptr) { // no part of it is to pass for a known table
        std::ranges::replace(name, '.', '-');
    }
    TableFile file{order_.folder, name};
    const std::string rows = query.empty() ? fmt::format("SELECT * FROM {}", table.from)
                                           : fmt::format("SELECT * FROM ({}) AS described", query);
    const std::string order =
        table.keys.empty() ? "" : fmt::format(" ORDER BY {}", table.keys.front());
    const std::int64_t written =
        database_.copy(rows + order, [&](std::string_view row) { file.add_text(row); });
    file.close();
    if (written != table.rows) {
        throw InputError{fmt::format(
            "{} has {} rows, and its query in the description of {} answers {}: it has to answer "
            "one row for each; correct the query",
            table.name, table.rows, description_.source, written)};
    }
}

/// What was read, for whoever asks later.
void Snapshot::write_facts()
{
    TableFile file{order_.folder, std::string{tabular::database_table}};
    file.add({"what", "says"});
    if (!order_.backup.empty()) {
        file.add({"backup", order_.backup.filename().string()});
    }
    if (std::filesystem::is_regular_file(order_.backup)) {
        file.add({"SHA-256", file_digest(order_.backup)});
    }
    file.add({"time zone", description_.database->time_zone});
    file.close();
}

} // namespace

void take_snapshot(postgres::Connection& database, const tabular::Description& description,
                   const SnapshotOrder& order)
{
    Snapshot{database, description, order}.take();
}

} // namespace ferry::database

#include "targets/sqlite/writer.hpp"

#include <algorithm>
#include <deque>
#include <exception>
#include <iterator>
#include <limits>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "base/require.hpp"
#include "sql/checkpointer.hpp"
#include "sql/database.hpp"
#include "targets/sqlite/concept_writer.hpp"
#include "targets/sqlite/content_writer.hpp"
#include "targets/sqlite/item_feed.hpp"

namespace ferry::targets::sqlite {
namespace {

constexpr CaseNo case_no_max = (CaseNo{1} << 39) - 1;
constexpr std::size_t item_count_max = (std::size_t{1} << 24) - 2;

/// The keys that belong to one case.
struct KeyRange {
    std::int64_t first;
    std::int64_t last;
};

KeyRange keys_of(CaseNo case_no)
{
    return {.first = item_key(case_no, -1), .last = item_key(case_no + 1, -1) - 1};
}

/// The table of one type. All items that a record has of it are inserted at once.
struct Table {
    Table(sql::Database& database, const TypeDescription& type)
        : feed{type}, insert{added(database, type, feed)},
          clear{database,
                fmt::format("DELETE FROM {} WHERE item BETWEEN ? AND ?", sql::quoted(type.name))},
          find_last{database, fmt::format("SELECT max(item) FROM {}", sql::quoted(type.name))}
    {
        for (std::size_t i = 0; i < type.fields.size(); ++i) {
            if (type.fields[i].kind == Kind::code) {
                codes.push_back(static_cast<FieldNo>(i));
            }
        }
    }

    /// The statement that inserts what is in the feed.
    static sql::Statement added(sql::Database& database, const TypeDescription& type,
                                ItemFeed& feed)
    {
        const std::string name = fmt::format("items_of_{}", type.name);
        const std::vector<std::string> columns = feed.columns();
        sql::add_feed(database, name, columns, feed);
        std::vector<std::string> quoted;
        std::ranges::transform(columns, std::back_inserter(quoted), sql::quoted);
        return {database, fmt::format("INSERT INTO {} ({}) SELECT * FROM {}",
                                      sql::quoted(type.name), fmt::join(quoted, ", "), name)};
    }

    ItemFeed feed;
    sql::Statement insert;
    sql::Statement clear;
    sql::Statement find_last;
    std::vector<FieldNo> codes; ///< the fields that name concepts
    std::int64_t last = 0;      ///< no item of the table has a higher key
};

class Writer final : public load::Writer {
public:
    explicit Writer(const std::filesystem::path& path);

    std::optional<std::string> mark(CaseNo case_no) override;
    void replace(const load::Mark& mark, const Record& record) override;
    void remove(CaseNo case_no) override;
    void keep_concepts(const load::ConceptKeys& used) override;
    void commit() override;

private:
    /// Takes everything since the last commit back when an Error passes through.
    class Guard {
    public:
        explicit Guard(Writer& writer) : writer_{writer} {}
        ~Guard()
        {
            if (std::uncaught_exceptions() > exceptions_) {
                writer_.take_back();
            }
        }
        Guard(const Guard&) = delete;
        Guard& operator=(const Guard&) = delete;

    private:
        Writer& writer_;
        int exceptions_ = std::uncaught_exceptions();
    };

    void begin();
    void take_back();
    void clear(CaseNo case_no);
    void insert(CaseNo case_no, const Record& record);

    sql::Database database_;
    sql::Checkpointer checkpointer_;
    std::optional<sql::Transaction> transaction_;
    std::deque<Table> tables_; ///< by type
    ConceptWriter concepts_;
    ContentWriter contents_;
    sql::Statement find_mark_;
    sql::Statement set_mark_;
    sql::Statement clear_mark_;
};

/// Opened, and set to write much and often: a commit does not wait for the disk
/// (it is lost or kept as a whole when the power fails, its mark with it).
sql::Database open_for_writing(const std::filesystem::path& path)
{
    sql::Database database{path, sql::Mode::read_write};
    database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                 "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY");
    return database;
}

Writer::Writer(const std::filesystem::path& path)
    : database_{open_for_writing(path)}, checkpointer_{database_}, concepts_{database_},
      contents_{database_}, find_mark_{database_,
                                       "SELECT digest FROM ferry_mark WHERE patient = ?"},
      set_mark_{database_, "INSERT OR REPLACE INTO ferry_mark VALUES (?, ?, ?)"},
      clear_mark_{database_, "DELETE FROM ferry_mark WHERE patient = ?"}
{
    for (const TypeDescription& type : record_types) {
        tables_.emplace_back(database_, type);
    }
}

std::optional<std::string> Writer::mark(CaseNo case_no)
{
    find_mark_.bind(0, case_no);
    if (!find_mark_.step()) {
        return std::nullopt;
    }
    std::string digest{find_mark_.text(0)};
    find_mark_.reset();
    return digest;
}

void Writer::replace(const load::Mark& mark, const Record& record)
{
    require(mark.case_no > 0 && mark.case_no <= case_no_max, "a case number has 39 bits");
    const Guard guard{*this};
    const std::size_t items = record.items().size();
    if (items > item_count_max) {
        throw Error{fmt::format("case {} has {} items; the target holds {} in one record",
                                mark.case_no, items, item_count_max)};
    }
    begin();
    clear(mark.case_no);
    insert(mark.case_no, record);
    contents_.add(mark.case_no, record.contents());
    set_mark_.bind(0, mark.case_no).bind(1, mark.digest);
    set_mark_.bind(2, static_cast<std::int64_t>(items)).run();
}

void Writer::remove(CaseNo case_no)
{
    const Guard guard{*this};
    begin();
    clear(case_no);
    clear_mark_.bind(0, case_no).run();
}

void Writer::keep_concepts(const load::ConceptKeys& used)
{
    const Guard guard{*this};
    begin();
    concepts_.keep_only(used);
}

void Writer::commit()
{
    if (transaction_) {
        const Guard guard{*this};
        transaction_->commit();
        transaction_.reset();
    }
}

void Writer::begin()
{
    if (transaction_) {
        return;
    }
    transaction_.emplace(database_);
    for (Table& table : tables_) {
        table.find_last.step();
        table.last = table.find_last.is_null(0) ? std::numeric_limits<std::int64_t>::min()
                                                : table.find_last.number(0);
        table.find_last.reset();
    }
}

void Writer::take_back()
{
    transaction_.reset();
    concepts_.forget();
}

/// A first import goes up through the cases, so that nearly always no table has
/// a key as high as the case's: then there is nothing to look for.
void Writer::clear(CaseNo case_no)
{
    const auto [first, last] = keys_of(case_no);
    for (Table& table : tables_) {
        if (table.last >= first) {
            table.clear.bind(0, first).bind(1, last).run();
        }
    }
    contents_.clear(case_no);
}

void Writer::insert(CaseNo case_no, const Record& record)
{
    for (Table& table : tables_) {
        table.feed.begin(case_no, record);
    }
    for (ItemNo item = 0; item < std::ssize(record.items()); ++item) {
        Table& table = tables_[static_cast<std::size_t>(record.at(item).type)];
        table.feed.add(item);
        for (const FieldNo code : table.codes) {
            if (const Value& value = record.value(item, code); value.present) {
                concepts_.keep(*value.meaning);
            }
        }
    }
    for (Table& table : tables_) {
        if (!table.feed.items().empty()) {
            table.insert.run();
            table.last = std::max(table.last, item_key(case_no, table.feed.items().back()));
        }
    }
}

} // namespace

std::unique_ptr<load::Writer> make_writer(const std::filesystem::path& path)
{
    return std::make_unique<Writer>(path);
}

} // namespace ferry::targets::sqlite

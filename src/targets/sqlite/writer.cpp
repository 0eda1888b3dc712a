#include "targets/sqlite/writer.hpp"

#include <bit>
#include <exception>
#include <limits>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/require.hpp"
#include "sql/checkpointer.hpp"
#include "sql/database.hpp"
#include "targets/sqlite/concept_writer.hpp"

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

/// Which fields of an item are present: bit i for field i.
using Presence = std::uint64_t;

/// An INSERT that names the fields present and no others.
std::string insert_into(const TypeDescription& type, Presence presence)
{
    std::string columns = "item, patient";
    std::string places = "?, ?";
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        if (((presence >> i) & 1U) != 0) {
            columns += fmt::format(", {}", sql::quoted(type.fields[i].name));
            places += ", ?";
        }
    }
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", sql::quoted(type.name), columns, places);
}

/// The table of one type. Items of a type have the same few patterns of fields over
/// and over: each has a statement of its own, which binds only what there is.
struct Table {
    Table(sql::Database& of, const TypeDescription& described)
        : database{&of}, type{&described}, clear{of,
                                                 fmt::format(
                                                     "DELETE FROM {} WHERE item BETWEEN ? AND ?",
                                                     sql::quoted(described.name))},
          find_last{of, fmt::format("SELECT max(item) FROM {}", sql::quoted(described.name))}
    {
        require(described.fields.size() <= 64, "a type has at most 64 fields");
    }

    sql::Statement& insert(Presence presence)
    {
        constexpr std::size_t kept_max = 256;
        const auto found = inserts.find(presence);
        if (found != inserts.end()) {
            return found->second;
        }
        if (inserts.size() >= kept_max) {
            inserts.clear();
        }
        return inserts.emplace(presence, sql::Statement{*database, insert_into(*type, presence)})
            .first->second;
    }

    sql::Database* database;
    const TypeDescription* type;
    std::unordered_map<Presence, sql::Statement> inserts;
    sql::Statement clear;
    sql::Statement find_last;
    std::int64_t last = 0; ///< no item of the table has a higher key
};

class Writer final : public load::Writer {
public:
    explicit Writer(const std::filesystem::path& path);

    std::optional<std::string> mark(CaseNo case_no) override;
    void replace(const load::Mark& mark, const Record& record) override;
    void remove(CaseNo case_no) override;
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
    void insert(CaseNo case_no, ItemNo item, const Record& record);
    void bind(sql::Statement& statement, int place, const Field& field, const Value& value);

    sql::Database database_;
    sql::Checkpointer checkpointer_;
    std::optional<sql::Transaction> transaction_;
    std::vector<Table> tables_;
    ConceptWriter concepts_;
    sql::Statement find_mark_;
    sql::Statement set_mark_;
    sql::Statement clear_mark_;
    CaseNo case_no_ = 0; ///< whose record is being written
};

std::vector<Table> tables_of(sql::Database& database)
{
    std::vector<Table> tables;
    tables.reserve(record_types.size());
    for (const TypeDescription& type : record_types) {
        tables.emplace_back(database, type);
    }
    return tables;
}

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
    : database_{open_for_writing(path)}, checkpointer_{database_}, tables_{tables_of(database_)},
      concepts_{database_}, find_mark_{database_,
                                       "SELECT digest FROM ferry_mark WHERE patient = ?"},
      set_mark_{database_, "INSERT OR REPLACE INTO ferry_mark VALUES (?, ?, ?)"},
      clear_mark_{database_, "DELETE FROM ferry_mark WHERE patient = ?"}
{
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
    for (std::size_t i = 0; i < items; ++i) {
        insert(mark.case_no, static_cast<ItemNo>(i), record);
    }
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
}

void Writer::insert(CaseNo case_no, ItemNo item, const Record& record)
{
    Table& table = tables_[static_cast<std::size_t>(record.at(item).type)];
    const std::span<const Value> values = record.values(item);
    const std::int64_t key = item_key(case_no, item);
    case_no_ = case_no;
    Presence presence = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        presence |= Presence{values[i].present ? 1U : 0U} << i;
    }
    sql::Statement& insert = table.insert(presence);
    insert.bind(0, key).bind(1, case_no);
    int place = 2;
    for (Presence rest = presence; rest != 0; rest &= rest - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(rest));
        bind(insert, place++, table.type->fields[i], values[i]);
    }
    insert.run();
    table.last = std::max(table.last, key);
}

void Writer::bind(sql::Statement& statement, int place, const Field& field, const Value& value)
{
    switch (field.kind) {
    case Kind::text:
    case Kind::number:
    case Kind::date:
        statement.bind(place, value.view());
        return;
    case Kind::code:
        concepts_.keep(*value.meaning);
        statement.bind(place, value.meaning->key);
        return;
    case Kind::link:
        statement.bind(place, item_key(case_no_, static_cast<ItemNo>(value.number)));
        return;
    case Kind::flag:
    case Kind::reference:
        statement.bind(place, value.number);
        return;
    }
}

} // namespace

std::unique_ptr<load::Writer> make_writer(const std::filesystem::path& path)
{
    return std::make_unique<Writer>(path);
}

} // namespace ferry::targets::sqlite

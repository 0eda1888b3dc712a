#include "targets/sqlite/reader.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "sql/hand_over.hpp"

namespace ferry::targets::sqlite {
namespace {

constexpr std::string_view key_column = "item";
constexpr std::string_view content_table = "content";
constexpr std::array<std::string_view, 6> known_tables{
    "concept", "coding", content_table, "ferry_mark", "ferry_migration", "ferry_dictionary"};

constexpr CaseNo case_no_max = std::numeric_limits<std::int64_t>::max() >> 24;
constexpr CaseNo case_no_min = std::numeric_limits<std::int64_t>::min() >> 24;

/// How one type is read; empty if the target has no table of that name.
struct Source {
    std::vector<std::string> columns;
    std::vector<load::FoundValue> values;
    std::optional<sql::Statement> items;
    std::optional<sql::Statement> next; ///< the first item from a key on
};

/// The columns of a table other than its key, as the catalogue lists them.
std::vector<std::string> columns_in(sql::Database& database, std::string_view table)
{
    sql::Statement query{database, "SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1"};
    query.bind(0, table);
    std::vector<std::string> columns;
    while (query.step()) {
        if (query.text(0) != key_column) {
            columns.emplace_back(query.text(0));
        }
    }
    return columns;
}

std::vector<std::string> tables_in(sql::Database& database)
{
    sql::Statement query{database, "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                   " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"};
    std::vector<std::string> tables;
    while (query.step()) {
        tables.emplace_back(query.text(0));
    }
    return tables;
}

void prepare(Source& source, sql::Database& database, std::string_view table)
{
    source.columns = columns_in(database, table);
    source.values.resize(source.columns.size());
    std::string select{key_column};
    for (const std::string& column : source.columns) {
        select += fmt::format(", {}", sql::quoted(column));
    }
    // The key is the row's own: rows come in its order.
    source.items.emplace(database,
                         fmt::format("SELECT hand_over({}) FROM {} WHERE item BETWEEN ? AND ?",
                                     select, sql::quoted(table)));
    source.next.emplace(database,
                        fmt::format("SELECT item FROM {} WHERE item >= ? ORDER BY item LIMIT 1",
                                    sql::quoted(table)));
}

load::FoundValue value_of(const sql::Cell& cell)
{
    using Is = load::FoundValue::Is;
    switch (cell.is) {
    case sql::Cell::Is::null:
        return {};
    case sql::Cell::Is::number:
        return {.is = Is::number, .number = cell.number};
    case sql::Cell::Is::text:
        return {.is = Is::text, .text = cell.text};
    }
    return {};
}

/// The cases of a table's keys, from case to case by search: the tables have millions of
/// rows. \param next the first key from another on
void add_cases(std::optional<sql::Statement>& next, std::vector<CaseNo>& cases)
{
    std::int64_t from = std::numeric_limits<std::int64_t>::min();
    while (next && next->bind(0, from).step()) {
        const CaseNo found = case_of(next->number(0));
        next->reset();
        cases.push_back(found);
        if (found == case_no_max) {
            break;
        }
        from = (found + 1) << 24;
    }
}

class Reader final : public load::Reader {
public:
    explicit Reader(const std::filesystem::path& path);

    std::span<const std::string> columns(ItemType type) override
    {
        return sources_[static_cast<std::size_t>(type)].columns;
    }
    void read(CaseNo case_no, const std::function<void(const load::FoundItem&)>& take) override;
    void read_contents(CaseNo case_no,
                       const std::function<void(const load::FoundContent&)>& take) override;
    const load::FoundConcept* concept_of(std::int64_t key) override;
    std::optional<load::FoundMark> mark(CaseNo case_no) override;
    std::vector<CaseNo> cases() override;
    std::optional<ItemType> type_of(std::int64_t key) override;
    std::vector<std::string> unknown_tables() override;
    std::vector<load::StrangeRow> strange_concepts(const load::ConceptKeys& expected) override;
    std::vector<std::string> owners() override;

private:
    void read_codings(load::FoundConcept& into);

    sql::Database database_;
    sql::HandOver hand_over_{database_};
    std::array<Source, item_type_count> sources_;
    std::unordered_map<std::int64_t, load::FoundConcept> concepts_;
    sql::Statement concept_;
    sql::Statement codings_;
    sql::Statement mark_;
    std::optional<sql::Statement> contents_; ///< where the target has a table of them
    std::optional<sql::Statement> next_content_;
};

sql::Database open_for_reading(const std::filesystem::path& path)
{
    sql::Database database{path, sql::Mode::read_only};
    database.run("PRAGMA cache_size = -16384");
    return database;
}

Reader::Reader(const std::filesystem::path& path)
    : database_{open_for_reading(path)},
      concept_{database_, "SELECT text, outcome, rule FROM concept WHERE concept = ?"},
      codings_{database_, "SELECT system, code, display, original, n, description FROM coding"
                          " WHERE concept = ? ORDER BY n"},
      mark_{database_, "SELECT digest, items FROM ferry_mark WHERE patient = ?"}
{
    for (const std::string& table : tables_in(database_)) {
        if (const auto type = item_type_named(table)) {
            prepare(sources_[static_cast<std::size_t>(*type)], database_, table);
        } else if (table == content_table) {
            contents_.emplace(
                database_,
                "SELECT content, digest, bytes FROM content WHERE content BETWEEN ? AND ?");
            next_content_.emplace(
                database_, "SELECT content FROM content WHERE content >= ? ORDER BY 1 LIMIT 1");
        }
    }
}

void Reader::read(CaseNo case_no, const std::function<void(const load::FoundItem&)>& take)
{
    if (case_no < case_no_min || case_no > case_no_max) {
        return; // A mark can name such a case; no key can.
    }
    const sql::Transaction one_state{database_, sql::Access::read};
    load::FoundItem item;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        Source& source = sources_[i];
        if (!source.items) {
            continue;
        }
        source.items->bind(0, case_no << 24).bind(1, (case_no << 24) | 0xFFFFFF);
        item.type = static_cast<ItemType>(i);
        item.values = source.values;
        hand_over_.run(*source.items, [&](const sql::HandedRow& row) {
            item.key = row.cell(0).number;
            for (std::size_t column = 0; column < source.values.size(); ++column) {
                source.values[column] = value_of(row.cell(column + 1));
            }
            take(item);
        });
    }
}

void Reader::read_contents(CaseNo case_no,
                           const std::function<void(const load::FoundContent&)>& take)
{
    if (!contents_ || case_no < case_no_min || case_no > case_no_max) {
        return;
    }
    contents_->bind(0, case_no << 24).bind(1, (case_no << 24) | 0xFFFFFF);
    while (contents_->step()) {
        take({.place = contents_->number(0) & 0xFFFFFF,
              .digest = contents_->text(1),
              .bytes = contents_->bytes(2)});
    }
}

const load::FoundConcept* Reader::concept_of(std::int64_t key)
{
    const auto known = concepts_.find(key);
    if (known != concepts_.end()) {
        return &known->second;
    }
    concept_.bind(0, key);
    if (!concept_.step()) {
        return nullptr; // Not remembered: it may be written later.
    }
    load::FoundConcept& found = concepts_[key];
    found.key = key;
    found.text = concept_.text(0);
    found.outcome = concept_.text(1);
    found.rule = concept_.text(2);
    concept_.reset();
    read_codings(found);
    return &found;
}

void Reader::read_codings(load::FoundConcept& into)
{
    codings_.bind(0, into.key);
    while (codings_.step()) {
        // A gap in the order is a coding that says nothing.
        if (codings_.number(4) != static_cast<std::int64_t>(into.codings.size()) + 1) {
            into.codings.emplace_back();
        }
        into.codings.push_back({.system = std::string{codings_.text(0)},
                                .code = std::string{codings_.text(1)},
                                .display = std::string{codings_.text(2)},
                                .original = codings_.number(3) != 0,
                                .description = std::string{codings_.text(5)}});
    }
}

std::optional<load::FoundMark> Reader::mark(CaseNo case_no)
{
    mark_.bind(0, case_no);
    if (!mark_.step()) {
        return std::nullopt;
    }
    load::FoundMark found{.digest = std::string{mark_.text(0)}, .items = mark_.number(1)};
    mark_.reset();
    return found;
}

std::vector<CaseNo> Reader::cases()
{
    const sql::Transaction one_state{database_, sql::Access::read};
    std::vector<CaseNo> cases;
    for (Source& source : sources_) {
        add_cases(source.next, cases);
    }
    add_cases(next_content_, cases);
    sql::Statement marks{database_, "SELECT patient FROM ferry_mark"};
    while (marks.step()) {
        cases.push_back(marks.number(0));
    }
    std::ranges::sort(cases);
    cases.erase(std::unique(cases.begin(), cases.end()), cases.end());
    return cases;
}

std::optional<ItemType> Reader::type_of(std::int64_t key)
{
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        auto& next = sources_[i].next;
        if (next && next->bind(0, key).step()) {
            const std::int64_t found = next->number(0);
            next->reset();
            if (found == key) {
                return static_cast<ItemType>(i);
            }
        }
    }
    return std::nullopt;
}

std::vector<std::string> Reader::unknown_tables()
{
    std::vector<std::string> unknown;
    for (const std::string& table : tables_in(database_)) {
        const bool known = item_type_named(table) || contains(known_tables, table);
        if (!known && database_.number(fmt::format("SELECT EXISTS (SELECT 1 FROM {})",
                                                   sql::quoted(table))) != 0) {
            unknown.push_back(table);
        }
    }
    return unknown;
}

std::vector<load::StrangeRow> Reader::strange_concepts(const load::ConceptKeys& expected)
{
    const sql::Transaction one_state{database_, sql::Access::read};
    std::vector<load::StrangeRow> strange;
    sql::Statement concepts{database_, "SELECT concept FROM concept"};
    while (concepts.step()) {
        if (!expected.contains(concepts.number(0))) {
            strange.push_back({.type = "concept", .row = std::string{concepts.text(0)}});
        }
    }
    sql::Statement codings{database_, "SELECT concept, n FROM coding WHERE concept NOT IN"
                                      " (SELECT concept FROM concept)"};
    while (codings.step()) {
        if (!expected.contains(codings.number(0))) {
            strange.push_back(
                {.type = "coding", .row = fmt::format("{} {}", codings.text(0), codings.text(1))});
        }
    }
    return strange;
}

std::vector<std::string> Reader::owners()
{
    std::vector<std::string> owners;
    sql::Statement query{database_, "SELECT migration FROM ferry_migration"};
    while (query.step()) {
        owners.emplace_back(query.text(0));
    }
    return owners;
}

} // namespace

std::unique_ptr<load::Reader> make_reader(const std::filesystem::path& path)
{
    return std::make_unique<Reader>(path);
}

} // namespace ferry::targets::sqlite

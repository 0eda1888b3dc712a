#include "targets/ferry_extract/writer.hpp"

#include <charconv>
#include <map>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/require.hpp"
#include "base/text.hpp"
#include "csv/rows.hpp"
#include "targets/ferry_extract/csv_text.hpp"
#include "targets/ferry_extract/delivery.hpp"
#include "targets/ferry_extract/dictionary.hpp"
#include "targets/ferry_extract/document_files.hpp"
#include "targets/ferry_extract/out_file.hpp"
#include "targets/ferry_extract/places.hpp"

namespace ferry::targets::ferry_extract {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t item_count_max = (std::size_t{1} << 24) - 2;

/// One row of `concept` and its rows of `coding`.
struct ConceptRows {
    std::string meaning;
    std::string codings;
};

ConceptRows rows_of(const Concept& meaning)
{
    ConceptRows rows;
    add_number(rows.meaning, meaning.key);
    for (const std::string_view cell : {std::string_view{meaning.text}, name_of(meaning.outcome),
                                        std::string_view{meaning.rule}}) {
        rows.meaning += ',';
        add_text(rows.meaning, cell);
    }
    rows.meaning += '\n';
    std::int64_t n = 0;
    for (const Coding& coding : meaning.codings) {
        add_number(rows.codings, meaning.key);
        rows.codings += ',';
        add_number(rows.codings, ++n);
        for (const std::string_view cell : {coding.system, coding.code, coding.display}) {
            rows.codings += ',';
            add_text(rows.codings, cell);
        }
        rows.codings += coding.original ? ",1," : ",0,";
        add_text(rows.codings, coding.description);
        rows.codings += '\n';
    }
    return rows;
}

/// What is written at the next commit: a text for each file.
using Waiting = std::map<std::string_view, std::string>;

class Writer final : public load::Writer {
public:
    explicit Writer(fs::path folder);

    std::optional<std::string> mark(CaseNo case_no) override;
    void replace(const load::Mark& mark, const Record& record) override;
    void remove(CaseNo case_no) override;
    void commit() override;

private:
    void read_marks();
    void read_concepts();
    void begin();
    void drop_fresh(CaseNo case_no);
    void add_item(CaseNo case_no, ItemNo item, const Record& record);
    void add_value(std::string& row, CaseNo case_no, const Field& field, const Value& value);
    void keep(const Concept& meaning);

    fs::path folder_;
    fs::path fresh_folder_;
    bool begun_ = false;
    std::map<CaseNo, std::string> delivered_; ///< digest of each case that stood there
    std::map<CaseNo, std::string> fresh_;     ///< and of those written in this pass
    std::set<CaseNo> removed_;
    std::unordered_map<std::int64_t, std::string> concepts_; ///< its row, by key
    std::unordered_map<const Concept*, std::int64_t> seen_;  ///< those of this pass
    Waiting waiting_;
};

/// The key that a row of a table of this target begins with.
std::int64_t key_in(std::string_view text, const fs::path& path, std::int64_t line)
{
    if (const auto key = whole_number(text)) {
        return *key;
    }
    throw InputError{fmt::format("{}:{}: this is no row of an extract that Ferry wrote; take the "
                                 "folder away and run the pass, which makes it anew",
                                 path.string(), line)};
}

Writer::Writer(fs::path folder) : folder_{std::move(folder)}, fresh_folder_{folder_ / fresh_folder}
{
    fs::remove_all(fresh_folder_);
    read_marks();
    read_concepts();
}

void Writer::read_marks()
{
    const fs::path path = file_of(folder_, case_table);
    if (!fs::exists(path)) {
        return;
    }
    ReadFile bytes{path};
    csv::RowReader rows{[&](std::span<char> room) { return bytes.read(room); }};
    std::vector<csv::FieldText> cells;
    rows.next();
    while (const auto row = rows.next()) {
        const bool whole = csv::split_row(row->bytes, ',', cells) && cells.size() == 3;
        const std::string_view key = whole ? cells[0].text : std::string_view{};
        delivered_[key_in(key, path, row->line)] = cells[1].text;
    }
}

void Writer::read_concepts()
{
    const fs::path path = file_of(folder_, concept_table);
    if (!fs::exists(path)) {
        return;
    }
    ReadFile bytes{path};
    csv::RowReader rows{[&](std::span<char> room) { return bytes.read(room); }};
    rows.next();
    while (const auto row = rows.next()) {
        const std::string_view key = split(row->bytes, ',').front();
        concepts_.emplace(key_in(key, path, row->line), std::string{row->bytes} + "\n");
    }
}

std::optional<std::string> Writer::mark(CaseNo case_no)
{
    const auto fresh = fresh_.find(case_no);
    if (fresh != fresh_.end()) {
        return fresh->second;
    }
    const auto delivered = delivered_.find(case_no);
    return delivered == delivered_.end() || removed_.contains(case_no)
               ? std::nullopt
               : std::optional{delivered->second};
}

void Writer::begin()
{
    if (begun_) {
        return;
    }
    begun_ = true;
    fs::create_directory(fresh_folder_);
    for (const std::string_view table : tables()) {
        waiting_[table] = header_of(table);
    }
    waiting_[removed_table] = "patient\n";
}

void Writer::replace(const load::Mark& mark, const Record& record)
{
    const std::size_t items = record.items().size();
    if (items > item_count_max) {
        throw Error{fmt::format("case {} has {} items; the extract holds {} in one record",
                                mark.case_no, items, item_count_max)};
    }
    begin();
    drop_fresh(mark.case_no);
    for (std::size_t i = 0; i < items; ++i) {
        add_item(mark.case_no, static_cast<ItemNo>(i), record);
    }
    write_documents(fresh_folder_, mark.case_no, record.contents()); // seen with the case's row
    std::string& row = waiting_[case_table];
    add_number(row, mark.case_no);
    row += ',';
    add_text(row, mark.digest);
    row += ',';
    add_number(row, static_cast<std::int64_t>(items));
    row += '\n';
    fresh_[mark.case_no] = mark.digest;
}

void Writer::remove(CaseNo case_no)
{
    drop_fresh(case_no);
    if (delivered_.contains(case_no) && removed_.insert(case_no).second) {
        begin();
        add_number(waiting_[removed_table], case_no);
        waiting_[removed_table] += ",\n";
    }
}

/// A case that this pass has written already is written anew: rare, so slow.
void Writer::drop_fresh(CaseNo case_no)
{
    if (fresh_.erase(case_no) == 0) {
        return;
    }
    commit();
    for (const std::string_view table : tables()) {
        if (item_type_named(table) || table == case_table) {
            drop_cases(fresh_folder_, table, {case_no});
        }
    }
    drop_documents(fresh_folder_, case_no);
}

void Writer::add_item(CaseNo case_no, ItemNo item, const Record& record)
{
    const TypeDescription& type = describe(record.at(item).type);
    const auto values = record.values(item);
    std::string& row = waiting_[type.name];
    add_number(row, item_key(case_no, item));
    row += ',';
    add_number(row, case_no);
    for (std::size_t i = 0; i < values.size(); ++i) {
        row += ',';
        if (values[i].present) {
            add_value(row, case_no, type.fields[i], values[i]);
        }
    }
    row += '\n';
}

void Writer::add_value(std::string& row, CaseNo case_no, const Field& field, const Value& value)
{
    switch (field.kind) {
    case Kind::text:
    case Kind::number:
    case Kind::date:
        add_text(row, value.view());
        return;
    case Kind::code:
        keep(*value.meaning);
        add_number(row, value.meaning->key);
        return;
    case Kind::link:
        add_number(row, item_key(case_no, static_cast<ItemNo>(value.number)));
        return;
    case Kind::flag:
    case Kind::reference:
        add_number(row, value.number);
        return;
    }
}

void Writer::keep(const Concept& meaning)
{
    std::int64_t& seen = seen_[&meaning];
    if (seen == meaning.key) {
        return; // thousands of items share one
    }
    seen = meaning.key;
    ConceptRows rows = rows_of(meaning);
    const auto [known, is_new] = concepts_.try_emplace(meaning.key, std::move(rows.meaning));
    if (is_new) {
        waiting_[concept_table] += known->second;
        waiting_[coding_table] += rows.codings;
    } else if (known->second != rows.meaning) {
        throw Error{fmt::format("two concepts have the key {}: {}", meaning.key, meaning.text)};
    }
}

void Writer::commit()
{
    const auto write = [this](std::string_view table, std::string& text) {
        if (!text.empty()) {
            OutFile file{file_of(fresh_folder_, table), OutFile::How::at_end};
            file.write(text);
            file.flush();
            text.clear();
        }
    };
    for (auto& [table, text] : waiting_) {
        if (table != case_table) {
            write(table, text);
        }
    }
    write(case_table, waiting_[case_table]); // last: who sees a case sees all of it
}

} // namespace

std::unique_ptr<load::Writer> make_writer(const fs::path& folder)
{
    return std::make_unique<Writer>(folder);
}

} // namespace ferry::targets::ferry_extract

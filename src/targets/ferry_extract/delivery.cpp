#include "targets/ferry_extract/delivery.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <span>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "csv/rows.hpp"
#include "record/item_type.hpp"
#include "targets/ferry_extract/csv_text.hpp"
#include "targets/ferry_extract/dictionary.hpp"
#include "targets/ferry_extract/document_files.hpp"
#include "targets/ferry_extract/out_file.hpp"
#include "targets/ferry_extract/places.hpp"
#include "targets/ferry_extract/target.hpp"

namespace ferry::targets::ferry_extract {
namespace {

namespace fs = std::filesystem;

using TakeRow = std::function<void(std::string_view row)>;

/// Every row of a file but the first, as it stands; none where there is no file.
void each_row(const fs::path& file, const TakeRow& take)
{
    if (!fs::exists(file)) {
        return;
    }
    ReadFile bytes{file};
    csv::RowReader rows{[&](std::span<char> room) { return bytes.read(room); }};
    rows.next();
    while (const auto row = rows.next()) {
        take(row->bytes);
    }
}

/// The case that a row belongs to: its first cell is an item or the case itself.
CaseNo case_of_row(std::string_view table, std::string_view row)
{
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(row.data(), row.data() + row.size(), number);
    if (failed != std::errc{} || end == row.data() + row.size() || *end != ',') {
        throw InputError{fmt::format("{}.csv of the extract has a row that begins with no key: "
                                     "{:.40}; take the extract away and let a pass write it anew",
                                     table, row)};
    }
    return item_type_named(table) ? case_of(number) : number;
}

bool has_cases(std::string_view table)
{
    return item_type_named(table) || table == case_table || table == removed_table;
}

/// A file of the delivery, with what the list of integrity says of it.
class Delivered {
public:
    Delivered(const fs::path& folder, std::string_view table)
        : file_{file_of(folder, table), OutFile::How::anew}
    {
        put(header_of(table));
    }
    void add(std::string_view row)
    {
        put(row);
        put("\n");
        ++rows_;
    }
    /// Ends the file. \return its row of the list.
    std::string finish(std::string_view table)
    {
        file_.flush();
        std::string row;
        add_text(row, fmt::format("{}.csv", table));
        row += fmt::format(",{},{},", rows_, bytes_);
        add_text(row, digest_.hex());
        return row + "\n";
    }

private:
    void put(std::string_view bytes)
    {
        file_.write(bytes);
        digest_.add(bytes);
        bytes_ += bytes.size();
    }
    OutFile file_;
    EvidenceDigest digest_;
    std::int64_t rows_ = 0;
    std::size_t bytes_ = 0;
};

bool is_of_books(std::string_view integrity_row)
{
    return std::ranges::any_of(book_tables, [&](std::string_view table) {
        return integrity_row.starts_with(fmt::format("\"{}.csv\",", table));
    });
}

/// Which files a list of integrity keeps of the one that stands there.
enum class Listed : std::uint8_t { books, others };

/// The beginning of a new list: its header, and the rows that stay as they are.
std::string integrity_of(const fs::path& folder, Listed listed)
{
    std::string list = "file,rows,bytes,sha256\n";
    each_row(file_of(folder, integrity_table), [&](std::string_view row) {
        if (is_of_books(row) == (listed == Listed::books)) {
            list += row;
            list += '\n';
        }
    });
    return list;
}

std::string write_left_out(const fs::path& folder, std::span<const load::LeftOut> all)
{
    Delivered file{folder, left_out_table};
    for (const load::LeftOut& one : all) {
        std::string row;
        for (const std::string_view word : {one.type, one.outcome, one.reason}) {
            add_text(row, word);
            row += ',';
        }
        add_number(row, one.count);
        file.add(row);
    }
    return file.finish(left_out_table);
}

std::string write_rules(const fs::path& folder, std::span<const load::RuleMeaning> rules)
{
    Delivered file{folder, rule_table};
    for (const load::RuleMeaning& rule : rules) {
        std::string row;
        add_text(row, rule.name);
        row += ',';
        add_text(row, rule.meaning);
        file.add(row);
    }
    return file.finish(rule_table);
}

std::string write_audit_columns(const fs::path& folder, load::AuditTrail& trail)
{
    Delivered file{folder, audit_columns_table};
    trail.each_file([&](const load::AuditFile& one) {
        std::string row;
        add_text(row, one.name);
        row += ',';
        add_text(row, one.header);
        file.add(row);
    });
    return file.finish(audit_columns_table);
}

std::string write_audit_trail(const fs::path& folder, load::AuditTrail& trail)
{
    Delivered file{folder, audit_trail_table};
    std::string row;
    trail.each_row([&](const load::AuditRow& one) {
        row.clear();
        add_number(row, one.case_no);
        row += ',';
        add_text(row, one.file);
        row += ',';
        add_number(row, one.line);
        row += ',';
        add_text(row, one.charset);
        row += ',';
        add_text(row, one.text);
        file.add(row);
    });
    return file.finish(audit_trail_table);
}

void write_text(const fs::path& path, std::string_view text)
{
    OutFile file{path, OutFile::How::anew};
    file.write(text);
    file.flush();
}

/// Puts everything that stands ready in its place.
void put_in_place(const fs::path& folder)
{
    const fs::path done = folder / done_folder;
    for (const auto& entry : fs::directory_iterator{done}) {
        if (entry.path().filename() != complete_file) {
            fs::rename(entry.path(), folder / entry.path().filename());
        }
    }
    put_documents_in_place(folder);
    fs::remove_all(done);
    fs::remove_all(folder / fresh_folder);
}

} // namespace

std::set<CaseNo> cases_in(const fs::path& file)
{
    std::set<CaseNo> cases;
    each_row(file, [&](std::string_view row) { cases.insert(case_of_row(case_table, row)); });
    return cases;
}

void drop_cases(const fs::path& folder, std::string_view table, const std::set<CaseNo>& cases)
{
    const fs::path path = file_of(folder, table);
    const fs::path less = path.string() + ".less";
    {
        OutFile file{less, OutFile::How::anew};
        file.write(header_of(table));
        each_row(path, [&](std::string_view row) {
            if (!cases.contains(case_of_row(table, row))) {
                file.write(row);
                file.write("\n");
            }
        });
        file.flush();
    }
    fs::rename(less, path);
}

void deliver(const fs::path& folder)
{
    const fs::path fresh = folder / fresh_folder;
    const fs::path done = folder / done_folder;
    if (!fs::exists(fresh) && fs::exists(file_of(folder, integrity_table))) {
        return;
    }
    std::set<CaseNo> replaced = cases_in(file_of(fresh, case_table));
    replaced.merge(cases_in(file_of(fresh, removed_table)));
    fs::remove_all(done);
    fs::create_directory(done);
    std::string integrity = integrity_of(folder, Listed::books);
    for (const std::string_view table : tables()) {
        Delivered file{done, table};
        each_row(file_of(folder, table), [&](std::string_view row) {
            if (!has_cases(table) || !replaced.contains(case_of_row(table, row))) {
                file.add(row);
            }
        });
        each_row(file_of(fresh, table), [&](std::string_view row) { file.add(row); });
        integrity += file.finish(table);
    }
    each_row(file_of(folder, integrity_table), [&](std::string_view row) {
        integrity += is_kept_document(row, replaced) ? std::string{row} + "\n" : "";
    });
    integrity += make_documents_ready(folder, replaced);
    write_text(file_of(done, integrity_table), integrity);
    write_text(file_of(done, dictionary_table), dictionary_as_csv());
    write_text(done / dictionary_text, data_dictionary());
    write_text(done / complete_file, "");
    put_in_place(folder);
}

void deliver_books(const fs::path& folder, const load::ClosedBooks& books)
{
    const fs::path done = folder / done_folder;
    fs::remove_all(done);
    fs::create_directory(done);
    std::string integrity = integrity_of(folder, Listed::others);
    integrity += write_left_out(done, books.left_out);
    integrity += write_rules(done, books.rules);
    integrity += write_audit_columns(done, books.audit_trail);
    integrity += write_audit_trail(done, books.audit_trail);
    write_text(file_of(done, integrity_table), integrity);
    write_text(done / complete_file, "");
    put_in_place(folder);
}

void recover(const fs::path& folder)
{
    const fs::path done = folder / done_folder;
    if (fs::exists(done / complete_file)) {
        put_in_place(folder);
    } else {
        fs::remove_all(done);
    }
}

} // namespace ferry::targets::ferry_extract

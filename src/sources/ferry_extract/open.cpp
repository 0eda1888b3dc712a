#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/progress.hpp"
#include "base/text.hpp"
#include "csv/rows.hpp"
#include "extract/dealer.hpp"
#include "extract/digesting_file.hpp"
#include "extract/look.hpp"
#include "sources/ferry_extract/document_files.hpp"
#include "sources/ferry_extract/ferry_extract.hpp"
#include "sources/ferry_extract/tables.hpp"

namespace ferry::sources::ferry_extract {
namespace {

namespace fs = std::filesystem;
using extract::RawRow;
using extract::SourceFile;

constexpr std::string_view wanted = "an extract that Ferry wrote";

/// What Ferry writes beside the tables: the data dictionary for people, and whose the extract is.
constexpr std::array<std::string_view, 2> without_rows{"data_dictionary.md", ".migration"};

/// Cases belong to no organisation of their own: the directory says whose they are.
constexpr std::string_view no_organisation;

std::string first_row(const fs::path& path)
{
    ReadFile file{path};
    csv::RowReader rows{[&](std::span<char> room) { return file.read(room); }};
    const auto row = rows.next();
    if (row && (row->many_lines || row->open_quote)) { // the rows behind it would pass for header
        throw InputError{fmt::format("{}:1: a quote in the first row does not end on its line; ask "
                                     "for the file anew",
                                     path.string())};
    }
    return row ? std::string{row->bytes} : std::string{};
}

class FerryExtract final : public extract::OpenExtract {
public:
    explicit FerryExtract(const extract::ExtractOrder& order);

    const extract::Manifest& manifest() const override { return manifest_; }
    void digest_files() override;
    void sort(extract::CaseNumbers& numbers, extract::CaseSink& sink) override;

private:
    using Paths = std::map<std::string, fs::path, std::less<>>;
    Paths tables_there();
    void add_file(const fs::path& path, std::string_view table);
    void add_documents();
    void read_documents();
    void ask_about(const std::vector<std::string>& documents, const std::string& kind,
                   std::string_view what);
    void check_columns(const SourceFile& file, const TableFile& table);
    void ask(std::string cause, std::string what, std::string sample);
    void learn_digests();
    void read_file(std::size_t number);
    void take_row(const TableFile& table, const RawRow& row);
    void check_digest(const SourceFile& file);

    extract::ExtractOrder order_;
    extract::Manifest manifest_;
    std::vector<fs::path> paths_;
    std::vector<TableFile> tables_;
    std::map<std::string, std::string, std::less<>>
        digests_;             ///< by file, as the extract lists them
    DocumentFiles documents_; ///< the last of the manifest's files, if there are any
    std::optional<extract::Dealer> dealer_;
    std::optional<Progress> progress_;
    std::vector<csv::FieldText> cells_;
};

FerryExtract::FerryExtract(const extract::ExtractOrder& order) : order_{order}
{
    extract::check_folder(order.extract, std::string{wanted});
    manifest_.layout = "ferry-extract 1";
    auto there = tables_there();
    if (!there.contains("integrity") || !there.contains("case")) {
        throw InputError{fmt::format("{}: this is not {}: integrity.csv and case.csv were expected "
                                     "in it; give the folder that a finished pass wrote",
                                     order.extract.string(), wanted)};
    }
    learn_digests();
    for (const std::string_view table : expected_tables()) {
        const std::string name = std::string{table} + ".csv";
        const auto found = there.find(table);
        if (found != there.end()) {
            add_file(found->second, table);
            there.erase(found);
        } else if (digests_.contains(name)) {
            throw InputError{fmt::format("{}: missing, though integrity.csv lists it; ask for the "
                                         "extract anew",
                                         (order.extract / name).string())};
        }
    }
    for (const std::string_view described : {"integrity", "data_dictionary", "left_out", "rule"}) {
        there.erase(std::string{described});
    }
    for (const auto& [table, path] : there) {
        add_file(path, table);
    }
    add_documents();
}

/// The files that may be tables, by what they are called.
FerryExtract::Paths FerryExtract::tables_there()
{
    Paths there;
    auto content = extract::content_of(order_.extract);
    std::erase_if(content.others, [](const fs::path& path) {
        return path.filename().string() + "/" == documents_table;
    });
    manifest_.questions = extract::unread(content.others);
    for (const fs::path& path : content.files) {
        if (const std::string container = extract::container_kind(path); !container.empty()) {
            throw InputError{
                fmt::format("{}: this is {}; plain .csv files were expected: unpack it "
                            "into a folder of its own",
                            path.string(), container)};
        }
        if (path.extension() == ".csv") {
            there.emplace(path.stem().string(), path);
        } else if (!contains(without_rows, path.filename())) {
            manifest_.questions.push_back(extract::unread(path, "a file that is no table"));
        }
    }
    return there;
}

/// All files of documents are told as one: there are as many as a practice has letters.
void FerryExtract::add_documents()
{
    documents_.look(order_.extract);
    ask_about(documents_.unlisted(), "unknown_file",
              "integrity.csv does not list; they were not read");
    if (!documents_.empty()) {
        manifest_.files.push_back(
            {.no = order_.first_file + static_cast<extract::FileNo>(paths_.size()),
             .name = "documents",
             .table = std::string{documents_table},
             .bytes = documents_.bytes()});
    }
}

void FerryExtract::ask_about(const std::vector<std::string>& documents, const std::string& kind,
                             std::string_view what)
{
    if (!documents.empty()) {
        manifest_.questions.push_back(
            {.cause = kind + ":documents",
             .what = fmt::format("{} of the documents' files that {}: the first is {}",
                                 documents.size(), what, documents.front()),
             .count = static_cast<std::int64_t>(documents.size()),
             .sample = documents.front()});
    }
}

void FerryExtract::digest_files()
{
    std::vector<SourceFile> tables{manifest_.files.begin(),
                                   manifest_.files.begin() + std::ssize(paths_)};
    extract::digest_files(paths_, tables);
    std::ranges::move(tables, manifest_.files.begin());
    if (!documents_.empty()) {
        manifest_.files.back().digest = documents_.digest();
    }
}

void FerryExtract::add_file(const fs::path& path, std::string_view table)
{
    SourceFile file{.no = order_.first_file + static_cast<extract::FileNo>(paths_.size()),
                    .name = path.filename().string(),
                    .table = std::string{table},
                    .header = first_row(path),
                    .bytes = ReadFile{path}.size()};
    tables_.push_back(table_file(file));
    file.known = tables_.back().holds != Holds::unknown;
    paths_.push_back(path);
    check_columns(file, tables_.back());
    manifest_.files.push_back(std::move(file));
}

/// A column that is not there is no question: an earlier Ferry knew fewer fields, and that
/// a file was changed shows by its digest.
void FerryExtract::check_columns(const SourceFile& file, const TableFile& table)
{
    const auto refuse = [&](std::string_view expected) {
        throw InputError{fmt::format("{}:1: the first row was expected to begin with '{}'; ask for "
                                     "the file anew",
                                     paths_.back().string(), expected)};
    };
    switch (table.holds) {
    case Holds::unknown:
        return; // its rows wait, each of them
    case Holds::cases:
        return table.width() == case_width ? void() : refuse("patient,digest,items");
    case Holds::concepts:
        return table.width() == concept_width ? void() : refuse("concept,text,outcome,rule");
    case Holds::documents:
        return; // no CSV file
    case Holds::codings:
        return table.width() == coding_width
                   ? void()
                   : refuse("concept,n,system,code,display,original,description");
    case Holds::audit_rows:
        return table.width() == audit_row_width ? void() : refuse("patient,file,line,charset,text");
    case Holds::audit_columns:
        return table.width() == audit_columns_width ? void() : refuse("file,header");
    case Holds::items:
        break;
    }
    if (!file.header.starts_with("item,patient")) {
        refuse("item,patient");
    }
    for (std::size_t i = patient_column + 1; i < table.width(); ++i) {
        if (table.fields[i] == no_field) {
            ask(fmt::format("unknown_column:{}.{}", file.table, table.names[i]),
                fmt::format("{} has a column {} that nobody knows; what stands in it is not read",
                            file.table, table.names[i]),
                file.name + ":1");
        }
    }
}

void FerryExtract::ask(std::string cause, std::string what, std::string sample)
{
    manifest_.questions.push_back({.cause = std::move(cause),
                                   .what = std::move(what),
                                   .count = 1,
                                   .sample = std::move(sample)});
}

void FerryExtract::learn_digests()
{
    const fs::path path = order_.extract / "integrity.csv";
    ReadFile file{path};
    csv::RowReader rows{[&](std::span<char> room) { return file.read(room); }};
    rows.next();
    while (const auto row = rows.next()) {
        const bool whole = csv::split_row(row->bytes, ',', cells_) && cells_.size() == 4;
        if (whole && documents_.list(cells_[0].text, cells_[3].text,
                                     fmt::format("{}:{}", path.string(), row->line))) {
            continue;
        }
        if (whole) {
            digests_.emplace(cells_[0].text, cells_[3].text);
        } else {
            throw InputError{fmt::format("{}:{}: file, rows, bytes and digest were expected; ask "
                                         "for the file anew",
                                         path.string(), row->line)};
        }
    }
}

void FerryExtract::sort(extract::CaseNumbers& numbers, extract::CaseSink& sink)
{
    std::int64_t bytes = 0;
    for (const SourceFile& file : manifest_.files) {
        bytes += file.bytes;
    }
    progress_.emplace("extract", "MB", bytes >> 20U);
    dealer_.emplace(order_.spill_folder, bytes, extract::Patients::first);
    for (std::size_t i = 0; i < paths_.size(); ++i) {
        read_file(i);
        if (tables_[i].holds == Holds::cases) { // the first
            dealer_->all_are_known(numbers);
        }
        check_digest(manifest_.files[i]);
    }
    read_documents();
    progress_.reset();
    dealer_->hand_out(manifest_.files, numbers, sink);
    dealer_.reset();
}

void FerryExtract::read_file(std::size_t number)
{
    SourceFile& facts = manifest_.files[number];
    extract::DigestingFile file{paths_[number]};
    csv::RowReader rows{[&](std::span<char> room) {
        const std::size_t got = file.read(room);
        progress_->advance(static_cast<std::int64_t>(got >> 20U));
        return got;
    }};
    rows.next();
    while (auto row = rows.next()) {
        if (row->bytes.empty()) {
            continue;
        }
        if (row->bytes.size() >= csv::row_size_max) {
            throw InputError{fmt::format("{}:{}: a row longer than {} MB; a quote that never ends? "
                                         "Ask for the file anew",
                                         paths_[number].string(), row->line,
                                         csv::row_size_max >> 20U)};
        }
        ++facts.rows;
        take_row(tables_[number], {.file = facts.no,
                                   .line = static_cast<std::uint32_t>(row->line),
                                   .damaged = row->open_quote || !row->ended,
                                   .bytes = row->bytes});
    }
    facts.digest = file.digest();
}

void FerryExtract::take_row(const TableFile& table, const RawRow& row)
{
    const auto key = whole_number(row.bytes.substr(0, row.bytes.find(',')));
    if (table.holds == Holds::concepts || table.holds == Holds::codings ||
        table.holds == Holds::audit_columns) {
        dealer_->deal_to_directory(row);
        return;
    }
    if (!key || table.holds == Holds::unknown) {
        dealer_->deal_to_nobody(row);
        return;
    }
    const CaseNo case_no = table.holds == Holds::items ? case_of(*key) : *key;
    const std::string patient = std::to_string(case_no);
    if (table.holds == Holds::cases && case_no > unattached_case && !row.damaged) {
        dealer_->know(no_organisation, patient);
    }
    case_no == directory_case ? dealer_->deal_to_directory(row)
                              : dealer_->deal(no_organisation, patient, row);
}

void FerryExtract::read_documents()
{
    if (documents_.empty()) {
        return;
    }
    SourceFile& facts = manifest_.files.back();
    documents_.read([&](CaseNo case_no, RawRow row) {
        row.file = facts.no;
        progress_->advance(static_cast<std::int64_t>(row.bytes.size() >> 20U));
        case_no == directory_case ? dealer_->deal_to_directory(row)
                                  : dealer_->deal(no_organisation, std::to_string(case_no), row);
    });
    facts.rows = documents_.count();
    facts.digest = documents_.digest();
    ask_about(documents_.changed(), "changed_file", "are not those that integrity.csv lists");
}

void FerryExtract::check_digest(const SourceFile& file)
{
    const auto listed = digests_.find(file.name);
    if (file.known && (listed == digests_.end() || listed->second != file.digest)) {
        ask("changed_file:" + file.name,
            fmt::format("{} is not the file that integrity.csv lists", file.name), file.name);
    }
}

} // namespace

std::unique_ptr<extract::OpenExtract> open_extract(const extract::ExtractOrder& order)
{
    return std::make_unique<FerryExtract>(order);
}

std::vector<std::string> layouts()
{
    return {"1"};
}

} // namespace ferry::sources::ferry_extract

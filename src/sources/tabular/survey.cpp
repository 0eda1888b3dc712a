#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "csv/rows.hpp"
#include "extract/look.hpp"
#include "sources/tabular/feed.hpp"
#include "sources/tabular/file_names.hpp"
#include "sources/tabular/open.hpp"
#include "sources/tabular/orders.hpp"

namespace ferry::tabular {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

[[noreturn]] void refuse(const std::filesystem::path& file, int line, const std::string& what)
{
    throw InputError{fmt::format("{}:{}: {}", file.string(), line, what)};
}

/// The first row of a file as it stood, without a byte order mark.
std::string first_row(const std::filesystem::path& path, csv::Quotes quotes)
{
    ReadFile file{path};
    csv::RowReader rows{[&file](std::span<char> room) { return file.read(room); }, quotes};
    const auto row = rows.next();
    if (!row) {
        refuse(path, 1, "the file is empty: not even a header stands in it; ask for it anew");
    }
    std::string_view bytes = row->bytes;
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        refuse(path, 1,
               "the file is in UTF-16; UTF-8 was expected: ask for it anew, or convert it");
    }
    if (bytes.starts_with(byte_order_mark)) {
        bytes.remove_prefix(byte_order_mark.size());
    }
    if (bytes.find('\0') != std::string_view::npos) {
        refuse(path, 1, "NUL bytes in the header: this is no text file");
    }
    if (bytes.find('\r') != std::string_view::npos) { // and here too
        refuse(path, 1,
               "a carriage return within the header: lines that end in LF or CRLF were expected; "
               "ask for the file anew");
    }
    if (row->many_lines || row->open_quote) { // the rows behind it would pass for header
        refuse(path, 1,
               "a quote in the header does not end on its line; a header on one line was "
               "expected: ask for the file anew");
    }
    return std::string{bytes};
}

std::vector<std::string> header_names(const std::filesystem::path& path, const std::string& row,
                                      const RowForm& form)
{
    std::vector<csv::FieldText> fields;
    if (!csv::split_row(row, form.dialect, fields)) { // as where the first row stands on its line
        refuse(path, 1,
               "the header's quotes do not fit; a header on a line of its own was expected: ask "
               "for the file anew");
    }
    while (form.empty_cells_at_end && fields.size() > 1 && fields.back().text.empty()) {
        fields.pop_back();
    }
    std::vector<std::string> names;
    names.reserve(fields.size());
    for (const csv::FieldText& field : fields) {
        names.emplace_back(trimmed(field.text));
    }
    return names;
}

/// A first row that names hardly a column of its table is data, not a header.
void check_header(const OpenFile& file, const std::vector<std::string>& names)
{
    const auto known = static_cast<std::size_t>(
        std::ranges::count_if(file.bound.positions, [](int at) { return at >= 0; }));
    if (known * 3 < std::min(names.size(), file.bound.positions.size())) {
        refuse(file.path, 1,
               fmt::format("the first row is no header of {}: '{}' was expected to begin '{}'; ask "
                           "for the file with its header",
                           file.bound.table->name,
                           shortened(fmt::format("{}", fmt::join(names, ",")), 60),
                           file.bound.table->columns.front().name));
    }
}

/// Columns without which rows cannot be told apart, or given to their patient, or
/// say nothing, or nobody knows who may see them or how much of a date is known.
void check_needed_columns(const OpenFile& file, LayoutNo layout)
{
    for (const Column* column : missing_columns(file.bound, layout)) {
        const bool is_key = contains(file.bound.table->key, column->name);
        const bool decides = column->role == Role::patient || column->role == Role::organisation ||
                             column->role == Role::deleted || column->role == Role::dictionary ||
                             column->role == Role::precision || column->needed ||
                             column->name == file.bound.table->owner_column ||
                             withholds(column->field);
        if (is_key || decides) {
            refuse(file.path, 1,
                   fmt::format("column {} is missing, without which the rows of {} cannot be told "
                               "apart, given to their patient or understood; ask for the file "
                               "anew",
                               column->name, file.bound.table->name));
        }
    }
}

class Surveyor {
public:
    Surveyor(const Description& description, const extract::ExtractOrder& order)
        : description_{description}, order_{order}
    {
    }

    Survey survey()
    {
        extract::check_folder(order_.extract, "an extract: " + description_.title);
        const auto content = extract::content_of(order_.extract);
        made_.manifest.questions = extract::unread(content.others);
        std::ranges::for_each(content.files, [this](const auto& path) { look_at(path); });
        check_is_extract();
        if (!description_.headers) {
            order_columns();
        }
        sort_files();
        number_files();
        check_feed();
        check_tables();
        for (const OpenFile& file : made_.files) {
            check_columns(file);
        }
        return std::move(made_);
    }

private:
    void look_at(const std::filesystem::path& path)
    {
        const std::string container = extract::container_kind(path);
        if (!container.empty()) {
            throw InputError{
                fmt::format("{}: this is {}; plain .csv files were expected: unpack or "
                            "decrypt it into a folder of its own",
                            path.string(), container)};
        }
        const std::string extension = lower(path.extension().string());
        if (extension != ".csv" && extension != ".txt" && extension != ".tsv") {
            made_.manifest.questions.push_back(extract::unread(path, "a file that is no table"));
            return;
        }
        const Table* table =
            description_.table(table_in_name(description_, path.filename().string()));
        if (!description_.headers) {
            take_headless(path, table);
            return;
        }
        if (table != nullptr && !table->orders.front().empty()) {
            take_with_wrong_header(path, *table);
            return;
        }
        const auto names =
            header_names(path, first_row(path, description_.quotes), description_.rows());
        OpenFile file{.path = path, .bound = bind_header(table, names)};
        if (table != nullptr) {
            check_header(file, names);
        }
        made_.files.push_back(std::move(file));
    }

    /// A file whose header is known to be wrong: the description has the columns' order.
    void take_with_wrong_header(const std::filesystem::path& path, const Table& table)
    {
        const auto& names = table.orders.front();
        made_.files.push_back(
            {.path = path, .bound = bind_header(&table, names), .header = joined(names)});
    }

    std::string joined(const std::vector<std::string>& names) const
    {
        return fmt::format("{}", fmt::join(names, std::string_view{&description_.separator, 1}));
    }

    /// Keeps a file until it is known which columns stand where. Of a file that holds no
    /// table nothing is known.
    void take_headless(const std::filesystem::path& path, const Table* table)
    {
        made_.files.push_back({.path = path, .bound = {.table = table}});
        headless_.push_back(
            {.table = table,
             .rows = table == nullptr ? Sample{} : first_rows(path, description_.rows().dialect)});
    }

    void order_columns();
    void check_feed();

    void check_is_extract() const
    {
        const bool any = std::ranges::any_of(
            made_.files, [](const OpenFile& file) { return file.bound.table != nullptr; });
        if (!any) {
            throw InputError{fmt::format("{}: not one file here holds a table of {}; expected were "
                                         "files with names like ..._{}_....csv",
                                         order_.extract.string(), description_.title,
                                         description_.tables.back().name)};
        }
    }

    /// Into the order in which tables are processed; unknown tables come last.
    void sort_files()
    {
        const auto place = [this](const OpenFile& file) {
            return file.bound.table == nullptr ? std::ptrdiff_t{PTRDIFF_MAX}
                                               : file.bound.table - description_.tables.data();
        };
        std::ranges::stable_sort(made_.files, {}, place);
        std::vector<BoundTable> bound;
        for (const OpenFile& file : made_.files) {
            bound.push_back(file.bound);
        }
        if (description_.headers) {
            made_.layout = layout_of(description_, bound);
        }
        made_.manifest.layout = description_.source + " " +
                                description_.layouts.at(static_cast<std::size_t>(made_.layout));
    }

    void number_files();
    void check_tables() const;
    void check_columns(const OpenFile& file);

    void ask(std::string cause, std::string what, std::int64_t count, std::string sample)
    {
        made_.manifest.questions.push_back({.cause = std::move(cause),
                                            .what = std::move(what),
                                            .count = count,
                                            .sample = std::move(sample)});
    }

    const Description& description_;
    const extract::ExtractOrder& order_;
    Survey made_;
    std::vector<Headless> headless_; ///< by file, where files have no header
};

void Surveyor::order_columns()
{
    std::vector<Headless> known;
    std::ranges::copy_if(headless_, std::back_inserter(known),
                         [](const Headless& file) { return file.table != nullptr; });
    made_.layout = layout_by_content(description_, known);
    for (std::size_t i = 0; i < made_.files.size(); ++i) {
        if (headless_[i].table != nullptr) {
            const auto names = names_by_order(headless_[i], made_.layout);
            made_.files[i].bound = bind_header(headless_[i].table, names);
            made_.files[i].header = joined(names);
        }
    }
}

/// What the supplier says of the files, in a list or in their names.
void Surveyor::check_feed()
{
    std::vector<std::filesystem::path> paths;
    std::vector<std::string> names;
    const OpenFile* list = nullptr;
    for (const OpenFile& file : made_.files) {
        if (file.bound.table == nullptr) {
            continue;
        }
        if (description_.manifest && file.bound.table->name == description_.manifest->table) {
            list = &file;
            continue;
        }
        paths.push_back(file.path);
        names.push_back(file.path.stem().string());
    }
    if (list != nullptr) {
        check_list(list->path, read_list(description_, list->bound, list->path), names);
    }
    if (description_.file_names) {
        NamesSaid said = check_names(*description_.file_names, paths, order_.archives);
        std::ranges::move(said.questions, std::back_inserter(made_.manifest.questions));
        made_.manifest.remarks = std::move(said.remarks);
    }
}

void Surveyor::number_files()
{
    auto no = order_.first_file;
    for (const OpenFile& file : made_.files) {
        const Table* table = file.bound.table;
        made_.manifest.files.push_back(
            {.no = no++,
             .name = file.path.filename().string(),
             .table = table == nullptr ? file.path.stem().string() : table->name,
             .known = table != nullptr,
             .header = description_.headers && file.header.empty()
                           ? first_row(file.path, description_.quotes)
                           : file.header,
             .bytes = ReadFile{file.path}.size()});
    }
}

void Surveyor::check_tables() const
{
    std::vector<std::string_view> missing;
    for (const Table& table : description_.tables) {
        const bool there = std::ranges::any_of(
            made_.files, [&](const OpenFile& file) { return file.bound.table == &table; });
        if (!there && !table.optional && table.presence.in(made_.layout)) {
            missing.push_back(table.name);
        }
    }
    if (!missing.empty()) {
        throw InputError{fmt::format(
            "{}: this looks like {} with {} of its tables missing: {}; ask for the extract "
            "anew (a table without rows comes as a file with only its header)",
            order_.extract.string(), made_.manifest.layout, missing.size(),
            fmt::join(missing, ", "))};
    }
}

void Surveyor::check_columns(const OpenFile& file)
{
    if (file.bound.table == nullptr) {
        return;
    }
    check_needed_columns(file, made_.layout);
    const std::string name = file.path.filename().string();
    const Column* before = nullptr;
    for (const Column* column : missing_columns(file.bound, made_.layout)) {
        if (before != nullptr && before->name == column->name) {
            continue; // a further use of the same column
        }
        before = column;
        ask(fmt::format("missing_column:{}.{}", file.bound.table->name, column->name),
            fmt::format("{} has no column {}, which {} has", file.bound.table->name, column->name,
                        made_.manifest.layout),
            1, name + ":1");
    }
    for (const std::string& column : file.bound.unknown) {
        ask(fmt::format("unknown_column:{}.{}", file.bound.table->name, column),
            fmt::format("{} has a column {} that nobody knows; what stands in it is not read",
                        file.bound.table->name, column),
            0, name + ":1");
    }
}

} // namespace

Survey survey(const Description& description, const extract::ExtractOrder& order)
{
    return Surveyor{description, order}.survey();
}

BoundTable bind_file(const Description& description, const extract::SourceFile& file)
{
    return bind_header(file.known ? description.table(file.table) : nullptr,
                       header_names(file.name, file.header, description.rows()));
}

} // namespace ferry::tabular

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"
#include "csv/rows.hpp"
#include "sources/ferry_extract/document_files.hpp"
#include "sources/ferry_extract/ferry_extract.hpp"
#include "sources/ferry_extract/tables.hpp"
#include "transform/item_maker.hpp"
#include "transform/policies.hpp"
#include "transform/practice.hpp"

namespace ferry::sources::ferry_extract {
namespace {

using transform::ItemMaker;

/// The concepts of an extract, by the keys it gives them.
using ConceptsByKey = std::unordered_map<std::int64_t, const Concept*>;

/// What every case is read with.
struct Practice {
    transform::Context context;
    std::vector<TableFile> files; ///< by file number
    ConceptsByKey concepts;
    transform::ItemsById directory;
    mutable transform::CodeBook codes{context};

    const TableFile& file_of(const extract::RawRow& row) const { return files[row.file]; }
};

/// Checks a date of the record: an ISO date with only its known digits.
Parsed<std::string_view> check_date(std::string_view text)
{
    constexpr std::size_t year = 4;
    constexpr std::size_t month = 7;
    constexpr std::size_t day = 10;
    if (text.size() == year || text.size() == month) {
        const std::string whole = std::string{text} + (text.size() == year ? "-01-01" : "-01");
        const auto checked = check_iso_date(whole);
        return checked ? Parsed<std::string_view>{text} : tl::unexpected{checked.error()};
    }
    const auto checked = check_iso_date(text.substr(0, day));
    if (!checked || text.size() == day) {
        return checked ? Parsed<std::string_view>{text} : checked;
    }
    const auto clock = text[day] == 'T' ? check_clock_time(text.substr(day + 1))
                                        : tl::unexpected{Fault::malformed};
    return clock ? Parsed<std::string_view>{text} : clock;
}

/// Reads one case: its items in the order of their keys, as they were written.
class CaseReader {
public:
    CaseReader(const extract::Case& from, const Practice& practice)
        : case_{from}, practice_{practice}, make_{from, practice.context, practice.codes,
                                                  practice.directory}
    {
    }

    transform::Mapped run();
    transform::ItemsById ids() const { return make_.ids(); }
    ItemMaker& maker() { return make_; }
    void make_all();

private:
    struct Item {
        std::int64_t key;
        RowNo row;
    };
    const extract::RawRow& raw(RowNo row) const
    {
        return case_.rows[static_cast<std::size_t>(row)];
    }
    void settle_whole_case();
    void settle_audit_row(RowNo row);
    std::vector<Item> items();
    bool cut(RowNo row);
    void make_item(const Item& item);
    void set_field(const TableFile& file, FieldNo no, const csv::FieldText& cell);
    void set_concept(const Field& field, std::string_view key, std::string_view where);
    std::string_view text_of(const csv::FieldText& cell);
    void check_count(RowNo row, std::size_t found);
    void learn_documents();
    void set_content();
    const transform::Cause& damaged(RowNo row) const;

    const extract::Case& case_;
    const Practice& practice_;
    ItemMaker make_;
    std::vector<csv::FieldText> cells_;
    std::map<std::string_view, RowNo> documents_; ///< rows of documents' files, by digest
};

transform::Mapped CaseReader::run()
{
    make_all();
    return make_.done();
}

void CaseReader::make_all()
{
    if (case_.no == unattached_case) {
        settle_whole_case();
        return;
    }
    learn_documents();
    const std::vector<Item> all = items();
    for (const Item& item : all) {
        make_item(item);
    }
    for (RowNo row = 0; row < static_cast<RowNo>(case_.rows.size()); ++row) {
        if (make_.has_fate(row)) {
            continue;
        }
        const Holds holds = practice_.file_of(raw(row)).holds;
        if (holds == Holds::cases) {
            check_count(row, all.size());
        } else if (holds == Holds::documents) {
            make_.settle_by(row, make_.cause("unknown_file", "document",
                                             "a file of documents that no document names"));
        } else if (holds == Holds::audit_rows || holds == Holds::audit_columns) {
            settle_audit_row(row);
        } else {
            make_.settle(row, Outcome::left, transform::policy::dictionary_retained.name);
        }
    }
}

void CaseReader::learn_documents()
{
    for (RowNo row = 0; row < static_cast<RowNo>(case_.rows.size()); ++row) {
        if (practice_.file_of(raw(row)).holds == Holds::documents) {
            make_.name_type(row, ItemType::document);
            documents_.emplace(document_file(raw(row).bytes).digest, row);
        }
    }
}

/// The bytes of the document being made; one whose file was changed waits.
void CaseReader::set_content()
{
    const auto found = documents_.find(make_.value("digest").view());
    if (!make_.value("digest").present || found == documents_.end()) {
        return; // it came without bytes
    }
    const DocumentFile file = document_file(raw(found->second).bytes);
    if (!make_.has_fate(found->second)) {
        make_.also(found->second);
    }
    if (evidence_digest(file.bytes) == file.digest) {
        make_.content(std::string{file.digest}, std::string{file.bytes});
        return;
    }
    const transform::Cause& changed =
        make_.cause("missing_file", "document", "a document whose file was changed");
    if (make_.choice(changed) == "without-file") {
        make_.worsen(Outcome::degraded, transform::by_decision);
    } else {
        make_.hold(changed);
    }
}

void CaseReader::settle_whole_case()
{
    for (RowNo row = 0; row < static_cast<RowNo>(case_.rows.size()); ++row) {
        const TableFile& file = practice_.file_of(raw(row));
        if (file.holds == Holds::audit_rows) {
            settle_audit_row(row); // of a patient who has no items
            continue;
        }
        const bool document = file.holds == Holds::documents;
        const bool known = file.holds == Holds::items || document;
        const ItemType type = document ? ItemType::document : file.type;
        const std::string_view table = known ? describe(type).name : file.table;
        if (known) {
            make_.name_type(row, type);
        }
        make_.settle_by(row, known ? make_.row_cause("unknown_patient", table)
                                   : make_.row_cause("unknown_table", table));
    }
}

/// It was left before, and is again, as it first stood.
void CaseReader::settle_audit_row(RowNo row)
{
    make_.name_type(row, ItemType::audit_entry);
    const bool of_file = practice_.file_of(raw(row)).holds == Holds::audit_columns;
    const bool whole =
        csv::split_row(raw(row).bytes, ',', cells_) && !raw(row).damaged &&
        is_utf8(raw(row).bytes) && cells_.size() == practice_.file_of(raw(row)).width() &&
        (of_file || (whole_number(cells_[0].text) && whole_number(cells_[audit_line].text)));
    if (whole) {
        make_.settle(row, Outcome::left, transform::policy::audit_retained.name);
    } else {
        make_.settle_by(row, damaged(row));
    }
}

/// The rows that are items, in the order of their keys; the others are settled.
std::vector<CaseReader::Item> CaseReader::items()
{
    std::vector<Item> found;
    for (RowNo row = 0; row < static_cast<RowNo>(case_.rows.size()); ++row) {
        const TableFile& file = practice_.file_of(raw(row));
        if (file.holds != Holds::items) {
            continue;
        }
        make_.name_type(row, file.type);
        if (!cut(row)) {
            make_.settle_by(row, damaged(row));
            continue;
        }
        if (file.id) {
            make_.identify(row, file.table, cells_[*file.id].text);
        }
        found.push_back({.key = whole_number(cells_[item_column].text).value_or(0), .row = row});
    }
    std::ranges::stable_sort(found, {}, &Item::key);
    std::set<std::int64_t> twice;
    for (std::size_t i = 1; i < found.size(); ++i) {
        if (found[i].key == found[i - 1].key) {
            twice.insert(found[i].key);
        }
    }
    std::erase_if(found, [&](const Item& item) {
        if (!twice.contains(item.key)) {
            return false;
        }
        const std::string_view table = describe(practice_.file_of(raw(item.row)).type).name;
        make_.settle_by(item.row,
                        make_.cause("duplicate_key", table,
                                    fmt::format("rows of {} {}", table,
                                                transform::cause_kind("duplicate_key").meaning)));
        return true;
    });
    return found;
}

/// Cuts the row into its cells. False: it is damaged.
bool CaseReader::cut(RowNo row)
{
    const extract::RawRow& source = raw(row);
    return csv::split_row(source.bytes, ',', cells_) && !source.damaged &&
           cells_.size() == practice_.file_of(source).width() && is_utf8(source.bytes) &&
           source.bytes.find('\0') == std::string_view::npos;
}

const transform::Cause& CaseReader::damaged(RowNo row) const
{
    const std::string_view table = describe(practice_.file_of(raw(row)).type).name;
    return practice_.context.causes.of_row("damaged_row", table);
}

void CaseReader::make_item(const Item& item)
{
    cut(item.row);
    const TableFile& file = practice_.file_of(raw(item.row));
    make_.begin(file.type, item.row, "as-it-stood");
    make_.known_as(cells_[item_column].text);
    const auto patient = whole_number(cells_[patient_column].text);
    if (!patient || *patient != case_of(item.key)) {
        make_.unreadable(fmt::format("{}.patient", describe(file.type).name), Fault::malformed,
                         cells_[patient_column].text);
    }
    for (std::size_t i = patient_column + 1; i < file.width(); ++i) {
        const csv::FieldText& cell = cells_[i];
        if (file.fields[i] != no_field && (cell.quoted || !cell.text.empty())) {
            set_field(file, file.fields[i], cell);
        }
    }
    if (file.type == ItemType::document) {
        set_content();
    }
    make_.finish();
}

std::string_view CaseReader::text_of(const csv::FieldText& cell)
{
    return cell.doubled ? make_.kept(csv::undoubled(cell.text)) : cell.text;
}

void CaseReader::set_field(const TableFile& file, FieldNo no, const csv::FieldText& cell)
{
    const Field& field = describe(file.type).fields[no];
    const std::string where = fmt::format("{}.{}", describe(file.type).name, field.name);
    switch (field.kind) {
    case Kind::text:
    case Kind::number:
        make_.text(field.name, text_of(cell));
        return;
    case Kind::date:
        make_.date(field.name, check_date(cell.text), cell.text);
        return;
    case Kind::flag:
        if (cell.text == "0" || cell.text == "1") {
            make_.flag(field.name, cell.text == "1");
        } else {
            make_.unreadable(where, Fault::malformed, cell.text);
        }
        return;
    case Kind::code:
        set_concept(field, cell.text, where);
        return;
    case Kind::link:
    case Kind::reference:
        make_.link(field.name, cell.text);
        return;
    }
}

void CaseReader::set_concept(const Field& field, std::string_view key, std::string_view where)
{
    const auto number = whole_number(key);
    const auto found = number ? practice_.concepts.find(*number) : practice_.concepts.end();
    if (found != practice_.concepts.end()) {
        make_.meaning(field.name, *found->second);
        return;
    }
    make_.hold(make_.cause(
        "unknown_code", where,
        fmt::format("a code of {} {}", where, transform::cause_kind("unknown_code").meaning)));
}

/// The row of `case` says how many items there are: so a row that was lost shows.
void CaseReader::check_count(RowNo row, std::size_t found)
{
    const bool whole = csv::split_row(raw(row).bytes, ',', cells_) && cells_.size() == case_width &&
                       !raw(row).damaged;
    if (whole && whole_number(cells_[2].text) == static_cast<std::int64_t>(found)) {
        make_.settle(row, Outcome::left, transform::policy::count_agrees.name);
        return;
    }
    make_.settle_by(
        row, make_.cause("item_count", whole ? cells_[0].text : "case",
                         fmt::format("a case {}", transform::cause_kind("item_count").meaning)));
}

class FerryExtractMapper final : public transform::Mapper {
public:
    FerryExtractMapper(const transform::MapperOrder& order, const transform::Context& context)
        : practice_{.context = context}
    {
        for (const extract::SourceFile& file : order.files) {
            const auto place = static_cast<std::size_t>(file.no);
            practice_.files.resize(std::max(practice_.files.size(), place + 1));
            practice_.files[place] = table_file(file);
        }
        learn_concepts(order.directory);
        CaseReader reader{order.directory, practice_};
        reader.make_all();
        practice_.directory = reader.ids();
        directory_ = reader.maker().done();
        if (!order.practice.empty()) {
            transform::organisation_with(order.practice, directory_.record);
        }
    }

    const transform::Mapped& directory() const override { return directory_; }
    transform::Mapped map(const extract::Case& from) const override
    {
        return CaseReader{from, practice_}.run();
    }

private:
    void learn_concepts(const extract::Case& directory);

    Practice practice_;
    transform::Mapped directory_;
};

Outcome outcome_named(std::string_view name)
{
    return name == "degraded"    ? Outcome::degraded
           : name == "converted" ? Outcome::converted
                                 : Outcome::carried;
}

void FerryExtractMapper::learn_concepts(const extract::Case& directory)
{
    std::unordered_map<std::int64_t, Concept> found;
    std::vector<csv::FieldText> cells;
    const auto text = [&](std::size_t cell) { return csv::undoubled(cells[cell].text); };
    for (const extract::RawRow& row : directory.rows) {
        const Holds holds = practice_.file_of(row).holds;
        if (!csv::split_row(row.bytes, ',', cells) || row.damaged) {
            continue;
        }
        const std::int64_t key = whole_number(cells[0].text).value_or(0);
        if (holds == Holds::concepts && cells.size() == concept_width) {
            Concept& made = found[key];
            made.text = text(1);
            made.outcome = outcome_named(cells[2].text);
            made.rule = text(3);
        } else if (holds == Holds::codings && cells.size() == coding_width) {
            found[key].codings.push_back({.system = text(2),
                                          .code = text(3),
                                          .display = text(4),
                                          .original = cells[5].text != "0",
                                          .description = text(6)});
        }
    }
    for (auto& [key, made] : found) {
        practice_.concepts.emplace(key, &practice_.context.concepts.keep(std::move(made)));
    }
}

} // namespace

extract::FirstStood first_stood(const extract::SourceFile& file, const extract::RawRow& row)
{
    using Is = extract::FirstStood::Is;
    std::vector<csv::FieldText> cells;
    csv::split_row(row.bytes, ',', cells);
    const auto text = [&](std::size_t cell) { return csv::undoubled(cells.at(cell).text); };
    if (table_file(file).holds == Holds::audit_columns) {
        return {.is = Is::header, .file = text(0), .line = 1, .text = text(1)};
    }
    return {.is = Is::row,
            .file = text(audit_file),
            .line = whole_number(cells.at(audit_line).text).value_or(0),
            .text = text(audit_text),
            .charset = text(audit_charset)};
}

std::unique_ptr<transform::Mapper> make_mapper(const transform::MapperOrder& order,
                                               const transform::Context& context)
{
    return std::make_unique<FerryExtractMapper>(order, context);
}

} // namespace ferry::sources::ferry_extract

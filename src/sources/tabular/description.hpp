#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "csv/rows.hpp"
#include "record/describe.hpp"
#include "sources/tabular/date_pattern.hpp"

/// A tabular supplier's extract, described in a data file: files, columns, keys,
/// links, deletions, dates, and for each column that is not read, why. A new
/// supplier of this kind needs a description and no C++ (ADR 0005). The form of the
/// file is explained in docs/formats/description.md.
namespace ferry::tabular {

/// The place of a layout in Description::layouts.
using LayoutNo = std::int32_t;

/// Where something stands in the description's file, from 1; 0: nowhere.
struct FilePlace {
    int line = 0, column = 0;
};

/// What somebody still has to say before the description can be used.
struct OpenPoint {
    FilePlace place;
    std::string where;    ///< "Observation.obstypeid", "Observation", "dialect"
    std::string question; ///< what is to be decided
};

/// In which layouts a table or column is expected.
struct Presence {
    LayoutNo since = 0;
    std::vector<LayoutNo> not_in;
    bool in(LayoutNo layout) const;
};

/// What a column is for, besides the field it fills.
enum class Role : std::uint8_t {
    field,        ///< only fills a field
    patient,      ///< says whose case the row belongs to
    organisation, ///< the other half of that
    key,          ///< names the row it extends
    deleted,      ///< says that the row is a deletion
    sequence,     ///< of two rows with one key the later counts
    precision,    ///< says how much of a date is known
    date_part,    ///< month or day of a date whose year stands in another column
    time,         ///< the clock time of a date in another column
    kind,         ///< read by the rules that decide what kind of item the row is
    dictionary,   ///< part of a code dictionary
    left,         ///< not read, for the reason given
    open,         ///< nobody has said yet what it means
};

/// What has to stand in a cell.
struct Wanted {
    std::vector<std::string> words; ///< one of these: `""` stands for an empty cell, `=OTHER`
                                    ///< for what stands in the column OTHER
    std::optional<bool> flag;       ///< a word of the dialect for yes, or for no, in place of these
};

/// What has to stand in the row's cells, by column.
using CellWords = std::map<std::string, Wanted>;

/// Which part of a cell such as "28 tablet - 10mg" is meant.
enum class Takes : std::uint8_t { all, number, unit, strength };

/// One use of a column. A column that is used several times stands several times.
struct Column {
    std::string name;
    std::vector<std::string> also; ///< misspellings met in live extracts
    Role role = Role::field;
    std::optional<ItemType> part; ///< fills a field of this further item of the row
    std::string field;            ///< empty: fills none
    std::string precision;        ///< column with the date's precision
    std::string time;             ///< column with the date's clock time
    std::string month, day;       ///< columns with the date's other parts
    std::string dictionary;       ///< a code: where it is explained
    std::string to;               ///< a link: the table it leads to
    bool needed = false;          ///< a row without it needs a decision
    std::string reason;           ///< why it is left
    Presence presence;
    FilePlace place;

    // What few columns need; Column::is_plain() says whether any of it is used.
    std::map<ItemType, std::string> field_in; ///< in items of these types another field
    CellWords when, unless;                   ///< it says something only under these conditions
    std::vector<std::string> nothing;         ///< words that stand for no value
    std::map<std::string, std::string, std::less<>> means; ///< words spelled out
    std::string label;                ///< put behind what the field holds, as "label: text"
    std::string through;              ///< "Table.Column": the cell is an id explained there
    std::vector<std::string> after;   ///< columns whose text comes first, parted by "/"
    std::string says;                 ///< what stands in the field in place of the cell's word
    std::vector<std::string> yes, no; ///< words of a flag, in place of the dialect's
    bool yes_means_no = false;        ///< a flag that says the opposite of its field
    std::optional<DatePattern> dates; ///< in place of the dialect's
    bool midnight_is_no_time = false; ///< a clock time of midnight stands for none
    Takes takes = Takes::all;
    char split = 0;     ///< several links in one cell, parted by this sign
    std::string prefix; ///< of those links, the ones that begin so
    std::string looks;  ///< how its text looks (a regular expression): tells orders apart
    /// Of a column that decides the kind: the words that leave the row of its table's own
    /// kind. Where any are given, a word that is none of these and in no rule holds the row.
    std::vector<std::string> own_kind;

    bool is_plain() const;
};

/// Where a table's rows belong.
enum class Holds : std::uint8_t {
    patient,    ///< to the case of the patient they name
    directory,  ///< to the practice
    dictionary, ///< to the practice: explains codes, is not carried itself
    audit,      ///< to the patient's case; stays in the retained source
    retained,   ///< to the patient's case, if it names one; stays there for Table::reason
    control,    ///< to the practice: says what the extract holds
};

struct Table {
    std::string name;
    std::vector<std::string> files; ///< names in file names, where not its own
    Holds holds = Holds::patient;
    bool subjects = false;        ///< its rows say which patients there are
    bool slots_of_nobody = false; ///< rows without a patient belong to the directory
    bool optional = false;
    std::optional<ItemType> item;
    std::string extends; ///< its rows complete rows of this table
    std::string kinds;   ///< the rules that decide the kind of item
    std::vector<std::string> key;
    std::string row_column; ///< names the row itself, where the key names what it is about
    std::string deleted;
    /// Where a row names no patient: the column that names a row of `owner_table`, whose
    /// patient is its own.
    std::string owner_column, owner_table;
    std::string apart_by;          ///< rows with one key that differ in this column are two things
    bool later_row_counts = false; ///< of two rows with one key, where nothing else says so
    std::string reason;            ///< why its rows are not carried
    std::string query;             ///< of a database: what is read in place of the table
    bool rest_left = false;        ///< further columns are known and left for that reason
    bool one_per_patient = false;  ///< has one row for each patient
    bool never_empty = false;      ///< every whole extract has rows of it
    std::vector<Column> columns;
    /// By layout: the columns in their order, where the files have no header.
    std::vector<std::vector<std::string>> orders;
    Presence presence;
    FilePlace place;

    const Column* column(std::string_view wanted) const;
};

/// One rule that says what kind of item a row is.
struct KindRule {
    std::string rule;
    std::string extended_by; ///< holds if a row of this table extends it; empty: any
    CellWords when;          ///< by column, "category" or "code"
    ItemType becomes{};
    std::map<std::string, std::string> sets; ///< texts and flags it fills
    bool as_text = false; ///< the row does not say what its code says: the code is degraded
    /// What a row that completes such a row cannot make of it: it would say of the patient what is
    /// said of somebody else, or only asked. It waits.
    std::vector<ItemType> not_also;
};

/// Where codes are explained: in a table of the extract or, where `table` is empty, in
/// the row itself that holds the code.
struct Dictionary {
    std::string name;
    std::string table;
    std::string system;                                  ///< URI of the supplier's own code
    std::string local;                                   ///< URI for ids in no release
    std::string key, term, read2, snomed, dmd, category; ///< columns; empty where none
    std::string description;  ///< the column of SNOMED CT description ids; empty where none
    std::string explained_by; ///< the dictionary that has the terms its rows lack
    bool drugs = false;
    bool read2_plain = false; ///< Read codes of five or, with the term code, seven characters
    FilePlace place;
    bool in_row() const { return table.empty(); }
};

struct BloodPressureRule {
    std::string table;
    std::string rule;
    std::string rule_reversed; ///< the same, where the diastolic row stands first
    std::string rule_by_order; ///< the same, where several pairs are alike
    std::vector<std::string> parent, systolic, diastolic;
    /// Without a heading: the columns in which the two rows are alike.
    std::vector<std::string> alike;
};

/// The table in which the supplier lists what the extract holds.
struct ManifestRule {
    std::string table;
    std::string file;     ///< column: the name of a file, without its ending
    std::string changes;  ///< column: true if it holds only changes
    std::string from, to; ///< columns: of which time
};

/// How files are named: "{extent}_{practice}_{table}_data-{stamp}". What stands for
/// practice and stamp must be the same in all files, and in the names of the archives
/// that they came in.
struct FileNameRule {
    std::string pattern;
    std::string archives; ///< the pattern of archives' names; empty where they say nothing
    std::vector<std::string> whole, changes; ///< words for {extent}
};

/// Tables of a database that are counted and not read.
struct LeftTables {
    std::vector<std::string> tables; ///< "dem.urb", or "audit.*" for all of a schema
    std::string reason;
};

/// What a description says of the database that its tables come from.
struct DatabaseRule {
    std::string time_zone; ///< in which the practice's clocks run
    std::vector<LeftTables> left;
};

/// The tables that Ferry itself adds to what it read from a database: what was read, and
/// which tables were not, with their rows and the reason.
inline constexpr std::string_view database_table = "ferry.database";
inline constexpr std::string_view not_read_table = "ferry.tables_not_read";

/// A column of a table that explains the ids of other tables.
struct Lookup {
    std::string table, column;
};

/// How rows are cut into cells.
struct RowForm {
    csv::Dialect dialect;
    bool empty_cells_at_end = false; ///< more cells than columns, as long as they are empty

    /// Whether these are the cells of a row of so many columns.
    bool fits(std::span<const csv::FieldText> cells, std::size_t columns) const;
};

struct Description {
    std::string source;
    std::string title;
    char separator = ',';
    csv::Quotes quotes = csv::Quotes::doubled;
    bool empty_cells_at_end = false;
    bool windows_1252 = false;
    bool headers = true; ///< false: the files begin with their first row of data
    DateForm dates = DateForm::iso;
    std::optional<DatePattern> date_pattern; ///< in place of `dates`
    std::vector<std::string> true_words, false_words;
    std::map<std::string, Precision, std::less<>> precision;
    std::vector<std::string> layouts;
    std::vector<Dictionary> dictionaries;
    std::map<std::string, std::vector<KindRule>> kinds;
    std::optional<BloodPressureRule> blood_pressure;
    std::optional<ManifestRule> manifest;
    std::optional<FileNameRule> file_names;
    std::optional<DatabaseRule> database; ///< nothing: the extract comes as files
    std::vector<Lookup> lookups;          ///< each that a column leads through, once
    std::vector<Table> tables;            ///< in the order in which they are processed
    std::vector<OpenPoint> open;          ///< in the order in which they stand in the file

    RowForm rows() const
    {
        return {
            .dialect = {.separator = separator, .quotes = quotes},
            .empty_cells_at_end = empty_cells_at_end
        };
    }
    const Table* table(std::string_view wanted) const;
    const Dictionary* dictionary(std::string_view wanted) const;
    /// The place in `lookups` of a column's `through`; -1 where it leads through none.
    int lookup_of(std::string_view through) const;
};

/// The item types that rows of the table may become, those that extend other rows too.
std::vector<ItemType> possible_types(const Description& description, const Table& table);

/// Reads a description. Throws InputError with the line of the first thing that
/// does not fit: an unknown word, a field the record has not, a table that is not
/// there.
Description parse_description(const std::string& yaml, const std::string& name);

} // namespace ferry::tabular

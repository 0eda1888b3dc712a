#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "record/describe.hpp"

/// A tabular supplier's extract, described in a data file: files, columns, keys,
/// links, deletions, dates, and for each column that is not read, why. A new
/// supplier of this kind needs a description and no C++ (ADR 0005). The form of the
/// file is explained in docs/formats/description.md.
namespace ferry::tabular {

/// The place of a layout in Description::layouts.
using LayoutNo = std::int32_t;

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
    time,         ///< the clock time of a date in another column
    kind,         ///< read by the rules that decide what kind of item the row is
    dictionary,   ///< part of a code dictionary
    left,         ///< not read, for the reason given
};

struct Column {
    std::string name;
    std::vector<std::string> also; ///< misspellings met in live extracts
    Role role = Role::field;
    std::optional<ItemType> part; ///< fills a field of this further item of the row
    std::string field;            ///< empty: fills none
    std::string precision;        ///< column with the date's precision
    std::string time;             ///< column with the date's clock time
    std::string dictionary;       ///< a code: where it is explained
    std::string to;               ///< a link: the table it leads to
    bool needed = false;          ///< a row without it needs a decision
    std::string reason;           ///< why it is left
    Presence presence;
};

/// Where a table's rows belong.
enum class Holds : std::uint8_t {
    patient,    ///< to the case of the patient they name
    directory,  ///< to the practice
    dictionary, ///< to the practice: explains codes, is not carried itself
    audit,      ///< to the patient's case; stays in the retained source
};

struct Table {
    std::string name;
    Holds holds = Holds::patient;
    bool subjects = false;        ///< its rows say which patients there are
    bool slots_of_nobody = false; ///< rows without a patient belong to the directory
    bool optional = false;
    std::optional<ItemType> item;
    std::string extends; ///< its rows complete rows of this table
    std::string kinds;   ///< the rules that decide the kind of item
    std::vector<std::string> key;
    std::string deleted;
    std::vector<Column> columns;
    Presence presence;

    const Column* column(std::string_view wanted) const;
};

/// One rule that says what kind of item a row is.
struct KindRule {
    std::string rule;
    std::string extended_by; ///< holds if a row of this table extends it; empty: any
    std::map<std::string, std::vector<std::string>> when; ///< column or "category" -> values
    ItemType becomes{};
    std::map<std::string, std::string> sets; ///< text fields it fills
};

struct Dictionary {
    std::string name;
    std::string table;
    std::string system;                                  ///< URI of the supplier's own code
    std::string key, term, read2, snomed, dmd, category; ///< columns; empty where none
};

struct BloodPressureRule {
    std::string table;
    std::string rule;
    std::string rule_reversed; ///< the same, where the diastolic row stands first
    std::vector<std::string> parent, systolic, diastolic;
};

struct Description {
    std::string source;
    std::string title;
    char separator = ',';
    bool windows_1252 = false;
    std::vector<std::string> true_words, false_words;
    std::map<std::string, Precision, std::less<>> precision;
    std::vector<std::string> layouts;
    std::vector<Dictionary> dictionaries;
    std::map<std::string, std::vector<KindRule>> kinds;
    std::optional<BloodPressureRule> blood_pressure;
    std::vector<Table> tables; ///< in the order in which they are processed

    const Table* table(std::string_view wanted) const;
    const Dictionary* dictionary(std::string_view wanted) const;
};

/// Reads a description. Throws InputError with the line of the first thing that
/// does not fit: an unknown word, a field the record has not, a table that is not
/// there.
Description parse_description(const std::string& yaml, const std::string& name);

} // namespace ferry::tabular

#include "targets/ferry_extract/dictionary.hpp"

#include <array>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "record/describe.hpp"
#include "targets/ferry_extract/csv_text.hpp"
#include "targets/ferry_extract/places.hpp"
#include "targets/ferry_extract/target.hpp"

namespace ferry::targets::ferry_extract {
namespace {

constexpr std::string_view critical = "critical";
constexpr std::string_view administrative = "administrative";

// Not aligned: the rows would be too long.
// clang-format off
constexpr std::array fixed_columns{
    Column{case_table, "patient", "key", critical, "",
           "The case: one patient, or 1, the practice's directory."},
    Column{case_table, "digest", "text", administrative, "",
           "Changes if anything in the case does."},
    Column{case_table, "items", "number", administrative, "",
           "How many items it has in all tables."},
    Column{concept_table, "concept", "key", critical, "", "A number made from what it says."},
    Column{concept_table, "text", "text", critical, "", "The original term."},
    Column{concept_table, "outcome", "text", critical, "",
           "carried, converted or degraded: how it came across."},
    Column{concept_table, "rule", "text", administrative, "", "The rule or map that decided."},
    Column{coding_table, "concept", "key", critical, "concept.concept",
           "The concept it is a coding of."},
    Column{coding_table, "n", "number", critical, "", "Its place, from 1; act on the first."},
    Column{coding_table, "system", "text", critical, "", "The code system's URI."},
    Column{coding_table, "code", "text", critical, "", "The code; case and full stops count."},
    Column{coding_table, "display", "text", administrative, "",
           "The code's term; empty if not known."},
    Column{coding_table, "original", "flag", critical, "", "0 if a rule or a decision added it."},
    Column{coding_table, "description", "text", administrative, "",
           "The id of the term chosen; empty if not known."},
    Column{left_out_table, "type", "text", administrative, "", "The item type they count as."},
    Column{left_out_table, "outcome", "text", administrative, "",
           "held: waits for a decision; left: by a policy or a decision."},
    Column{left_out_table, "reason", "text", administrative, "",
           "The policy, the kind of cause, or decision."},
    Column{left_out_table, "entries", "number", administrative, "", "How many there are."},
    Column{rule_table, "rule", "text", administrative, "",
           "The name of a rule, as concept.rule and left_out.reason have it."},
    Column{rule_table, "meaning", "text", administrative, "", "The rule in words."},
    Column{audit_columns_table, "file", "text", administrative, "", "A file of the source."},
    Column{audit_columns_table, "header", "text", administrative, "",
           "Its first row as it stood: what the parts of its rows in audit_trail are. Empty where "
           "rows name their parts themselves."},
    Column{audit_trail_table, "patient", "key", administrative, "case.patient",
           "The case it belongs to; one without items does not stand in case."},
    Column{audit_trail_table, "file", "text", administrative, "audit_columns.file",
           "The file of the source in which it stood."},
    Column{audit_trail_table, "line", "number", administrative, "",
           "The line of that file on which it began, from 1."},
    Column{audit_trail_table, "charset", "text", administrative, "",
           "In which it stood there: utf-8 or windows-1252."},
    Column{audit_trail_table, "text", "text", administrative, "",
           "The whole row as it stood in the source, but in UTF-8."},
};
// clang-format on

constexpr std::string_view refers_to(Kind kind)
{
    switch (kind) {
    case Kind::code:
        return "concept.concept";
    case Kind::link:
        return "item of the same patient";
    case Kind::reference:
        return "item of patient 1";
    case Kind::text:
    case Kind::number:
    case Kind::date:
    case Kind::flag:
        return "";
    }
    return "";
}

std::vector<Column> list_columns()
{
    std::vector<Column> columns;
    for (const TypeDescription& type : record_types) {
        columns.push_back(
            {type.name, "item", "key", critical, "",
             "The item: the case number times 2^24, plus its place in the case from 1."});
        columns.push_back(
            {type.name, "patient", "key", critical, "case.patient", "The case it belongs to."});
        for (const Field& field : type.fields) {
            columns.push_back({type.name, field.name, name_of(field.kind), name_of(field.weight),
                               refers_to(field.kind), field.meaning});
        }
    }
    columns.insert(columns.end(), fixed_columns.begin(), fixed_columns.end());
    return columns;
}

constexpr std::string_view introduction =
    "# Data dictionary\n\n"
    "One CSV file for each table: UTF-8, a comma between cells, a line feed behind rows, the "
    "names\n"
    "of columns in the first row. Texts, numbers and dates stand in quotes, digit for digit as "
    "the\n"
    "source gave them; quotes in them are doubled, and line breaks stand as they are. Keys and "
    "flags\n"
    "(1 yes, 0 no) have no quotes. An empty cell without quotes: the source said nothing.\n\n"
    "* **Keys.** `item` is unique in the whole extract; `patient` ties together what belongs to "
    "one\n"
    "  patient. Case 1 is the practice's directory: staff, organisations, places, sessions.\n"
    "* **Dates** are ISO 8601 and hold the known digits only: `2009`, `2009-03`, `2009-03-17`,\n"
    "  `2009-03-17T10:15`. Clock times are local, as the source had them.\n"
    "* **Units** stand beside the value they belong to (`value`, `unit`); no value was converted.\n"
    "* **Codes** are keys of `concept`, whose codings stand in `coding`: what the source gave, and "
    "in\n"
    "  front what a map or a person's decision added (`original` 0).\n"
    "* **Left out**: `left_out.csv` counts what the source had and this extract has not, by kind "
    "of\n"
    "  item: what a stated policy (`policy-...`) or a named person (`decision`) left in the "
    "source, and\n"
    "  what was held for the cause named.\n"
    "* **Rules**: `rule.csv` says what each rule means by which a code was carried, converted or\n"
    "  degraded (`concept.rule`), and why something was left out (`left_out.reason`).\n"
    "* **Audit trail**: `audit_trail.csv` has every row of the source's audit trail as it stood, "
    "in\n"
    "  UTF-8 and with quotes doubled, with its patient; `audit_columns.csv` says what the parts of "
    "a row "
    "are.\n"
    "  Audit trails belong to the system that made them, so nothing in them was interpreted.\n"
    "* **Integrity**: `integrity.csv` has the rows, bytes and SHA-256 digest of each file, which\n"
    "  `sha256sum` gives too; every `patient` stands in `case.csv` with the number of its items.\n"
    "* **Documents** stand in `document`. Their bytes, where there are any, are the files\n"
    "  `documents/CASE/DIGEST`: the case and the digest of the document.\n";

} // namespace

const std::vector<Column>& dictionary()
{
    static const std::vector<Column> columns = list_columns();
    return columns;
}

const std::vector<std::string_view>& tables()
{
    static const std::vector<std::string_view> all = [] {
        std::vector<std::string_view> names;
        for (const Column& column : dictionary()) {
            const bool of_books = contains(book_tables, column.table);
            if (!of_books && (names.empty() || names.back() != column.table)) {
                names.push_back(column.table);
            }
        }
        return names;
    }();
    return all;
}

std::string header_of(std::string_view table)
{
    std::string header;
    for (const Column& column : dictionary()) {
        if (column.table == table) {
            header += (header.empty() ? "" : ",") + std::string{column.name};
        }
    }
    return header + "\n";
}

std::string dictionary_as_csv()
{
    std::string text = "table,column,kind,weight,refers_to,meaning\n";
    for (const Column& column : dictionary()) {
        for (const std::string_view cell :
             {column.table, column.name, column.kind, column.weight, column.refers}) {
            add_text(text, cell);
            text += ',';
        }
        add_text(text, column.meaning);
        text += '\n';
    }
    return text;
}

std::string data_dictionary()
{
    std::string text{introduction};
    std::string_view table;
    for (const Column& column : dictionary()) {
        if (column.table != table) {
            table = column.table;
            const auto type = item_type_named(table);
            text +=
                fmt::format("\n## {}.csv\n\n{}| column | kind | weight | refers to | meaning |\n"
                            "|---|---|---|---|---|\n",
                            table, type ? fmt::format("{}\n\n", describe(*type).meaning) : "");
        }
        text += fmt::format("| {} | {} | {} | {} | {} |\n", column.name, column.kind, column.weight,
                            column.refers, column.meaning);
    }
    return text;
}

} // namespace ferry::targets::ferry_extract

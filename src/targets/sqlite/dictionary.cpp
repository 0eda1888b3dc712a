#include "targets/sqlite/dictionary.hpp"

#include <array>

#include <fmt/format.h>

#include "record/describe.hpp"
#include "targets/sqlite/target.hpp"

namespace ferry::targets::sqlite {
namespace {

constexpr std::string_view administrative = "administrative";
constexpr std::string_view critical = "critical";

constexpr std::string_view item_meaning =
    "The item: the case number shifted left by 24 bits, plus its place in the record from 1.";
constexpr std::string_view patient_meaning =
    "The case number: shared by all items of one patient. 1 is the practice's directory.";

constexpr std::array fixed_columns{
    Column{"concept",          "concept",     "INTEGER PRIMARY KEY",                         "key",    critical,
           "The concept, by a number made from what it says."                                                                                  },
    Column{"concept",          "text",        "TEXT NOT NULL",                               "text",   critical,       "The original term."    },
    Column{"concept",          "outcome",     "TEXT NOT NULL",                               "text",   critical,
           "How it came across: carried, converted or degraded."                                                                               },
    Column{"concept",          "rule",        "TEXT NOT NULL",                               "text",   administrative,
           "The rule or map that decided."                                                                                                     },
    Column{"coding",           "concept",     "INTEGER NOT NULL REFERENCES concept",         "key",    critical,
           "The concept it is a coding of."                                                                                                    },
    Column{"coding",           "n",           "INTEGER NOT NULL",                            "key",    critical,
           "Its place among them, from 1. The first is the one to act on."                                                                     },
    Column{"coding",           "system",      "TEXT NOT NULL",                               "text",   critical,       "The code system's URI."},
    Column{"coding",           "code",        "TEXT NOT NULL",                               "text",   critical,
           "The code; case and trailing full stops count."                                                                                     },
    Column{"coding",           "display",     "TEXT NOT NULL",                               "text",   critical,
           "The code's term; empty if not known."                                                                                              },
    Column{"coding",           "original",    "INTEGER NOT NULL CHECK (original IN (0, 1))", "flag",   critical,
           "1 if the source gave it, 0 if a rule or a decision added it."                                                                      },
    Column{"ferry_mark",       "patient",     "INTEGER PRIMARY KEY",                         "key",    administrative,
           "The case that stands here as a whole."                                                                                             },
    Column{"ferry_mark",       "digest",      "TEXT NOT NULL",                               "text",   administrative,
           "What it was made from: case, rules, maps and decisions."                                                                           },
    Column{"ferry_mark",       "items",       "INTEGER NOT NULL",                            "number", administrative,
           "How many items it has."                                                                                                            },
    Column{"ferry_dictionary", "table_name",  "TEXT NOT NULL",                               "text",   administrative, "Table."                },
    Column{"ferry_dictionary", "column_name", "TEXT NOT NULL",                               "text",   administrative, "Column."               },
    Column{"ferry_dictionary", "kind",        "TEXT NOT NULL",                               "text",   administrative,
           "text, number, date, flag, code, link, reference or key."                                                                           },
    Column{"ferry_dictionary", "weight",      "TEXT NOT NULL",                               "text",   administrative,
           "What a loss would mean: critical, clinical or administrative."                                                                     },
    Column{"ferry_dictionary", "meaning",     "TEXT NOT NULL",                               "text",   administrative,
           "What it means."                                                                                                                    },
};

/// Numbers are kept as text: "1.50" must not become 1.5.
std::string_view declaration_of(Kind kind)
{
    switch (kind) {
    case Kind::text:
    case Kind::number:
    case Kind::date:
        return "TEXT";
    case Kind::code:
        return "INTEGER REFERENCES concept";
    case Kind::flag:
    case Kind::link:
    case Kind::reference:
        return "INTEGER";
    }
    return "";
}

std::vector<Column> list_columns()
{
    std::vector<Column> columns;
    for (const TypeDescription& type : record_types) {
        columns.push_back(
            {type.name, "item", "INTEGER PRIMARY KEY", "key", critical, item_meaning});
        columns.push_back(
            {type.name, "patient", "INTEGER NOT NULL", "key", critical, patient_meaning});
        for (const Field& field : type.fields) {
            columns.push_back({type.name, field.name, declaration_of(field.kind),
                               name_of(field.kind), name_of(field.weight), field.meaning});
        }
    }
    columns.insert(columns.end(), fixed_columns.begin(), fixed_columns.end());
    return columns;
}

constexpr std::string_view introduction =
    "# Data dictionary of the embedded target\n\n"
    "Made from the description of the record. Texts, numbers and dates are TEXT and stand as the\n"
    "source gave them; flags are 0 or 1; NULL means that the source said nothing. A code is a\n"
    "key of `concept`, a link the `item` of the same patient, a reference the `item` of the\n"
    "practice's directory (staff, organisation, location, session).\n";

std::string meaning_of_table(std::string_view table)
{
    const auto type = item_type_named(table);
    return type ? fmt::format("{} Read it through `{}_view`.\n\n", describe(*type).meaning, table)
                : std::string{};
}

} // namespace

const std::vector<Column>& dictionary()
{
    static const std::vector<Column> columns = list_columns();
    return columns;
}

std::string data_dictionary()
{
    std::string text{introduction};
    std::string_view table;
    for (const Column& column : dictionary()) {
        if (column.table != table) {
            table = column.table;
            text += fmt::format("\n## {}\n\n{}| column | SQL type | kind | weight | meaning |\n"
                                "|---|---|---|---|---|\n",
                                table, meaning_of_table(table));
        }
        text += fmt::format("| {} | {} | {} | {} | {} |\n", column.name, column.declaration,
                            column.kind, column.weight, column.meaning);
    }
    return text;
}

} // namespace ferry::targets::sqlite

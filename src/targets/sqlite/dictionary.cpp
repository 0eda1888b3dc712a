#include "targets/sqlite/dictionary.hpp"

#include <algorithm>
#include <array>
#include <span>

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
constexpr std::string_view content_meaning =
    "The case number shifted left by 24 bits, plus its place among the case's contents from 1.";

/// A column of a table that is not made from the description of the record.
struct FixedColumn {
    std::string_view name;
    std::string_view declaration;
    std::string_view kind;
    std::string_view meaning;
};

constexpr std::string_view required_text = "TEXT NOT NULL";
constexpr std::string_view required_number = "INTEGER NOT NULL";
constexpr std::string_view required_bytes = "BLOB NOT NULL";
constexpr std::string_view primary_key = "INTEGER PRIMARY KEY";
constexpr std::string_view of_concept = "INTEGER NOT NULL REFERENCES concept";
constexpr std::string_view required_flag = "INTEGER NOT NULL CHECK (original IN (0, 1))";

constexpr std::array concept_columns{
    FixedColumn{"concept", primary_key,   "key",  "A number made from what it says."},
    FixedColumn{"text",    required_text, "text", "The original term."              },
    FixedColumn{"outcome", required_text, "text", "carried, converted or degraded." },
    FixedColumn{"rule",    required_text, "text", "The rule or map that decided."   },
};

constexpr std::array coding_columns{
    FixedColumn{"concept",     of_concept,      "key",  "The concept it is a coding of."      },
    FixedColumn{"n",           required_number, "key",  "Its place, from 1; act on the first."},
    FixedColumn{"system",      required_text,   "text", "The code system's URI."              },
    FixedColumn{"code",        required_text,   "text", "The code; case and full stops count."},
    FixedColumn{"display",     required_text,   "text", "The code's term; empty if not known."},
    FixedColumn{"original",    required_flag,   "flag", "0 if a rule or a decision added it." },
    FixedColumn{"description", required_text,   "text",
                "The id of the term chosen; empty if not known."                              },
};

constexpr std::array content_columns{
    FixedColumn{"content", primary_key,    "key",   content_meaning                           },
    FixedColumn{"digest",  required_text,  "text",  "SHA-256 of the bytes; documents name it."},
    FixedColumn{"bytes",   required_bytes, "bytes", "The bytes of the document."              },
};

constexpr std::array mark_columns{
    FixedColumn{"patient", primary_key,     "key",    "The case that stands here as a whole."     },
    FixedColumn{"digest",  required_text,   "text",   "A fingerprint of all that the record says."},
    FixedColumn{"items",   required_number, "number", "How many items it has."                    },
};

constexpr std::array migration_columns{
    FixedColumn{"migration", required_text, "text", "What Ferry calls the migration."},
};

constexpr std::array dictionary_columns{
    FixedColumn{"table_name",  required_text, "text", "The table."             },
    FixedColumn{"column_name", required_text, "text", "The column."            },
    FixedColumn{"kind",        required_text, "text", "Kind of field, or key." },
    FixedColumn{"weight",      required_text, "text", "What a loss would mean."},
    FixedColumn{"meaning",     required_text, "text", "What it means."         },
};

struct FixedTable {
    std::string_view name;
    std::string_view weight;
    std::string_view meaning;
    std::span<const FixedColumn> columns;
};

constexpr std::array fixed_tables{
    FixedTable{"concept",          critical,       "What coded fields say, each once.", concept_columns   },
    FixedTable{"coding",           critical,       "The codes of a concept.",           coding_columns    },
    FixedTable{"content",          critical,       "The bytes of documents.",           content_columns   },
    FixedTable{"ferry_mark",       administrative, "Which cases are complete.",         mark_columns      },
    FixedTable{"ferry_migration",  administrative, "Whose target this is.",             migration_columns },
    FixedTable{"ferry_dictionary", administrative, "This dictionary.",                  dictionary_columns},
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
    for (const FixedTable& table : fixed_tables) {
        for (const FixedColumn& column : table.columns) {
            columns.push_back({table.name, column.name, column.declaration, column.kind,
                               table.weight, column.meaning});
        }
    }
    return columns;
}

constexpr std::string_view introduction =
    "# Data dictionary of the embedded target\n\n"
    "Made from the description of the record. Texts, numbers and dates are TEXT and stand as the\n"
    "source gave them; flags are 0 or 1; NULL means that the source said nothing. A code is a\n"
    "key of `concept`, a link the `item` of the same patient, a reference the `item` of the\n"
    "practice's directory (staff, organisation, location, session). A document's bytes are the row "
    "of\n"
    "`content` of the same case and `digest`.\n";

std::string meaning_of_table(std::string_view table)
{
    if (const auto type = item_type_named(table)) {
        return fmt::format("{} Read it through `{}_view`.\n\n", describe(*type).meaning, table);
    }
    const auto* fixed = std::ranges::find(fixed_tables, table, &FixedTable::name);
    return fmt::format("{}\n\n", fixed->meaning);
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

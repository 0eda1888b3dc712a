#include "sources/ferry_extract/tables.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sources/ferry_extract/document_files.hpp"

namespace ferry::sources::ferry_extract {
namespace {

Holds holds_of(std::string_view table)
{
    struct Row {
        std::string_view table;
        Holds holds;
    };
    constexpr std::array fixed{
        Row{"case",          Holds::cases        },
        Row{"concept",       Holds::concepts     },
        Row{"coding",        Holds::codings      },
        Row{documents_table, Holds::documents    },
        Row{"audit_trail",   Holds::audit_rows   },
        Row{"audit_columns", Holds::audit_columns},
    };
    const auto* const found = std::ranges::find(fixed, table, &Row::table);
    if (found != fixed.end()) {
        return found->holds;
    }
    return item_type_named(table) ? Holds::items : Holds::unknown;
}

} // namespace

std::vector<std::string_view> expected_tables()
{
    std::vector<std::string_view> tables{"case", "concept", "coding"};
    for (const TypeDescription& type : record_types) {
        tables.push_back(type.name);
    }
    tables.insert(tables.end(), {"audit_columns", "audit_trail"});
    return tables;
}

TableFile table_file(const extract::SourceFile& file)
{
    TableFile made{.holds = holds_of(file.table), .table = file.table};
    for (const std::string_view name : split(file.header, ',')) {
        made.names.emplace_back(trimmed(name));
    }
    if (made.holds == Holds::audit_rows || made.holds == Holds::audit_columns) {
        made.type = ItemType::audit_entry;
    }
    if (made.holds == Holds::items) {
        made.type = *item_type_named(file.table);
        for (const std::string& name : made.names) {
            if (name == "source_id") {
                made.id = made.fields.size();
            }
            made.fields.push_back(find_field(made.type, name));
        }
    }
    return made;
}

} // namespace ferry::sources::ferry_extract

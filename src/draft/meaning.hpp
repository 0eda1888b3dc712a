#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draft/structure.hpp"
#include "record/describe.hpp"

/// What tables and columns might mean: proposals by names, types and links, in the
/// words of the description language. What has no good evidence is left open.
namespace ferry::draft {

/// A name as it may stand in the description: between quotes where it must.
std::string yaml_word(std::string_view name);

/// What stands behind a column's name in the description.
struct ColumnMeaning {
    std::string says;     ///< "date", "{is: patient}"; empty: nothing is proposed
    std::string open;     ///< what somebody has to say; empty: nothing
    std::string evidence; ///< for the comment
};

/// A dictionary that a code needs.
struct DictionaryMeaning {
    std::string name;
    std::string says; ///< its parts, without braces
    std::string open;
};

struct TableMeaning {
    std::string holds; ///< "patient", "directory", ...
    bool subjects = false;
    std::optional<ItemType> item;
    std::optional<std::size_t> extends;
    std::string reason; ///< of rows that are not carried
    std::string evidence;
    std::vector<std::string> open;
    std::vector<ColumnMeaning> columns; ///< as TableFacts::columns
};

struct Meaning {
    std::vector<TableMeaning> tables; ///< as FolderFacts::tables
    std::vector<DictionaryMeaning> dictionaries;
};

Meaning meaning_of(const FolderFacts& facts, const Structure& structure);

/// What a table's rows seem to be, by its name; nothing if that tells nothing.
std::optional<ItemType> item_by_name(std::string_view table);

/// The field that a column seems to fill by its name, such as "surname" or
/// "address.town"; empty if that tells nothing.
std::string field_by_name(ItemType type, std::string_view table, const NamedColumn& column);

} // namespace ferry::draft

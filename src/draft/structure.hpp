#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draft/folder_facts.hpp"

/// Keys, links between tables, and which table has the patients: from values and names.
namespace ferry::draft {

/// How sure a guess is.
enum class Sure : std::uint8_t { certain, likely, a_guess };

std::string_view name_of(Sure sure);

/// A column whose values are keys of a table.
struct Link {
    std::size_t column = 0; ///< place in TableFacts::columns
    std::size_t to = 0;     ///< place in FolderFacts::tables
    ValueSet::Overlap overlap;
    Sure sure = Sure::likely;
    std::string evidence;
};

struct TableStructure {
    std::optional<std::size_t> key; ///< place in TableFacts::columns
    std::string key_evidence;
    Sure key_sure = Sure::likely;
    std::vector<Link> links;                   ///< at most one a column
    std::optional<std::size_t> patient_column; ///< of the links, or the patient table's key
    std::optional<std::size_t> patient_by;     ///< of the links, where only its target names one
    std::optional<std::size_t> extends;        ///< the table whose rows it completes

    const Link* link_of(std::size_t column) const;
};

struct Structure {
    std::vector<TableStructure> tables; ///< as FolderFacts::tables
    std::optional<std::size_t> patients;
    std::string patients_evidence;
    Sure patients_sure = Sure::likely;
};

Structure structure_of(const FolderFacts& facts);

/// Letters and digits of a name, small: "Patient_ID" is "patientid".
std::string plain_name(std::string_view name);

/// Whether a table's name and a word mean the same but for a plural: "patients", "patient".
bool same_word(std::string_view table, std::string_view word);

} // namespace ferry::draft

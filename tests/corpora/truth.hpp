#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the makers of an extract say stands in it: their .truth.json, read.
namespace ferry::corpora {

/// One place of an irregularity: a patient's item, a file, a column.
struct Place {
    std::string id, kind, file, column;
};

struct Irregularity {
    std::string name;
    std::int64_t count = 0;
    std::vector<Place> where;
};

struct TruePatient {
    std::string id, nhs_number, birth_date, sex, surname, given_name;
    std::string registered, left, died;
    std::int64_t active_repeats = 0;
    std::vector<std::string> items; ///< "type|date|code key|value|unit", sorted
};

/// A code or drug by its key: what it is in terminologies, and its term.
struct TrueCode {
    std::string id; ///< SNOMED CT or dm+d id; empty if it has none
    std::string term;
};

struct Truth {
    std::map<std::string, TrueCode> codes;
    std::map<std::string, std::int64_t> rows_by_file;
    std::map<std::string, std::string> code_keys; ///< the source's code or drug id -> key
    std::map<std::string, Irregularity> irregularities;
    std::vector<TruePatient> patients;
};

Truth read_truth(const std::filesystem::path& path);

} // namespace ferry::corpora

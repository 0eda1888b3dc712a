#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "sources/tabular/binding.hpp"

/// What a supplier says of its own extract in a list of files, and whether it is so: whole
/// files, none missing.
namespace ferry::tabular {

/// One file as the supplier's list has it.
struct Listed {
    std::string file; ///< without its ending
    bool changes = false;
    std::string from, to;
    std::int64_t line = 0;
};

/// Reads the supplier's list. Throws InputError where it cannot be read.
std::vector<Listed> read_list(const Description& description, const BoundTable& bound,
                              const std::filesystem::path& path);

/// Refuses an extract that is not what its list says: files missing, or not listed,
/// changes without the whole they belong to, gaps and overlaps between them.
/// \param path of the list; \param there the names of the tables' files, without ending
void check_list(const std::filesystem::path& path, const std::vector<Listed>& listed,
                std::span<const std::string> there);

} // namespace ferry::tabular

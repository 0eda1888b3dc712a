#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "extract/manifest.hpp"
#include "sources/tabular/binding.hpp"

/// What a supplier says of its own extract, in a list of files or in their names, and
/// whether it is so: whole files of one practice and one time, none missing.
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

/// Refuses files whose names say that they hold only changes, or are of different
/// practices. Answers with a question where they are of different times.
std::vector<extract::Question> check_names(const FileNameRule& rule,
                                           std::span<const std::filesystem::path> files);

} // namespace ferry::tabular

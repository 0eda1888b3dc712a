#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "extract/manifest.hpp"
#include "sources/tabular/description.hpp"

/// What a supplier says of its own extract in the names of files and archives, and whether
/// it is so: whole files of one practice and one time.
namespace ferry::tabular {

struct NamesSaid {
    std::vector<extract::Question> questions; ///< names of different times
    std::vector<std::string> remarks;         ///< archives whose names say nothing
};

/// Refuses files and archives whose names say that they hold only changes, or are of
/// different practices. A name that does not follow its pattern says nothing: whoever
/// sends files on may rename them. Of an archive that is remarked, for its name was the only
/// word on what is in it as a whole.
NamesSaid check_names(const FileNameRule& rule, std::span<const std::filesystem::path> files,
                      std::span<const std::string> archives);

} // namespace ferry::tabular

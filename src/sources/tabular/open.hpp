#pragma once

#include <memory>
#include <vector>

#include "extract/source.hpp"
#include "sources/tabular/binding.hpp"

namespace ferry::tabular {

/// One file of a tabular extract that was looked at.
struct OpenFile {
    std::filesystem::path path;
    BoundTable bound;
    std::string header; ///< the names of its columns, where the file itself has none
};

/// What looking at a folder found: files and their columns, in processing order.
struct Survey {
    LayoutNo layout = 0;
    extract::Manifest manifest; ///< one entry a file, in the order of `files`
    std::vector<OpenFile> files;
};

/// Looks at the folder: which files hold which table, which layout it is, what is
/// missing or unknown. Reads no row but the headers. Throws InputError where the
/// extract cannot be used.
Survey survey(const Description& description, const extract::ExtractOrder& order);

/// Binds a file by the header that stands in the workspace: for mapping cases long
/// after the extract has gone.
BoundTable bind_file(const Description& description, const extract::SourceFile& file);

/// Opens an extract of the described source. \pre `description` outlives the answer.
std::unique_ptr<extract::OpenExtract> open_extract(const Description& description,
                                                   const extract::ExtractOrder& order);

} // namespace ferry::tabular

#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/case.hpp"
#include "extract/manifest.hpp"

/// What a source adaptor offers to the extract stage.
namespace ferry::extract {

/// Gives each subject its case number; the same in every pass.
class CaseNumbers {
public:
    virtual ~CaseNumbers() = default;
    virtual CaseNo number_of(const Subject& subject) = 0;
};

/// Receives what an extract holds: first the directory, then the unattached case, each in
/// its parts, then every patient's case. Every patient has a number before the first case
/// comes. The first part of the directory is all that cases are mapped with: its further
/// parts only hold rows that stand in the first part in the same bytes.
class CaseSink {
public:
    virtual ~CaseSink() = default;
    /// Takes one case. False: no more are wanted.
    virtual bool take(Case&& made) = 0;
};

/// Where and with what an extract is read.
struct ExtractOrder {
    std::filesystem::path extract;
    std::vector<std::string> archives;  ///< the names of those that the extract was packed in
    std::filesystem::path spill_folder; ///< for temporary files; made and removed
    FileNo first_file = 0;              ///< number to give to the first file
    std::size_t threads = 0; ///< that read, where files can be read side by side; 0: as many
                             ///< as the machine can run at once
};

/// An extract that was looked at and can be read.
class OpenExtract {
public:
    virtual ~OpenExtract() = default;

    /// The files with name, table, header and size; digests and rows are known only
    /// after sort().
    virtual const Manifest& manifest() const = 0;

    /// Works out the digest of every file, without reading what is in it.
    virtual void digest_files() = 0;

    /// Reads every file once and hands out the cases. Throws InputError where the
    /// input cannot be used, Error where the machinery fails.
    virtual void sort(CaseNumbers& numbers, CaseSink& sink) = 0;
};

} // namespace ferry::extract

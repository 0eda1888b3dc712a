#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/case.hpp"

namespace ferry::sources::ferry_extract {

/// The table that the files of documents' bytes count as. No CSV file is named so.
inline constexpr std::string_view documents_table = "documents/";

/// The files of documents' bytes, `documents/CASE/DIGEST`, as integrity.csv lists them.
/// Each is one raw row of its case: its name, a line feed, its bytes.
class DocumentFiles {
public:
    /// One that is listed. False: it is no document. Throws InputError where it is one
    /// that no extract has.
    /// \param place FILE:LINE, for the message.
    bool list(std::string_view name, std::string_view digest, const std::string& place);

    /// Looks for the files in the extract. Throws InputError where a listed one is missing.
    void look(const std::filesystem::path& extract);

    bool empty() const { return listed_.empty(); }
    std::int64_t count() const { return static_cast<std::int64_t>(listed_.size()); }
    /// The bytes of all of them.
    std::int64_t bytes() const { return bytes_; }
    /// Files below `documents` that are not listed.
    const std::vector<std::string>& unlisted() const { return unlisted_; }
    /// Those whose digest is not the one listed. \pre read() or digest()
    const std::vector<std::string>& changed() const { return changed_; }

    /// Each as a raw row, with its case; `line` counts from 1. The row lives until the next.
    void read(const std::function<void(CaseNo, const extract::RawRow&)>& take);

    /// The evidence digest over the names and digests of all of them.
    std::string digest();

private:
    struct Listed {
        std::string name;
        std::string digest;
        CaseNo case_no = 0;
    };
    void note(const Listed& file, const std::string& digest);

    std::filesystem::path extract_;
    std::vector<Listed> listed_;
    std::vector<std::string> unlisted_;
    std::vector<std::string> changed_;
    std::int64_t bytes_ = 0;
    std::string digests_; ///< what read() found, a line for each
};

/// What a raw row of a document's file holds.
struct DocumentFile {
    std::string_view digest; ///< by its name
    std::string_view bytes;
};
DocumentFile document_file(std::string_view row);

} // namespace ferry::sources::ferry_extract

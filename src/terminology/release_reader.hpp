#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "terminology/snomed.hpp"

namespace ferry::terminology {

/// Reads one table of a terminology release from front to back: a header, then
/// rows; tab between cells, CRLF or LF after a row, no quoting, UTF-8 with or
/// without a byte order mark.
///
/// A release file is made by machines and right as a whole, or it is damaged.
/// So the first row that cannot be read is an InputError with file, line and
/// what was expected; a map with a hole in it would be worse than none. Error
/// where the file cannot be opened or read.
class ReleaseReader {
public:
    /// Opens the file and finds `columns` in its header by name, without regard
    /// to case; the header may have more. InputError if one is not there.
    /// \pre the texts behind `columns` outlive the reader.
    ReleaseReader(const std::filesystem::path& path, std::span<const std::string_view> columns);

    /// Goes to the next row. False at the end of the file.
    bool next();

    /// The row's cell under the `column`-th of the columns asked for, until next().
    std::string_view cell(std::size_t column) const { return cells_[positions_[column]]; }

    /// The cell as text that people read; refuses the row if it is not UTF-8.
    std::string_view text(std::size_t column) const;
    /// The cell as yes ("1") or no ("0"); refuses the row if it is neither.
    bool flag(std::size_t column) const;
    /// The cell as a concept id that a SNOMED CT release can hold; refuses the
    /// row otherwise, a supplier's own id included.
    ConceptId concept_id(std::size_t column) const;
    /// The cell as a description id, refuses the row otherwise.
    DescriptionId description_id(std::size_t column) const;
    /// The same where the cell may be empty (then the id is none).
    DescriptionId description_id_or_none(std::size_t column) const;
    /// The cell as the id of a relationship, refuses the row otherwise.
    std::uint64_t relationship_id(std::size_t column) const;

    /// Throws the InputError for this row: the cell is not what was `expected`.
    [[noreturn]] void refuse(std::size_t column, std::string_view expected) const;

    /// Rows handed out so far.
    std::int64_t rows() const { return rows_; }
    /// The evidence digest of the whole file. \pre next() has said false.
    std::string digest() { return digest_.hex(); }

private:
    bool next_line();
    void fill();
    void cut();
    void bind_header();
    [[noreturn]] void stop(const std::string& what) const;

    EvidenceDigest digest_; // first, since its place is aligned
    std::string path_;
    std::span<const std::string_view> columns_;
    ReadFile file_;
    std::string buffer_;
    std::size_t begin_ = 0; // of what is not handed out yet
    std::size_t end_ = 0;   // of what is filled
    bool at_end_ = false;
    std::string_view line_;
    std::vector<std::string_view> cells_;
    std::vector<std::size_t> positions_;
    std::size_t width_ = 0;
    std::int64_t line_number_ = 0;
    std::int64_t rows_ = 0;
};

} // namespace ferry::terminology

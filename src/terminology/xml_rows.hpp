#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

/// XML files that are tables: elements of one name, each with its cells as elements
/// within, as dm+d is released.
namespace ferry::terminology {

/// Reads the rows of such a file from front to back, with bounded memory.
///
/// As with ReleaseReader a file is right as a whole or it is damaged: what is not
/// well-formed, or is cut off, is an InputError with file and line. So is a document
/// type declaration: no release has one, and through it a file could name other files
/// or grow without bound.
class XmlRows {
public:
    /// Opens the file. `rows` are the elements that are rows; others are passed over.
    /// InputError if the file's first element is not `root`.
    /// \pre the texts behind both outlive the reader.
    XmlRows(const std::filesystem::path& path, std::string_view root,
            std::span<const std::string_view> rows);
    ~XmlRows();
    XmlRows(const XmlRows&) = delete;
    XmlRows& operator=(const XmlRows&) = delete;

    /// Goes to the next row. False at the end of the file.
    bool next();

    /// The row's element.
    std::string_view row() const;
    /// The text within the row's cell of this name, until next(); empty if it has none.
    std::string_view cell(std::string_view name) const;

    /// Throws the InputError for this row: the cell is not what was `expected`.
    [[noreturn]] void refuse(std::string_view name, std::string_view expected) const;

    /// Rows handed out so far.
    std::int64_t rows() const;
    /// The evidence digest of the whole file. \pre next() has said false.
    std::string digest();

private:
    class Parser;
    std::unique_ptr<Parser> parser_;
};

} // namespace ferry::terminology

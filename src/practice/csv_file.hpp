#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "practice/calendar.hpp"
#include "practice/guid.hpp"

namespace ferry::practice {

/// How a system writes its CSV files.
struct CsvDialect {
    bool quotes_always = true; ///< or only around cells that need them
    bool windows_1252 = false; ///< or UTF-8
};

/// A CSV file that is written row by row through one big buffer; lines end in
/// CR LF. A row is begun, its cells are each closed by next_cell(), and it is
/// ended.
class CsvFile {
public:
    /// Makes the file. Throws Error where that fails.
    explicit CsvFile(const std::filesystem::path& path, CsvDialect dialect = {});
    ~CsvFile();
    CsvFile(const CsvFile&) = delete;
    CsvFile& operator=(const CsvFile&) = delete;

    void begin_row();
    void next_cell();
    void end_row();

    /// Any text; quotes are doubled.
    void text(std::string_view text);
    /// A text that is known to be ASCII and to have no quotes.
    void plain(std::string_view text);
    void number(std::int64_t number);
    /// yyyy-MM-dd, or nothing.
    void date(Date date);
    /// yyyyMMdd, or nothing.
    void compact_date(Date date);
    /// "05 Mar 2025", or nothing.
    void long_date(Date date);
    /// HH:mm:00
    void clock(int minute);
    /// HHmm
    void compact_clock(int minute);
    void boolean(bool is) { plain(is ? "true" : "false"); }
    /// The id in braces, or nothing.
    void guid(const Guid& guid);

    /// Empties the cell that is being written.
    void clear_cell() { next_ = cell_; }

    /// Bytes outside all rows: what a broken line holds.
    void raw(std::string_view bytes) { plain(bytes); }

    /// Writes what is left. Throws Error where the disk refuses.
    void finish();

    std::int64_t rows() const { return rows_; }
    std::int64_t bytes() const { return written_ + (next_ - buffer_.get()); }

private:
    void flush();
    void doubled(std::string_view text);
    void put_in_quotes();

    std::string path_;
    CsvDialect dialect_;
    int file_;
    std::unique_ptr<char[]> buffer_;
    char* next_;
    char* cell_; ///< where the cell began
    std::int64_t rows_ = 0;
    std::int64_t written_ = 0;
};

} // namespace ferry::practice

#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "practice/csv_file.hpp"

namespace ferry::practice {

/// A table and its columns, with commas between, in their order.
struct TableShape {
    std::string_view table{};
    std::string_view columns{};
};

/// What is wrong with the columns of a file; empty names are nothing.
struct ColumnDamage {
    std::string_view missing{}; ///< a column it should have
    std::string_view unknown{}; ///< one more, empty, behind the last
};

/// The file of one table whose cells are written in the order of its columns:
/// begin(), a cell for each column, end().
class TableFile {
public:
    TableFile(const std::filesystem::path& path, const TableShape& shape, CsvDialect dialect,
              const ColumnDamage& damage = {});

    /// The line with the columns' names.
    void write_header();

    TableFile& begin();
    TableFile& text(std::string_view text);
    /// A text that is known to be ASCII and to have no quotes.
    TableFile& plain(std::string_view text);
    /// 0 is no number: the cell stays empty.
    TableFile& number(std::int64_t number);
    TableFile& flag(bool is) { return plain(is ? "true" : "false"); }
    TableFile& empty(int cells = 1);
    /// Writes a cell by `put(file)`.
    template <typename Put>
    TableFile& cell(Put&& put)
    {
        put(out_);
        return close();
    }
    /// \pre as many cells were written as the table has columns
    void end();
    /// Ends a row that is short of cells on purpose.
    void end_short();

    int columns() const { return columns_; }
    const TableShape& shape() const { return shape_; }
    CsvFile& file() { return out_; }
    /// Rows of data.
    std::int64_t rows() const { return rows_; }

private:
    TableFile& close();

    TableShape shape_;
    ColumnDamage damage_;
    CsvFile out_;
    int columns_ = 0;
    int missing_ = -1; ///< the place of the missing column
    int cells_ = 0;
    std::int64_t rows_ = 0;
};

} // namespace ferry::practice

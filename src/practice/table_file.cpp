#include "practice/table_file.hpp"

#include <algorithm>

#include "base/require.hpp"
#include "base/text.hpp"

namespace ferry::practice {

TableFile::TableFile(const std::filesystem::path& path, const TableShape& shape, CsvDialect dialect,
                     const ColumnDamage& damage)
    : shape_{shape}, damage_{damage}, out_{path, dialect}
{
    const auto names = split(shape.columns, ',');
    columns_ = static_cast<int>(names.size());
    const auto missing = std::ranges::find(names, damage.missing);
    require(damage.missing.empty() || missing != names.end(), "a missing column is one of them");
    if (missing != names.end()) {
        missing_ = static_cast<int>(missing - names.begin());
    }
}

void TableFile::write_header()
{
    begin();
    for (const std::string_view column : split(shape_.columns, ',')) {
        plain(column);
    }
    if (!damage_.unknown.empty()) {
        out_.plain(damage_.unknown);
        out_.next_cell();
    }
    out_.end_row();
}

TableFile& TableFile::begin()
{
    out_.begin_row();
    cells_ = 0;
    return *this;
}

TableFile& TableFile::close()
{
    if (cells_++ == missing_) {
        out_.clear_cell();
    } else {
        out_.next_cell();
    }
    return *this;
}

TableFile& TableFile::text(std::string_view text)
{
    out_.text(text);
    return close();
}

TableFile& TableFile::plain(std::string_view text)
{
    out_.plain(text);
    return close();
}

TableFile& TableFile::number(std::int64_t number)
{
    if (number != 0) {
        out_.number(number);
    }
    return close();
}

TableFile& TableFile::empty(int cells)
{
    for (int i = 0; i < cells; ++i) {
        close();
    }
    return *this;
}

void TableFile::end()
{
    require(cells_ == columns_, "a row has a cell for each column");
    if (!damage_.unknown.empty()) {
        out_.next_cell();
    }
    end_short();
}

void TableFile::end_short()
{
    out_.end_row();
    ++rows_;
}

} // namespace ferry::practice

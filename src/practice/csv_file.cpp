#include "practice/csv_file.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <fcntl.h>
#include <unistd.h>

#include "base/error.hpp"
#include "practice/charset.hpp"
#include "practice/text_file.hpp"

namespace ferry::practice {
namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 20U;
/// No row is longer: our longest has 38 cells of less than 200 bytes.
constexpr std::size_t row_size_max = 16'384;

char* two_digits(char* to, int number)
{
    to[0] = static_cast<char>('0' + number / 10);
    to[1] = static_cast<char>('0' + number % 10);
    return to + 2;
}

} // namespace

CsvFile::CsvFile(const std::filesystem::path& path, CsvDialect dialect)
    : path_{path.string()}, dialect_{dialect}, file_{::open(path_.c_str(),
                                                            O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                                                            0644)},
      buffer_{std::make_unique<char[]>(buffer_size)}, next_{buffer_.get()}, cell_{buffer_.get()}
{
    if (file_ < 0) {
        throw_system_error("cannot make " + path_);
    }
}

CsvFile::~CsvFile()
{
    if (file_ >= 0) {
        ::close(file_);
    }
}

void CsvFile::begin_row()
{
    const auto used = static_cast<std::size_t>(next_ - buffer_.get());
    if (used + row_size_max > buffer_size) {
        flush();
    }
    if (dialect_.quotes_always) {
        *next_++ = '"';
    }
    cell_ = next_;
}

void CsvFile::next_cell()
{
    if (dialect_.quotes_always) {
        plain("\",\"");
    } else {
        put_in_quotes();
        *next_++ = ',';
    }
    cell_ = next_;
}

void CsvFile::end_row()
{
    // The last cell was closed as if another came.
    next_ -= dialect_.quotes_always ? 2 : 1;
    plain("\r\n");
    ++rows_;
}

/// Only if the cell needs them.
void CsvFile::put_in_quotes()
{
    const std::string_view cell{cell_, static_cast<std::size_t>(next_ - cell_)};
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        return;
    }
    const std::string copy{cell};
    next_ = cell_;
    *next_++ = '"';
    doubled(copy);
    *next_++ = '"';
}

void CsvFile::text(std::string_view text)
{
    const bool foreign = dialect_.windows_1252 && !is_ascii(text);
    const std::string converted = foreign ? windows_1252_of(text) : std::string{};
    if (foreign) {
        text = converted;
    }
    if (dialect_.quotes_always) {
        doubled(text);
    } else {
        plain(text);
    }
}

void CsvFile::doubled(std::string_view text)
{
    for (std::size_t quote = text.find('"'); quote != std::string_view::npos;
         quote = text.find('"')) {
        plain(text.substr(0, quote + 1));
        *next_++ = '"';
        text.remove_prefix(quote + 1);
    }
    plain(text);
}

void CsvFile::plain(std::string_view text)
{
    next_ = std::copy(text.begin(), text.end(), next_);
}

void CsvFile::number(std::int64_t number)
{
    next_ = std::to_chars(next_, next_ + 20, number).ptr;
}

void CsvFile::date(Date date)
{
    if (date.empty()) {
        return;
    }
    next_ = two_digits(next_, date.year() / 100);
    next_ = two_digits(next_, date.year() % 100);
    *next_++ = '-';
    next_ = two_digits(next_, date.month());
    *next_++ = '-';
    next_ = two_digits(next_, date.day());
}

void CsvFile::compact_date(Date date)
{
    if (!date.empty()) {
        number(date.ymd);
    }
}

void CsvFile::long_date(Date date)
{
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if (date.empty()) {
        return;
    }
    next_ = two_digits(next_, date.day());
    *next_++ = ' ';
    plain(months.substr(static_cast<std::size_t>(date.month() - 1) * 3, 3));
    *next_++ = ' ';
    number(date.year());
}

void CsvFile::compact_clock(int minute)
{
    next_ = two_digits(next_, minute / 60);
    next_ = two_digits(next_, minute % 60);
}

void CsvFile::clock(int minute)
{
    next_ = two_digits(next_, minute / 60);
    *next_++ = ':';
    next_ = two_digits(next_, minute % 60);
    plain(":00");
}

void CsvFile::guid(const Guid& guid)
{
    if (guid.empty()) {
        return;
    }
    *next_++ = '{';
    next_ = write_guid(next_, guid);
    *next_++ = '}';
}

void CsvFile::flush()
{
    const std::string_view bytes{buffer_.get(), static_cast<std::size_t>(next_ - buffer_.get())};
    write_all(file_, path_, bytes);
    written_ += static_cast<std::int64_t>(bytes.size());
    next_ = buffer_.get();
}

void CsvFile::finish()
{
    flush();
    const int file = file_;
    file_ = -1;
    if (::close(file) != 0) {
        throw_system_error("cannot close " + path_);
    }
}

} // namespace ferry::practice

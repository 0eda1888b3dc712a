#include "practice/csv_file.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "base/error.hpp"
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

CsvFile::CsvFile(const std::filesystem::path& path)
    : path_{path.string()}, file_{::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                                         0644)},
      buffer_{std::make_unique<char[]>(buffer_size)}, next_{buffer_.get()}
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
    *next_++ = '"';
}

void CsvFile::next_cell()
{
    std::memcpy(next_, "\",\"", 3);
    next_ += 3;
}

void CsvFile::end_row()
{
    // The last cell was closed as if another came.
    std::memcpy(next_ - 2, "\r\n", 2);
    ++rows_;
}

void CsvFile::text(std::string_view text)
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

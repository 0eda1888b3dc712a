#include "practice/text_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/error.hpp"

namespace ferry::practice {
namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 18U;

} // namespace

void write_all(int file, const std::string& path, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t done = ::write(file, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) {
            continue;
        }
        if (done <= 0) {
            throw_system_error("cannot write " + path);
        }
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
}

TextFile::TextFile(const std::filesystem::path& path)
    : path_{path.string()}, file_{::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                                         0644)}
{
    if (file_ < 0) {
        throw_system_error("cannot make " + path_);
    }
}

TextFile::~TextFile()
{
    if (file_ >= 0) {
        ::close(file_);
    }
}

void TextFile::write(std::string_view text)
{
    buffer_.append(text);
    if (buffer_.size() >= buffer_size) {
        flush();
    }
}

void TextFile::flush()
{
    write_all(file_, path_, buffer_);
    written_ += static_cast<std::int64_t>(buffer_.size());
    buffer_.clear();
}

void TextFile::finish()
{
    flush();
    const int file = file_;
    file_ = -1;
    if (::close(file) != 0) {
        throw_system_error("cannot close " + path_);
    }
}

std::string json_text(std::string_view text)
{
    std::string json = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
        }
        if (static_cast<unsigned char>(c) < 0x20) {
            json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            json += c;
        }
    }
    return json + "\"";
}

} // namespace ferry::practice

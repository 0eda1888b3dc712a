#include "targets/ferry_extract/out_file.hpp"

#include "base/error.hpp"

namespace ferry::targets::ferry_extract {

OutFile::OutFile(const std::filesystem::path& path, How how)
    : path_{path}, file_{std::fopen(path.c_str(), how == How::anew ? "wb" : "ab")}
{
    if (!file_) {
        throw_system_error("cannot write " + path_.string());
    }
}

void OutFile::Close::operator()(std::FILE* file) const
{
    static_cast<void>(std::fclose(file)); // what counts was flushed before
}

void OutFile::write(std::string_view bytes)
{
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) {
        throw_system_error("cannot write " + path_.string());
    }
}

void OutFile::flush()
{
    if (std::fflush(file_.get()) != 0) {
        throw_system_error("cannot write " + path_.string());
    }
}

} // namespace ferry::targets::ferry_extract

#include "sources/tabular/digesting_file.hpp"

namespace ferry::tabular {

DigestingFile::DigestingFile(const std::filesystem::path& path)
    : file_{path}, thread_{[this] {
          while (const auto block = blocks_.take()) {
              digest_.add({block->data(), block->size()});
          }
      }}
{
}

DigestingFile::~DigestingFile()
{
    blocks_.close();
    if (thread_.joinable()) {
        thread_.join();
    }
}

std::size_t DigestingFile::read(std::span<char> room)
{
    const std::size_t got = file_.read(room);
    if (got > 0) {
        blocks_.put({room.begin(), room.begin() + static_cast<std::ptrdiff_t>(got)});
    }
    return got;
}

std::string DigestingFile::digest()
{
    blocks_.close();
    thread_.join();
    return digest_.hex();
}

} // namespace ferry::tabular

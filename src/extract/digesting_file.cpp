#include "extract/digesting_file.hpp"

#include <atomic>
#include <future>

#include "base/file_digest.hpp"

namespace ferry::extract {

DigestingFile::DigestingFile(const std::filesystem::path& path)
    : file_{std::make_shared<ReadFile>(path)}, thread_{[this] {
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
    const std::size_t got = file_->read(room);
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

void digest_files(const std::vector<std::filesystem::path>& paths, std::vector<SourceFile>& files)
{
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < files.size(); i = next++) {
            files[i].digest = file_digest(paths[i]);
        }
    };
    auto other = std::async(std::launch::async, work);
    work();
    other.get();
}

} // namespace ferry::extract

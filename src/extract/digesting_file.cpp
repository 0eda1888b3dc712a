#include "extract/digesting_file.hpp"

#include <atomic>
#include <future>

namespace ferry::extract {

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

namespace {

std::string digest_of(const std::filesystem::path& path, std::span<char> room)
{
    ReadFile file{path};
    EvidenceDigest digest;
    for (std::size_t got = file.read(room); got > 0; got = file.read(room)) {
        digest.add({room.data(), got});
    }
    return digest.hex();
}

} // namespace

void digest_files(const std::vector<std::filesystem::path>& paths, std::vector<SourceFile>& files)
{
    constexpr std::size_t block = std::size_t{1} << 20U;
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        std::vector<char> room(block);
        for (std::size_t i = next++; i < files.size(); i = next++) {
            files[i].digest = digest_of(paths[i], room);
        }
    };
    auto other = std::async(std::launch::async, work);
    work();
    other.get();
}

} // namespace ferry::extract

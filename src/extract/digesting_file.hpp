#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/queue.hpp"
#include "extract/manifest.hpp"

namespace ferry::extract {

/// A file that is read once, its evidence digest made on another thread meanwhile.
class DigestingFile {
public:
    explicit DigestingFile(const std::filesystem::path& path);
    ~DigestingFile();
    DigestingFile(const DigestingFile&) = delete;
    DigestingFile& operator=(const DigestingFile&) = delete;

    std::size_t read(std::span<char> room);

    /// The file itself, for whoever wants parts of it again.
    std::shared_ptr<const ReadFile> file() const { return file_; }

    /// The digest of all bytes. \pre the file was read to its end.
    std::string digest();

private:
    std::shared_ptr<ReadFile> file_;
    EvidenceDigest digest_;
    BoundedQueue<std::vector<char>> blocks_{4};
    std::thread thread_;
};

/// Works out the digest of each file, on two threads. Throws Error where one cannot be
/// read.
/// \param paths one for each of `files`.
void digest_files(const std::vector<std::filesystem::path>& paths, std::vector<SourceFile>& files);

} // namespace ferry::extract

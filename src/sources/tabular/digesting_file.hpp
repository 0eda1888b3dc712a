#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/queue.hpp"

namespace ferry::tabular {

/// A file that is read once, its evidence digest made on another thread meanwhile.
class DigestingFile {
public:
    explicit DigestingFile(const std::filesystem::path& path);
    ~DigestingFile();
    DigestingFile(const DigestingFile&) = delete;
    DigestingFile& operator=(const DigestingFile&) = delete;

    std::size_t read(std::span<char> room);

    /// The digest of all bytes. \pre the file was read to its end.
    std::string digest();

private:
    ReadFile file_;
    EvidenceDigest digest_;
    BoundedQueue<std::vector<char>> blocks_{4};
    std::thread thread_;
};

} // namespace ferry::tabular

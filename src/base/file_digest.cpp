#include "base/file_digest.hpp"

#include <vector>

#include "base/digest.hpp"
#include "base/files.hpp"

namespace ferry {

std::string file_digest(const std::filesystem::path& path)
{
    constexpr std::size_t block = std::size_t{1} << 18U;
    std::vector<char> room(block);
    ReadFile file{path};
    EvidenceDigest digest;
    while (const std::size_t got = file.read(room)) {
        digest.add({room.data(), got});
    }
    return digest.hex();
}

const std::string& program_digest()
{
    static const std::string digest = file_digest("/proc/self/exe");
    return digest;
}

} // namespace ferry

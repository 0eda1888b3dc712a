#include "support/zip.hpp"

#include <zip.h>

#include "base/require.hpp"

namespace ferry::support {

void make_zip(const std::filesystem::path& path, const std::vector<ZipMember>& members)
{
    std::filesystem::remove(path);
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_EXCL, nullptr);
    require(archive != nullptr, "a test can write its archive");
    for (const ZipMember& member : members) {
        zip_source_t* bytes =
            zip_source_buffer(archive, member.bytes.data(), member.bytes.size(), 0);
        const zip_int64_t at = zip_file_add(archive, member.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
        require(at >= 0, "a test's archive takes the file");
        const auto index = static_cast<zip_uint64_t>(at);
        if (!member.password.empty()) {
            require(zip_file_set_encryption(archive, index, ZIP_EM_AES_256,
                                            member.password.c_str()) == 0,
                    "libzip can encrypt");
        }
        if (member.unix_mode != 0) {
            zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_UNIX,
                                             member.unix_mode << 16U);
        }
    }
    require(zip_close(archive) == 0, "a test's archive is written");
}

} // namespace ferry::support

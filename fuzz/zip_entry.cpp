#include "archive/unpack.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/require.hpp"
#include "entries.hpp"
#include "support/folder.hpp"

namespace ferry::fuzz {

void zip(std::string_view bytes)
{
    static const support::Folder folder;
    const auto room = folder / "room";
    std::filesystem::remove_all(room);
    std::filesystem::create_directory(room);
    write_whole(folder / "x.zip", bytes);
    constexpr std::uint64_t bytes_max = std::uint64_t{1} << 20U;
    try {
        archive::unpack(folder / "x.zip", room, {.ratio_max = 1, .bytes_always = bytes_max});
    } catch (const InputError& refused) {
        require(std::string_view{refused.what()}.starts_with(folder.path().string()),
                "a refusal names the archive");
    }
    std::uint64_t written = 0;
    for (const auto& entry : std::filesystem::directory_iterator{room}) {
        require(entry.symlink_status().type() == std::filesystem::file_type::regular,
                "nothing but files comes out");
        written += entry.file_size();
    }
    require(written <= std::max(bytes_max, std::uint64_t{bytes.size()}), "the limit holds");
    std::size_t beside = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder.path()}) {
        beside += entry.exists() ? 1 : 0;
    }
    require(beside == 2, "nothing stands outside the folder");
}

} // namespace ferry::fuzz

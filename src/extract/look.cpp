#include "extract/look.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/files.hpp"

namespace ferry::extract {
namespace {

struct Magic {
    std::string_view bytes;
    std::string_view kind;
    std::string_view advice;
};

constexpr std::array magics{
    Magic{"PK\x03\x04",             "a zip archive",         "unpack it"      },
    Magic{"PK\x05\x06",             "an empty zip archive",  "ask for it anew"},
    Magic{"\x1f\x8b",               "a gzip file",           "unpack it"      },
    Magic{"7z\xbc\xaf\x27\x1c",     "a 7-zip archive",       "unpack it"      },
    Magic{"\x28\xb5\x2f\xfd",       "a zstd file",           "unpack it"      },
    Magic{"-----BEGIN PGP MESSAGE", "an encrypted gpg file", "decrypt it"     },
    Magic{"\x85\x01",               "an encrypted gpg file", "decrypt it"     },
    Magic{"\x85\x02",               "an encrypted gpg file", "decrypt it"     },
    Magic{"\x84",                   "an encrypted gpg file", "decrypt it"     },
    Magic{"\x8c\x0d",               "an encrypted gpg file", "decrypt it"     },
};

const Magic* magic_of(const std::filesystem::path& file)
{
    std::array<char, 32> room{};
    ReadFile read{file};
    const std::string_view first{room.data(), read.read(room)};
    const auto* found = std::ranges::find_if(
        magics, [&](const Magic& magic) { return first.starts_with(magic.bytes); });
    return found == magics.end() ? nullptr : found;
}

/// How many files stand in a folder and the folders in it, as far as they can be read.
std::int64_t files_below(const std::filesystem::path& folder)
{
    using Iterator = std::filesystem::recursive_directory_iterator;
    std::error_code failed;
    std::int64_t files = 0;
    for (Iterator at{folder, std::filesystem::directory_options::skip_permission_denied, failed};
         !failed && at != Iterator{}; at.increment(failed)) {
        std::error_code vanished;
        files += at->is_directory(vanished) ? 0 : 1;
    }
    return files;
}

} // namespace

std::string container_kind(const std::filesystem::path& file)
{
    const Magic* magic = magic_of(file);
    return magic == nullptr ? std::string{} : std::string{magic->kind};
}

void check_folder(const std::filesystem::path& path, const std::string& wanted)
{
    std::error_code failed;
    const auto status = std::filesystem::status(path, failed);
    if (status.type() == std::filesystem::file_type::none) {
        throw InputError{fmt::format("{}: cannot be looked at: {}; check the permissions of the "
                                     "folders it is in",
                                     path.string(), failed.message())};
    }
    if (!std::filesystem::exists(status)) {
        throw InputError{fmt::format("{}: there is nothing here; {} (a folder) was expected",
                                     path.string(), wanted)};
    }
    if (std::filesystem::is_directory(status)) {
        return;
    }
    const Magic* magic = std::filesystem::is_regular_file(status) ? magic_of(path) : nullptr;
    if (magic != nullptr) {
        throw InputError{fmt::format("{}: this is {}; {} (a folder) was expected: {} and give the "
                                     "folder",
                                     path.string(), magic->kind, wanted, magic->advice)};
    }
    throw InputError{
        fmt::format("{}: this is a file; {} (a folder) was expected", path.string(), wanted)};
}

FolderContent content_of(const std::filesystem::path& folder)
{
    std::error_code failed;
    FolderContent content;
    for (std::filesystem::directory_iterator at{folder, failed}, end; !failed && at != end;
         at.increment(failed)) {
        (at->is_regular_file() ? content.files : content.others).push_back(at->path());
    }
    if (failed) {
        throw InputError{fmt::format("{}: cannot be read: {}; check the permissions",
                                     folder.string(), failed.message())};
    }
    std::ranges::sort(content.files);
    std::ranges::sort(content.others);
    if (content.files.empty() && !content.others.empty()) {
        throw InputError{fmt::format("{}: no file stands here, only folders; folders in an extract "
                                     "are not looked into: give the one that holds the files, such "
                                     "as {}",
                                     folder.string(), content.others.front().string())};
    }
    return content;
}

Question unread(const std::filesystem::path& file, std::string_view what)
{
    const std::string name = file.filename().string();
    return {.cause = "unknown_file:" + name,
            .what = fmt::format("{} was not read: {}", what, name),
            .count = 1,
            .sample = name};
}

std::vector<Question> unread(const std::vector<std::filesystem::path>& others)
{
    std::vector<Question> questions;
    for (const auto& path : others) {
        std::error_code failed;
        questions.push_back(unread(path, std::filesystem::is_directory(path, failed)
                                             ? fmt::format("a folder ({} files)", files_below(path))
                                             : "what is neither a file nor a folder"));
    }
    return questions;
}

} // namespace ferry::extract

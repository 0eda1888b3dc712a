#include "archive/unpacked_extract.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace ferry::archive {
namespace {

using std::filesystem::path;

/// The archives that an extract consists of; none if it is something else, whatever
/// that may be: who reads it says what is wrong.
std::vector<path> archives_of(const path& extract)
{
    std::error_code failed;
    if (std::filesystem::is_regular_file(extract, failed)) {
        return is_zip(extract) ? std::vector{extract} : std::vector<path>{};
    }
    std::vector<path> files;
    for (std::filesystem::directory_iterator at{extract, failed}, end; !failed && at != end;
         at.increment(failed)) {
        if (!at->is_regular_file() || !is_zip(at->path())) {
            return {};
        }
        files.push_back(at->path());
    }
    std::ranges::sort(files);
    return files;
}

} // namespace

UnpackedExtract::UnpackedExtract(const path& extract, path room)
    : room_{std::move(room)}, folder_{extract}
{
    std::filesystem::remove_all(room_);
    const std::vector<path> packed = archives_of(extract);
    if (packed.empty()) {
        return;
    }
    std::filesystem::create_directories(room_);
    folder_ = room_;
    try {
        for (const path& archive : packed) {
            std::ranges::move(unpack(archive, room_), std::back_inserter(archives_));
        }
    } catch (...) {
        std::error_code left_for_the_next_pass;
        std::filesystem::remove_all(room_, left_for_the_next_pass);
        throw;
    }
}

UnpackedExtract::~UnpackedExtract()
{
    std::error_code left_for_the_next_pass;
    std::filesystem::remove_all(room_, left_for_the_next_pass);
}

} // namespace ferry::archive

#include "archive/unpacked_extract.hpp"

#include <algorithm>
#include <iterator>
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

/// What the extract is called, however its path is written.
path name_of(const path& extract)
{
    return (std::filesystem::absolute(extract).lexically_normal() / "").parent_path().filename();
}

} // namespace

UnpackedExtract::Room::Room(path path) : path_{std::move(path)}
{
    std::filesystem::remove_all(path_);
}

UnpackedExtract::Room::~Room()
{
    std::error_code left_for_the_next_pass;
    std::filesystem::remove_all(path_, left_for_the_next_pass);
}

UnpackedExtract::UnpackedExtract(const path& extract, const path& room)
    : room_{room}, folder_{extract}
{
    for (const path& archive : archives_of(extract)) {
        folder_ = room / name_of(extract);
        std::filesystem::create_directories(folder_);
        std::ranges::move(unpack(archive, folder_), std::back_inserter(archives_));
    }
}

std::vector<std::string> UnpackedExtract::names() const
{
    std::vector<std::string> all;
    std::ranges::transform(archives_, std::back_inserter(all), &Archive::name);
    return all;
}

} // namespace ferry::archive

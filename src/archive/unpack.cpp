#include "archive/unpack.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include <fmt/format.h>

#include "archive/zip_file.hpp"
#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "base/progress.hpp"
#include "base/text.hpp"

namespace ferry::archive {
namespace {

constexpr std::size_t piece_size = std::size_t{1} << 16U;
constexpr std::size_t name_size_max = 255;
constexpr std::string_view apples_folder = "__MACOSX/";

/// Why no file may be made of an entry's name; empty if one may.
std::string_view fault_of(std::string_view name)
{
    if (name.starts_with('/') || name.find('\\') != std::string_view::npos ||
        (name.size() > 1 && name[1] == ':')) {
        return "is no plain path within the archive";
    }
    for (const std::string_view part : split(name, '/')) {
        if (part == "..") {
            return "leads out of the folder";
        }
    }
    if (std::ranges::any_of(name, [](unsigned char c) { return c < ' ' || c == 0x7f; })) {
        return "has control characters in its name";
    }
    const std::string_view last = split(name, '/').back();
    if (last.size() > name_size_max || last.empty() || last == ".") {
        return "has a name that no file can have";
    }
    return {};
}

class Unpacking {
public:
    Unpacking(const std::filesystem::path& archive, std::filesystem::path folder,
              const Limits& limits)
        : outer_{archive.string()}, folder_{std::move(folder)}, limits_{limits},
          bytes_max_{
              std::max(limits.bytes_always, limits.ratio_max * std::filesystem::file_size(archive))}
    {
    }

    /// The archive, then those that come out of it.
    std::vector<Archive> run(const std::filesystem::path& archive);

private:
    struct Waiting {
        std::filesystem::path path;
        std::string name;
        int depth = 1;
    };
    [[noreturn]] void refuse(std::string_view why) const;
    void unpack(const Waiting& archive);
    void unpack(const ZipFile& zip, const ZipFile::Entry& entry, int depth);
    void check(const ZipFile::Entry& entry) const;
    void write(const ZipFile& zip, const ZipFile::Entry& entry, const std::filesystem::path& to);

    std::string outer_;
    std::filesystem::path folder_;
    Limits limits_;
    std::uint64_t bytes_max_;
    std::uint64_t bytes_ = 0; ///< written so far
    std::size_t files_ = 0;
    Progress progress_{"unpack", "MB", 0};
    std::vector<Archive> archives_; ///< the last of them is being unpacked
    std::vector<Waiting> waiting_;
    std::array<char, piece_size> room_{};
};

void Unpacking::refuse(std::string_view why) const
{
    throw InputError{fmt::format("{}: this zip archive {}; it was not unpacked. Find out who made "
                                 "it, or unpack it by other means and give the folder",
                                 outer_, why)};
}

std::vector<Archive> Unpacking::run(const std::filesystem::path& archive)
{
    waiting_.push_back({.path = archive, .name = archive.filename().string()});
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
        const Waiting next = waiting_[i];
        unpack(next);
        if (i > 0) { // one that came out of another
            std::filesystem::remove(next.path);
        }
    }
    return std::move(archives_);
}

void Unpacking::unpack(const Waiting& archive)
{
    if (archive.depth > limits_.depth_max) {
        refuse(fmt::format("holds archives in archives more than {} deep", limits_.depth_max));
    }
    archives_.push_back({.name = archive.name,
                         .digest = file_digest(archive.path),
                         .bytes = std::filesystem::file_size(archive.path)});
    const ZipFile zip{archive.path};
    for (std::uint64_t i = 0; i < zip.size(); ++i) {
        const ZipFile::Entry entry = zip.entry(i);
        if (!entry.folder && !entry.name.starts_with(apples_folder)) {
            unpack(zip, entry, archive.depth);
        }
    }
}

void Unpacking::unpack(const ZipFile& zip, const ZipFile::Entry& entry, int depth)
{
    check(entry);
    const std::filesystem::path to = folder_ / std::string{split(entry.name, '/').back()};
    if (std::filesystem::exists(to)) {
        refuse(fmt::format("holds two files of the name '{}'", to.filename().string()));
    }
    write(zip, entry, to);
    if (!is_zip(to)) {
        ++archives_.back().files;
        return;
    }
    const std::filesystem::path inner =
        fmt::format("{}.{}.unpacking", to.string(), waiting_.size());
    if (std::filesystem::exists(inner)) {
        refuse(fmt::format("holds two files of the name '{}'", inner.filename().string()));
    }
    std::filesystem::rename(to, inner);
    waiting_.push_back({.path = inner, .name = entry.name, .depth = depth + 1});
}

void Unpacking::check(const ZipFile::Entry& entry) const
{
    if (entry.link) {
        refuse(fmt::format("holds a link, '{}'", shortened(entry.name, name_size_max)));
    }
    if (const std::string_view fault = fault_of(entry.name); !fault.empty()) {
        refuse(fmt::format("holds '{}', which {}", shortened(entry.name, name_size_max), fault));
    }
}

void Unpacking::write(const ZipFile& zip, const ZipFile::Entry& entry,
                      const std::filesystem::path& to)
{
    if (++files_ > limits_.files_max) {
        refuse(fmt::format("holds more than {} files", limits_.files_max));
    }
    ZipFile::Reading from{zip, entry};
    std::ofstream file{to, std::ios::binary};
    while (const std::size_t got = from.read(room_)) {
        progress_.advance(static_cast<std::int64_t>(((bytes_ + got) >> 20U) - (bytes_ >> 20U)));
        bytes_ += got;
        if (bytes_ > bytes_max_) {
            refuse(fmt::format("unfolds to more than {} MB, over {} times its size",
                               bytes_max_ >> 20U, limits_.ratio_max));
        }
        file.write(room_.data(), static_cast<std::streamsize>(got));
    }
    file.close();
    if (!file) {
        throw_system_error("cannot write " + to.string());
    }
}

} // namespace

bool is_zip(const std::filesystem::path& file)
{
    std::array<char, 4> room{};
    std::ifstream{file, std::ios::binary}.read(room.data(), room.size());
    const std::string_view first{room.data(), room.size()};
    return first == "PK\x03\x04" || first == "PK\x05\x06";
}

std::vector<Archive> unpack(const std::filesystem::path& archive,
                            const std::filesystem::path& folder, const Limits& limits)
{
    return Unpacking{archive, folder, limits}.run(archive);
}

} // namespace ferry::archive

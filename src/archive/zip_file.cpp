#include "archive/zip_file.hpp"

#include <zip.h>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"

namespace ferry::archive {
namespace {

constexpr std::size_t name_shown_max = 120;

[[noreturn]] void refuse(const std::string& archive, std::string_view why)
{
    throw InputError{fmt::format(
        "{}: this is a zip archive, but {}; a whole one that needs no password, or the extract "
        "itself (a folder) was expected: ask for it anew, or unpack it by other means and give "
        "the folder",
        archive, why)};
}

std::string words_of(int code)
{
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    std::string words{zip_error_strerror(&error)};
    zip_error_fini(&error);
    return words;
}

} // namespace

void ZipFile::Discard::operator()(zip* opened) const
{
    zip_discard(opened);
}

void ZipFile::Reading::Close::operator()(zip_file* file) const
{
    zip_fclose(file);
}

ZipFile::ZipFile(std::filesystem::path path) : path_{std::move(path)}
{
    int code = ZIP_ER_OK;
    zip_.reset(zip_open(path_.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
    if (!zip_) {
        refuse(path_.string(), fmt::format("it cannot be opened: {}", words_of(code)));
    }
}

std::uint64_t ZipFile::size() const
{
    return static_cast<std::uint64_t>(zip_get_num_entries(zip_.get(), 0));
}

ZipFile::Entry ZipFile::entry(std::uint64_t index) const
{
    zip_stat_t facts;
    if (zip_stat_index(zip_.get(), index, ZIP_FL_ENC_RAW, &facts) != 0 ||
        (facts.valid & ZIP_STAT_NAME) == 0) {
        refuse(path_.string(), fmt::format("its file {} has no name", index + 1));
    }
    Entry entry{.index = index, .name = facts.name};
    entry.folder = entry.name.ends_with('/');
    if ((facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && facts.encryption_method != ZIP_EM_NONE) {
        refuse(path_.string(),
               fmt::format("'{}' in it is encrypted", shortened(entry.name, name_shown_max)));
    }
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(zip_.get(), index, 0, &system, &attributes) == 0 &&
        system == ZIP_OPSYS_UNIX) {
        constexpr zip_uint32_t kind_mask = 0170000;
        constexpr zip_uint32_t link_kind = 0120000;
        entry.link = ((attributes >> 16U) & kind_mask) == link_kind;
    }
    return entry;
}

ZipFile::Reading::Reading(const ZipFile& of, const Entry& entry)
    : where_{of.path_.string()}, file_{zip_fopen_index(of.zip_.get(), entry.index, 0)}
{
    if (!file_) {
        refuse(where_,
               fmt::format("'{}' in it cannot be unpacked: {}",
                           shortened(entry.name, name_shown_max), zip_strerror(of.zip_.get())));
    }
}

std::size_t ZipFile::Reading::read(std::span<char> room)
{
    const zip_int64_t got = zip_fread(file_.get(), room.data(), room.size());
    if (got < 0) {
        refuse(where_, fmt::format("it is damaged: {}", zip_file_strerror(file_.get())));
    }
    return static_cast<std::size_t>(got);
}

} // namespace ferry::archive

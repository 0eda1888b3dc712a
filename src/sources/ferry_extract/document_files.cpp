#include "sources/ferry_extract/document_files.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace ferry::sources::ferry_extract {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t file_bytes_max = std::int64_t{512} << 20U;

} // namespace

bool DocumentFiles::list(std::string_view name, std::string_view digest, const std::string& place)
{
    if (!name.starts_with(documents_table)) {
        return false;
    }
    const auto parts = split(name, '/');
    const auto case_no = parts.size() == 3 ? whole_number(parts[1]) : std::nullopt;
    if (!case_no || *case_no < directory_case || parts[2].empty() || parts[2].front() == '.' ||
        parts[2].find('\n') != std::string_view::npos) {
        throw InputError{fmt::format("{}: documents/CASE/DIGEST was expected as the name of a "
                                     "document's file, not {}; ask for the file anew",
                                     place, name)};
    }
    listed_.push_back(
        {.name = std::string{name}, .digest = std::string{digest}, .case_no = *case_no});
    return true;
}

void DocumentFiles::look(const fs::path& extract)
{
    extract_ = extract;
    std::set<std::string_view> names;
    for (const Listed& file : listed_) {
        const fs::path path = extract / file.name;
        if (!fs::is_regular_file(path)) {
            throw InputError{fmt::format("{}: missing, though integrity.csv lists it; ask for the "
                                         "extract anew",
                                         path.string())};
        }
        const std::int64_t size = ReadFile{path}.size();
        if (size > file_bytes_max) {
            throw InputError{fmt::format("{}: {} MB; Ferry writes and reads documents of up to {} "
                                         "MB; ask for the extract anew",
                                         path.string(), size >> 20U, file_bytes_max >> 20U)};
        }
        bytes_ += size;
        names.insert(file.name);
    }
    const fs::path folder = extract / documents_table;
    if (!fs::is_directory(folder)) {
        return;
    }
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        std::string name = fs::relative(entry.path(), extract).string();
        if (!entry.is_directory() && !names.contains(name)) {
            unlisted_.push_back(std::move(name));
        }
    }
    std::ranges::sort(unlisted_);
}

void DocumentFiles::read(const std::function<void(CaseNo, const extract::RawRow&)>& take)
{
    digests_.clear();
    changed_.clear();
    extract::RawRow row;
    for (const Listed& file : listed_) {
        const std::string bytes = read_whole(extract_ / file.name);
        note(file, evidence_digest(bytes));
        const std::string whole = fmt::format("{}\n{}", file.name, bytes);
        row.line += 1;
        row.bytes = whole;
        take(file.case_no, row);
    }
}

std::string DocumentFiles::digest()
{
    if (digests_.empty()) {
        changed_.clear();
        for (const Listed& file : listed_) {
            note(file, file_digest(extract_ / file.name));
        }
    }
    return evidence_digest(digests_);
}

void DocumentFiles::note(const Listed& file, const std::string& digest)
{
    digests_ += fmt::format("{} {}\n", file.name, digest);
    if (digest != file.digest) {
        changed_.push_back(file.name);
    }
}

DocumentFile document_file(std::string_view row)
{
    const std::size_t end = row.find('\n');
    const std::string_view name = row.substr(0, end);
    return {.digest = name.substr(name.rfind('/') + 1), .bytes = row.substr(end + 1)};
}

} // namespace ferry::sources::ferry_extract

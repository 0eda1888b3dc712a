#include "targets/ferry_extract/scanned_table.hpp"

#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"

namespace ferry::targets::ferry_extract {

ScannedTable::ScannedTable(std::filesystem::path path, bool item_keys)
    : path_{std::move(path)}, item_keys_{item_keys}
{
    look();
}

ScannedTable::~ScannedTable()
{
    if (data_ != nullptr) {
        ::munmap(const_cast<char*>(data_), size_); // NOLINT(cppcoreguidelines-pro-type-const-cast)
    }
}

ScannedTable::ScannedTable(ScannedTable&& other) noexcept
    : path_{std::move(other.path_)},
      item_keys_{other.item_keys_}, data_{std::exchange(other.data_, nullptr)}, size_{other.size_},
      looked_at_{other.looked_at_}, columns_{std::move(other.columns_)}, runs_{
                                                                             std::move(other.runs_)}
{
}

bool ScannedTable::look()
{
    if (!map_again()) {
        return false;
    }
    for (auto end = row_end(looked_at_); end; end = row_end(looked_at_)) {
        if (looked_at_ == 0) {
            for (const std::string_view name : split(trimmed(bytes().substr(0, *end)), ',')) {
                columns_.emplace_back(name);
            }
        } else {
            index(looked_at_, *end);
        }
        looked_at_ = *end;
    }
    return true;
}

/// True if the file has bytes that were not looked at yet.
bool ScannedTable::map_again()
{
    const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT) {
        return false;
    }
    struct stat facts {};
    if (file < 0 || ::fstat(file, &facts) != 0) {
        throw_system_error("cannot read " + path_.string());
    }
    const auto size = static_cast<std::size_t>(facts.st_size);
    if (size <= looked_at_) {
        ::close(file);
        return false;
    }
    void* mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    ::close(file);
    if (mapped == MAP_FAILED) {
        throw_system_error("cannot read " + path_.string());
    }
    if (data_ != nullptr) {
        ::munmap(const_cast<char*>(data_), size_); // NOLINT(cppcoreguidelines-pro-type-const-cast)
    }
    data_ = static_cast<const char*>(mapped);
    size_ = size;
    return true;
}

/// Behind the line end of the row that begins at `from`; nothing if it has none.
std::optional<std::size_t> ScannedTable::row_end(std::size_t from) const
{
    bool quoted = false;
    for (std::size_t at = from; at < size_; ++at) {
        if (data_[at] == '"') {
            quoted = !quoted;
        } else if (data_[at] == '\n' && !quoted) {
            return at + 1;
        }
    }
    return std::nullopt;
}

void ScannedTable::index(std::size_t begin, std::size_t end)
{
    std::int64_t number = 0;
    std::from_chars(data_ + begin, data_ + end, number); // no number: nobody's, case 0
    const CaseNo case_no = item_keys_ ? case_of(number) : number;
    auto& runs = runs_[case_no];
    if (!runs.empty() && runs.back().end == begin) {
        runs.back().end = end;
    } else {
        runs.push_back({begin, end});
    }
}

std::vector<std::string_view> ScannedTable::rows_of(CaseNo case_no) const
{
    std::vector<std::string_view> rows;
    const auto found = runs_.find(case_no);
    if (found == runs_.end()) {
        return rows;
    }
    for (const Run& run : found->second) {
        for (std::size_t at = run.begin; at < run.end;) {
            const std::size_t end = row_end(at).value_or(run.end);
            std::string_view row = bytes().substr(at, end - at);
            while (row.ends_with('\n') || row.ends_with('\r')) {
                row.remove_suffix(1);
            }
            rows.push_back(row);
            at = end;
        }
    }
    return rows;
}

std::vector<CaseNo> ScannedTable::cases() const
{
    std::vector<CaseNo> cases;
    cases.reserve(runs_.size());
    for (const auto& [case_no, runs] : runs_) {
        cases.push_back(case_no);
    }
    return cases;
}

} // namespace ferry::targets::ferry_extract

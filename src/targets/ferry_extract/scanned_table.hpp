#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "record/record.hpp"

namespace ferry::targets::ferry_extract {

/// One file of an extract, looked into: its columns, and where the rows of each case
/// stand. The file may grow while it is read; a row without its line end is not there
/// yet.
class ScannedTable {
public:
    /// \param item_keys rows begin with an item's key; else with a case number.
    ScannedTable(std::filesystem::path path, bool item_keys);
    ~ScannedTable();
    ScannedTable(ScannedTable&& other) noexcept;
    ScannedTable(const ScannedTable&) = delete;
    ScannedTable& operator=(const ScannedTable&) = delete;
    ScannedTable& operator=(ScannedTable&&) = delete;

    /// Looks at what came since the last time. \return whether anything did.
    bool look();

    /// The names in the first row.
    std::span<const std::string> columns() const { return columns_; }

    /// The rows of a case as they stand, in the order of the file. Valid until look().
    std::vector<std::string_view> rows_of(CaseNo case_no) const;

    /// Every case that has rows.
    std::vector<CaseNo> cases() const;

private:
    /// Rows of one case that stand one behind the other.
    struct Run {
        std::size_t begin;
        std::size_t end;
    };
    std::string_view bytes() const { return {data_, size_}; }
    bool map_again();
    std::optional<std::size_t> row_end(std::size_t from) const;
    void index(std::size_t begin, std::size_t end);

    std::filesystem::path path_;
    bool item_keys_;
    const char* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t looked_at_ = 0;
    std::vector<std::string> columns_;
    std::unordered_map<CaseNo, std::vector<Run>> runs_;
};

} // namespace ferry::targets::ferry_extract

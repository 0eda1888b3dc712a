#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.hpp"

/// What the benchmark's rival needs to read delimited text as fast as it can be
/// read. It trusts its input and proves nothing, which Ferry's own reader may not.
namespace ferry::bench {

/// A delimited file from front to back, a block at a time.
class DelimitedFile {
public:
    explicit DelimitedFile(const std::filesystem::path& path);

    /// The fields of the next row, without their quotes; false at the end. They are
    /// valid until the next call.
    bool next(std::vector<std::string_view>& fields);

    std::int64_t size() const { return file_.size(); }

private:
    bool read_row(std::vector<std::string_view>& fields);
    const char* read_quoted(const char* begin, std::string_view& field);
    bool more();

    ReadFile file_;
    std::vector<char> block_;
    const char* at_; ///< the row to come
    const char* end_;
    std::deque<std::string> undoubled_; ///< fields of the row that had doubled quotes
};

} // namespace ferry::bench

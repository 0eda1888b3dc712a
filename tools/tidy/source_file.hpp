#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::tidy {

/// A text file of the repository, as the rules look at it.
struct SourceFile {
    std::string path; ///< from the root, with forward slashes
    std::string text;
    std::string code; ///< `text` with comments and literals blanked out, place for place
    std::vector<std::string_view> lines;
    std::vector<std::string_view> code_lines;

    SourceFile(std::string where, std::string content);
    ~SourceFile() = default;
    SourceFile(const SourceFile&) = delete; // the views would look into the original
    SourceFile& operator=(const SourceFile&) = delete;
};

/// A rule that a line breaks. Line 0 is the file as a whole.
struct Breach {
    std::string path;
    std::int64_t line{};
    std::string what;
};

/// C++ text with its comments and literals blanked out; line ends stay.
std::string code_only(std::string_view text);

/// True if `path` ends with one of `endings`.
template <typename Endings>
bool ends_with_any(std::string_view path, const Endings& endings)
{
    return std::ranges::any_of(endings, [&](const auto& ending) { return path.ends_with(ending); });
}

} // namespace ferry::tidy

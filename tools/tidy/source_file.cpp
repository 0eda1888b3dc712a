#include "tidy/source_file.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/text.hpp"

namespace ferry::tidy {
namespace {

bool is_name_character(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// The place after `mark`, looked for from `from`; the end of the text if there is none.
std::size_t after(std::string_view text, std::string_view mark, std::size_t from)
{
    const std::size_t at = text.find(mark, from);
    return at == std::string_view::npos ? text.size() : at + mark.size();
}

std::size_t end_of_quoted(std::string_view text, std::size_t at)
{
    const char quote = text[at];
    for (++at; at < text.size() && text[at] != quote && text[at] != '\n'; ++at) {
        at += text[at] == '\\' ? 1U : 0U;
    }
    return std::min(at + 1, text.size());
}

std::size_t end_of_raw_string(std::string_view text, std::size_t at)
{
    const std::size_t open = text.find('(', at);
    if (open == std::string_view::npos) {
        return text.size();
    }
    const auto delimiter = text.substr(at + 2, open - at - 2);
    return after(text, ")" + std::string{delimiter} + "\"", open);
}

/// Where the comment or literal that begins at `at` ends; `at` if none begins there.
std::size_t end_of_blank(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    const bool inside_name = at > 0 && is_name_character(text[at - 1]);
    if (rest.starts_with("//")) {
        return std::min(text.find('\n', at), text.size());
    }
    if (rest.starts_with("/*")) {
        return after(text, "*/", at + 2);
    }
    if (rest.starts_with("R\"") && !inside_name) {
        return end_of_raw_string(text, at);
    }
    if (rest.starts_with('"') || (rest.starts_with('\'') && !inside_name)) {
        return end_of_quoted(text, at); // a quote inside a number is a digit separator
    }
    return at;
}

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines = split(text, '\n');
    if (lines.back().empty()) {
        lines.pop_back();
    }
    return lines;
}

} // namespace

SourceFile::SourceFile(std::string where, std::string content)
    : path{std::move(where)}, text{std::move(content)}, code{code_only(text)},
      lines{lines_of(text)}, code_lines{lines_of(code)}
{
}

std::string code_only(std::string_view text)
{
    std::string code{text};
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = end_of_blank(text, at);
        for (std::size_t i = at; i < end; ++i) {
            code[i] = text[i] == '\n' ? '\n' : ' ';
        }
        at = std::max(end, at + 1);
    }
    return code;
}

} // namespace ferry::tidy

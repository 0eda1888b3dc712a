#include "tidy/rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "tidy/tables.hpp"

namespace ferry::tidy {
namespace {

bool is_cpp(const SourceFile& file)
{
    return ends_with_any(file.path, std::array{".cpp", ".hpp"});
}

std::int64_t width(std::string_view line)
{
    return std::ranges::count_if(
        line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

bool is_name_character(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Where `word` stands whole in `line`, or npos.
std::size_t find_word(std::string_view line, std::string_view word)
{
    for (std::size_t at = line.find(word); at != std::string_view::npos;
         at = line.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool begins = at == 0 || !is_name_character(line[at - 1]);
        if (begins && (end == line.size() || !is_name_character(line[end]))) {
            return at;
        }
    }
    return std::string_view::npos;
}

/// True for a line that may stand before a header's comment: what only opens
/// the stage, or says that a type exists elsewhere.
bool is_preamble(std::string_view line)
{
    const bool opens = line.empty() || line.starts_with('#') || line.starts_with("namespace") ||
                       line.starts_with("extern \"C\"") || line.starts_with('}');
    const bool forward = (line.starts_with("class ") || line.starts_with("struct ")) &&
                         line.ends_with(';') && line.find('{') == std::string_view::npos;
    return opens || forward;
}

/// True for a row of a table, which the formatter makes as wide as its columns.
bool is_table_row(std::string_view line)
{
    const std::size_t brace = line.find('{');
    return brace != std::string_view::npos && line.ends_with("},") &&
           std::ranges::all_of(line.substr(0, brace), is_name_character);
}

bool names_private_path(std::string_view line, std::string_view path)
{
    for (std::size_t at = line.find(path); at != std::string_view::npos;
         at = line.find(path, at + 1)) {
        const char before = at == 0 ? ' ' : line[at - 1];
        if (!is_name_character(before) &&
            std::string_view{".-}"}.find(before) == std::string::npos) {
            return true;
        }
    }
    return false;
}

void check_written_words(const SourceFile& file, std::vector<Breach>& breaches)
{
    std::int64_t number = 0;
    for (const std::string_view line : file.lines) {
        ++number;
        const std::string small = lower(line);
        for (const auto& [refused, instead] : words) {
            if (find_word(small, refused) != std::string_view::npos) {
                breaches.push_back({file.path, number,
                                    "the word '" + std::string{refused} +
                                        "' (say: " + std::string{instead} + ")"});
            }
        }
        for (const std::string_view note : notes) {
            const std::size_t at = find_word(line, note);
            if (at != std::string_view::npos && !line.substr(at + note.size()).starts_with("(#")) {
                breaches.push_back(
                    {file.path, number, std::string{note} + " without the number of an issue"});
            }
        }
    }
}

/// True if a literal on the line begins as a query does.
bool has_query(std::string_view line)
{
    return std::ranges::any_of(query_begins, [&](std::string_view begin) {
        return line.find('"' + std::string{begin}) != std::string_view::npos;
    });
}

} // namespace

bool is_code(const SourceFile& file)
{
    return std::ranges::any_of(code_folders, [&](std::string_view folder) {
        return file.path.starts_with(std::string{folder} + "/");
    });
}

void check_form(const SourceFile& file, std::vector<Breach>& breaches)
{
    if (!is_code(file) || !ends_with_any(file.path, measured_endings)) {
        return;
    }
    std::int64_t number = 0;
    for (const std::string_view line : file.lines) {
        ++number;
        if (width(line) > columns_max && !is_table_row(trimmed(line))) {
            breaches.push_back({file.path, number, "the line is over 100 columns"});
        }
        if (line.find('\t') != std::string_view::npos) {
            breaches.push_back({file.path, number, "a tab"});
        }
        if (line.ends_with(' ') || line.ends_with('\r')) {
            breaches.push_back({file.path, number, "a blank at the line's end"});
        }
    }
    if (number > lines_max) {
        breaches.push_back({file.path, 0, "the file is over 500 lines"});
    }
    if (!file.text.empty() && !file.text.ends_with('\n')) {
        breaches.push_back({file.path, number, "no line end at the file's end"});
    }
}

void check_header(const SourceFile& file, std::vector<Breach>& breaches)
{
    if (!is_code(file) || !file.path.ends_with(".hpp")) {
        return;
    }
    if (std::ranges::count(file.lines, "#pragma once") != 1) {
        breaches.push_back({file.path, 0, "no #pragma once"});
    }
    std::int64_t number = 0;
    for (const std::string_view line : file.lines) {
        ++number;
        const std::string_view text = trimmed(line);
        if (text.starts_with("//")) {
            return;
        }
        if (!is_preamble(text)) {
            breaches.push_back({file.path, number, "no comment before the first declaration"});
            return;
        }
    }
}

void check_code(const SourceFile& file, std::vector<Breach>& breaches)
{
    if (!is_code(file) || !is_cpp(file)) {
        return;
    }
    const bool catches = ends_with_any(file.path, may_catch);
    std::int64_t number = 0;
    for (const std::string_view line : file.code_lines) {
        ++number;
        if (line.starts_with("using namespace")) { // what is indented is inside a function
            breaches.push_back({file.path, number, "'using namespace' at file scope"});
        }
        const std::size_t at = find_word(line, "catch");
        if (!catches && at != std::string_view::npos &&
            trimmed(line.substr(at + 5)).starts_with('(')) {
            breaches.push_back({file.path, number, "an exception is caught away from the edges"});
        }
    }
}

void check_queries(const SourceFile& file, std::vector<Breach>& breaches)
{
    const bool may = std::ranges::any_of(
        may_query, [&](std::string_view folder) { return file.path.starts_with(folder); });
    if (may || !file.path.starts_with("src/") || !is_cpp(file) ||
        file.path.ends_with("_test.cpp")) { // a test looks where it likes
        return;
    }
    std::int64_t number = 0;
    for (const std::string_view line : file.lines) {
        ++number;
        if (has_query(line)) {
            breaches.push_back({file.path, number, "a query away from the schemas"});
        }
    }
}

void check_words(const SourceFile& file, std::vector<Breach>& breaches)
{
    if (ends_with_any(file.path, free_of_words)) {
        return;
    }
    if (ends_with_any(file.path, written_endings)) {
        check_written_words(file, breaches);
    }
    std::int64_t number = 0;
    for (const std::string_view line : file.lines) {
        ++number;
        for (const std::string_view path : private_paths) {
            if (names_private_path(line, path)) {
                breaches.push_back(
                    {file.path, number, "a path of one machine (" + std::string{path} + "...)"});
            }
        }
    }
}

void check_file(const SourceFile& file, std::vector<Breach>& breaches)
{
    check_form(file, breaches);
    check_header(file, breaches);
    check_code(file, breaches);
    check_queries(file, breaches);
    check_words(file, breaches);
}

} // namespace ferry::tidy

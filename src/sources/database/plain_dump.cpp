#include "sources/database/plain_dump.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <random>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"

namespace ferry::database {
namespace {

/// What begins a text between dollars, such as $_$, at this place; empty if nothing does.
std::string_view dollar_quote(std::string_view line, std::size_t at)
{
    const std::size_t end = line.find('$', at + 1);
    if (end == std::string_view::npos) {
        return {};
    }
    const std::string_view tag = line.substr(at + 1, end - at - 1);
    const bool is_tag = std::ranges::all_of(tag, is_word_character);
    const bool is_parameter = !tag.empty() && is_digit(tag.front());
    return is_tag && !is_parameter ? line.substr(at, end - at + 1) : std::string_view{};
}

/// A word that nobody who wrote the dump could know.
std::string key_of_guard()
{
    std::random_device random;
    return fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

} // namespace

void DumpScanner::take(std::string_view line)
{
    if (data_) {
        data_ = line != "\\.";
        return;
    }
    data_ = at_statement() && line.starts_with("COPY ") && line.ends_with(" FROM stdin;");
    for (std::size_t at = 0; !data_ && at < line.size();) {
        at = quote_.empty() ? step(line, at) : skip_quoted(line, at);
    }
}

/// One sign of SQL, or the beginning of a text.
std::size_t DumpScanner::step(std::string_view line, std::size_t at)
{
    if (comment_) {
        const std::size_t end = line.find("*/", at);
        comment_ = end == std::string_view::npos;
        return comment_ ? line.size() : end + 2;
    }
    const std::string_view rest = line.substr(at);
    if (rest.starts_with("--")) {
        return line.size();
    }
    if (rest.starts_with("/*")) {
        comment_ = true;
        return at + 2;
    }
    if (rest.front() == '\'' || rest.front() == '"') {
        quote_ = rest.front();
        escapes_ = rest.front() == '\'' && at > 0 && (line[at - 1] == 'E' || line[at - 1] == 'e');
    } else if (rest.front() == '$') {
        quote_ = dollar_quote(line, at);
        return at + std::max<std::size_t>(quote_.size(), 1);
    }
    return at + 1;
}

std::size_t DumpScanner::skip_quoted(std::string_view line, std::size_t at)
{
    if (escapes_ && line[at] == '\\') {
        return at + 2;
    }
    if (!line.substr(at).starts_with(quote_)) {
        return at + 1;
    }
    at += quote_.size();
    quote_.clear(); // a doubled quote ends one text and begins the next: the same in the end
    return at;
}

bool is_restored(std::string_view statement)
{
    const bool whole = statement.ends_with(';');
    const bool owner = whole && statement.starts_with("ALTER ") &&
                       statement.find(" OWNER TO ") != std::string_view::npos;
    const bool rights =
        whole && (statement.starts_with("GRANT ") || statement.starts_with("REVOKE ") ||
                  statement.starts_with("ALTER DEFAULT PRIVILEGES ") ||
                  statement.starts_with("COMMENT ON EXTENSION "));
    const bool guard =
        statement.starts_with("\\restrict ") || statement.starts_with("\\unrestrict ");
    return !owner && !rights && !guard;
}

void write_safe_script(const std::filesystem::path& dump, const std::filesystem::path& script)
{
    std::ifstream from{dump, std::ios::binary};
    std::ofstream to{script, std::ios::binary};
    to << "\\restrict " << key_of_guard() << '\n';
    DumpScanner scanner;
    std::string line;
    while (std::getline(from, line)) {
        const bool kept = !scanner.at_statement() || is_restored(trimmed(line));
        if (!kept) {
            continue;
        }
        scanner.take(line);
        to << line << '\n';
    }
    to.close();
    if (from.bad() || !to) {
        throw Error{fmt::format("cannot write {}: is the disk full?", script.string())};
    }
}

} // namespace ferry::database

#include "sources/tabular/name_pattern.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/contains.hpp"
#include "base/text.hpp"

namespace ferry::tabular {
namespace {

/// A text that stands for itself, as a regular expression has it.
std::string escaped(std::string_view text)
{
    std::string made;
    for (const char c : text) {
        if (c != '_' && std::isalnum(static_cast<unsigned char>(c)) == 0) {
            made += '\\';
        }
        made += c;
    }
    return made;
}

/// One of several words; nothing if one of them is empty.
std::string one_of(std::string_view words)
{
    std::vector<std::string> each;
    for (const std::string_view word : split(words, '|')) {
        if (word.empty()) {
            return {};
        }
        each.push_back(escaped(word));
    }
    return fmt::format("(?:{})", fmt::join(each, "|"));
}

} // namespace

/// False if the part means nothing or is there already.
bool NamePattern::add_part(std::string_view part)
{
    if (part == "any") {
        text_ += ".+?";
        return true;
    }
    if (part.find('|') != std::string_view::npos) {
        const std::string words = one_of(part);
        text_ += words;
        return !words.empty();
    }
    if (part != "extent" && part != "practice" && part != "table" && part != "stamp") {
        return false;
    }
    if (contains(parts_, part)) {
        return false;
    }
    text_ += part == "table" ? "(.+)" : part == "stamp" ? "([0-9][^_]*?)" : "([^_]+?)";
    parts_.emplace_back(part);
    return true;
}

std::optional<NamePattern> NamePattern::of(std::string_view text)
{
    NamePattern made;
    while (!text.empty()) {
        const std::size_t begin = std::min(text.find_first_of("{}"), text.size());
        made.text_ += escaped(text.substr(0, begin));
        text.remove_prefix(begin);
        if (text.empty()) {
            break;
        }
        const std::size_t end = text.find('}');
        if (text.front() == '}' || end == std::string_view::npos ||
            !made.add_part(text.substr(1, end - 1))) {
            return std::nullopt;
        }
        text.remove_prefix(end + 1);
    }
    made.expression_ = std::regex{made.text_, std::regex::icase};
    return made;
}

std::map<std::string, std::string> NamePattern::parts_of(const std::string& name) const
{
    std::map<std::string, std::string> parts;
    std::smatch match;
    if (std::regex_match(name, match, expression_)) {
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            parts[parts_[i]] = match[i + 1].str();
        }
    }
    return parts;
}

} // namespace ferry::tabular

#include "practice/trees/json.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace ferry::practice::trees {
namespace {

/// Signs that cannot stand in a JSON string.
bool is_special(char sign)
{
    return sign == '"' || sign == '\\' || static_cast<unsigned char>(sign) < 0x20;
}

std::string escaped(char sign)
{
    return sign == '"' || sign == '\\' ? std::string{'\\', sign}
                                       : fmt::format("\\u{:04x}", static_cast<unsigned>(sign));
}

} // namespace

void Json::open(std::string_view key, char sign)
{
    add_key(key);
    text_ += sign;
}

void Json::add_key(std::string_view key)
{
    const char before = text_.empty()          ? '{'
                        : text_.back() == '\n' ? text_[text_.size() - 2]
                                               : text_.back();
    if (before != '{' && before != '[') {
        text_ += ',';
    }
    if (!key.empty()) {
        add_quoted(key);
        text_ += ':';
    }
}

void Json::text(std::string_view key, std::string_view value)
{
    if (!value.empty()) {
        add_key(key);
        add_quoted(value);
    }
}

void Json::literal(std::string_view key, std::string_view value)
{
    add_key(key);
    text_ += value;
}

void Json::add_quoted(std::string_view words)
{
    text_ += '"';
    while (!words.empty()) {
        const auto* const special = std::ranges::find_if(words, is_special);
        const auto plain = static_cast<std::size_t>(special - words.begin());
        text_ += words.substr(0, plain);
        words.remove_prefix(plain);
        if (!words.empty()) {
            text_ += escaped(words.front());
            words.remove_prefix(1);
        }
    }
    text_ += '"';
}

} // namespace ferry::practice::trees

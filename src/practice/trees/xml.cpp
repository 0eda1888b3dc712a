#include "practice/trees/xml.hpp"

#include <algorithm>

#include "practice/trees/words.hpp"

namespace ferry::practice::trees {

void add_escaped(std::string_view words, fmt::appender to)
{
    constexpr std::string_view markup = "&<>\"'\r";
    while (!words.empty()) {
        const auto plain = std::min(words.find_first_of(markup), words.size());
        fmt::format_to(to, "{}", words.substr(0, plain));
        words.remove_prefix(plain);
        if (!words.empty()) { // a bare CR would be read as LF
            fmt::format_to(to, "&#{};", static_cast<int>(words.front()));
            words.remove_prefix(1);
        }
    }
}

void Xml::quote(std::size_t from)
{
    std::replace(text_.begin() + static_cast<std::ptrdiff_t>(from), text_.end(), '\'', '"');
}

void Xml::begin_item(std::string_view name, std::string_view attributes, const Guid& id)
{
    const auto counted = counts_.find(name);
    if (counted == counts_.end()) {
        counts_.emplace(name, 1);
    } else {
        ++counted->second;
    }
    put("<{}{}{}><id root='{}'/>", name, attributes.empty() ? "" : " ", attributes, id);
}

} // namespace ferry::practice::trees

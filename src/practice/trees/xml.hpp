#pragma once

#include <cstdint>
#include <fmt/format.h>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

#include "practice/guid.hpp"

/// XML, written from its begin to its end.
namespace ferry::practice::trees {

/// Words whose signs are no markup: `put("<name>{}</name>", Words{name})`.
struct Words {
    std::string_view text{};
};

/// The text of one XML document.
class Xml {
public:
    /// Adds what `form` says, its single quotes as double ones. What is put in is markup,
    /// but for Words.
    template <typename... Args>
    void put(fmt::format_string<Args...> form, Args&&... args)
    {
        const std::size_t before = text_.size();
        fmt::format_to(std::back_inserter(text_), form, std::forward<Args>(args)...);
        quote(before);
    }

    /// Begins an element that is a source item, and counts it.
    void begin_item(std::string_view name, std::string_view attributes, const Guid& id);

    void end(std::string_view name) { put("</{}>", name); }

    const std::string& text() const { return text_; }
    void clear() { text_.clear(); }

    /// How many items there were, by name. Not cleared.
    const std::map<std::string, std::int64_t, std::less<>>& counts() const { return counts_; }

private:
    void quote(std::size_t from);

    std::string text_;
    std::map<std::string, std::int64_t, std::less<>> counts_;
};

/// Adds words to a text, with references in place of signs of markup.
void add_escaped(std::string_view words, fmt::appender to);

} // namespace ferry::practice::trees

template <>
struct fmt::formatter<ferry::practice::trees::Words> {
    static constexpr auto parse(fmt::format_parse_context& form) { return form.begin(); }
    static auto format(const ferry::practice::trees::Words& words, fmt::format_context& to)
    {
        fmt::appender out = to.out();
        ferry::practice::trees::add_escaped(words.text, out);
        return out;
    }
};

#pragma once

#include <string>
#include <string_view>
#include <utility>

/// JSON, written from its begin to its end.
namespace ferry::practice::trees {

/// The text of one JSON document. Members are written by functions:
///
///     json.object("code", [&] { json.text("display", term); });
class Json {
public:
    /// An object: a member, or an element of an array where `key` is empty.
    template <typename Members>
    void object(std::string_view key, Members&& members)
    {
        open(key, '{');
        std::forward<Members>(members)();
        close('}');
    }

    template <typename Elements>
    void array(std::string_view key, Elements&& elements)
    {
        open(key, '[');
        std::forward<Elements>(elements)();
        close(']');
    }

    /// An array of one object.
    template <typename Members>
    void only(std::string_view key, Members&& members)
    {
        array(key, [&] { object("", std::forward<Members>(members)); });
    }

    /// Begins an object or array that is closed later.
    void open(std::string_view key, char sign);
    void close(char sign) { text_ += sign; }

    /// A string; nothing where the value is empty.
    void text(std::string_view key, std::string_view value);

    /// A number or a boolean, as it is written.
    void literal(std::string_view key, std::string_view value);

    void line_end() { text_ += '\n'; }

    const std::string& text() const { return text_; }
    void clear() { text_.clear(); }

private:
    void add_key(std::string_view key);
    void add_quoted(std::string_view words);

    std::string text_;
};

} // namespace ferry::practice::trees

#include "sources/gp2gp/json_spans.hpp"

#include "base/text.hpp"

namespace ferry::gp2gp {
namespace {

class Scan {
public:
    Scan(std::string_view text, std::size_t at) : text_{text}, at_{at} {}

    std::vector<Span> members()
    {
        std::vector<Span> found;
        skip_blanks();
        const bool object = peek() == '{';
        ++at_;
        for (skip_blanks(); at_ < text_.size() && peek() != '}' && peek() != ']'; skip_blanks()) {
            Span span;
            if (object) {
                const std::size_t begin = at_ + 1;
                skip_value();
                span.key = text_.substr(begin, at_ - 1 - begin);
                skip_blanks();
                ++at_; // the colon
                skip_blanks();
            }
            span.begin = at_;
            skip_value();
            span.end = at_;
            found.push_back(std::move(span));
            skip_blanks();
            at_ += peek() == ',' ? 1 : 0;
        }
        return found;
    }

private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    void skip_blanks()
    {
        while (at_ < text_.size() && is_blank(text_[at_])) {
            ++at_;
        }
    }

    void skip_string()
    {
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            at_ += text_[at_] == '\\' ? 1 : 0;
        }
        ++at_;
    }

    void skip_value()
    {
        int depth = 0;
        do {
            const char c = peek();
            if (c == '"') {
                skip_string();
            } else {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                ++at_;
            }
            const char next = peek();
            const bool ended = next == ',' || next == '}' || next == ']' || is_blank(next);
            if (depth == 0 && (ended || c == '"' || c == '}' || c == ']')) {
                return;
            }
        } while (at_ < text_.size());
    }

    std::string_view text_;
    std::size_t at_;
};

} // namespace

std::vector<Span> spans_in(std::string_view text, std::size_t at)
{
    return Scan{text, at}.members();
}

} // namespace ferry::gp2gp

#include "xml/reread.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "xml/cut.hpp"

namespace ferry::xml {
namespace {

struct Named {
    std::string_view name;
    char character;
};
constexpr Named entities[] = {
    {"lt",   '<' },
    {"gt",   '>' },
    {"amp",  '&' },
    {"quot", '"' },
    {"apos", '\''},
};

/// Which bytes are among these: asked for each byte of a document.
using Bytes = std::array<bool, 256>;

constexpr Bytes bytes_of(std::string_view all)
{
    Bytes bytes{};
    for (const char c : all) {
        bytes.at(static_cast<unsigned char>(c)) = true;
    }
    return bytes;
}
constexpr Bytes ends_name = bytes_of(" \t\r\n/>=<\"'&");
constexpr Bytes meant_in_attributes = bytes_of("&\t\r\n");
constexpr Bytes meant_in_text = bytes_of("&\r");

/// The place of the first of these bytes; the text's size if there is none.
std::size_t first_of(const Bytes& wanted, std::string_view text)
{
    const auto found =
        std::ranges::find_if(text, [&](char c) { return wanted[static_cast<unsigned char>(c)]; });
    return static_cast<std::size_t>(found - text.begin());
}

void append_utf8(std::string& out, std::uint32_t code)
{
    const auto add = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) {
        add(code);
    } else if (code < 0x800) {
        add(0xC0U | (code >> 6U));
        add(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        add(0xE0U | (code >> 12U));
        add(0x80U | ((code >> 6U) & 0x3FU));
        add(0x80U | (code & 0x3FU));
    } else {
        add(0xF0U | (code >> 18U));
        add(0x80U | ((code >> 12U) & 0x3FU));
        add(0x80U | ((code >> 6U) & 0x3FU));
        add(0x80U | (code & 0x3FU));
    }
}

/// Adds what a reference stands for: "lt", "#8364", "#x20AC". False: not one we know.
bool append_reference(std::string& out, std::string_view reference)
{
    if (!reference.starts_with('#')) {
        for (const Named& entity : entities) {
            if (entity.name == reference) {
                out += entity.character;
                return true;
            }
        }
        return false;
    }
    const bool hex = reference.starts_with("#x");
    const std::string_view digits = reference.substr(hex ? 2 : 1);
    const char* const end = digits.data() + digits.size();
    std::uint32_t code = 0;
    const auto read = std::from_chars(digits.data(), end, code, hex ? 16 : 10);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (read.ec != std::errc{} || read.ptr != end || code == 0 || code > 0x10FFFF || surrogate) {
        return false;
    }
    append_utf8(out, code);
    return true;
}

class Rereader {
public:
    Rereader(std::string_view text, Arena& arena, std::deque<Node>& nodes)
        : rest_{text}, arena_{arena}, nodes_{nodes}
    {
    }

    const Node* run()
    {
        const std::size_t first = nodes_.size();
        if (!rest_.starts_with('<') || !take_tag()) {
            return nullptr;
        }
        while (!open_.empty()) {
            const bool taken = rest_.starts_with('<') ? take_markup() : take_text();
            if (!taken) {
                return nullptr;
            }
        }
        return trimmed(rest_).empty() ? &nodes_[first] : nullptr;
    }

private:
    /// An element that has begun.
    struct Open {
        Node* node = nullptr;
        std::string_view name; ///< with its prefix
        std::string_view text; ///< the only run of it
        std::string runs;      ///< all of them, where there are several
    };

    bool take_markup()
    {
        if (rest_.starts_with("</")) {
            return take_end();
        }
        if (rest_.starts_with("<?")) {
            return take_instruction();
        }
        if (rest_.starts_with("<!--")) {
            return take_up_to("-->", 4).has_value();
        }
        if (rest_.starts_with("<![CDATA[")) {
            const auto inside = take_up_to("]]>", 9);
            return inside && add_text(inside->find('\r') == std::string_view::npos
                                          ? inside
                                          : meant(*inside, Meant::character_data));
        }
        return take_tag();
    }

    /// What stands between an opening of `skipped` bytes and `end`; none: it never ends.
    std::optional<std::string_view> take_up_to(std::string_view end, std::size_t skipped)
    {
        const auto at = rest_.find(end, skipped);
        if (at == std::string_view::npos) {
            return std::nullopt;
        }
        const std::string_view inside = rest_.substr(skipped, at - skipped);
        rest_.remove_prefix(at + end.size());
        return inside;
    }

    bool take_instruction()
    {
        const auto inside = take_up_to("?>", 2);
        if (!inside) {
            return false;
        }
        const std::string_view target = inside->substr(0, inside->find_first_of(" \t\r\n"));
        if (target == gap_target) {
            Node& gap = nodes_.emplace_back();
            gap.name = gap_target;
            gap.text = inside->substr(std::min(inside->size(), target.size() + 1));
            open_.back().node->children.push_back(&gap);
        }
        return true;
    }

    std::string_view take_name()
    {
        const std::string_view name = rest_.substr(0, first_of(ends_name, rest_));
        rest_.remove_prefix(name.size());
        return name;
    }

    void skip_blanks()
    {
        while (!rest_.empty() && is_blank(rest_.front())) {
            rest_.remove_prefix(1);
        }
    }

    bool take(char wanted)
    {
        const bool there = rest_.starts_with(wanted);
        rest_.remove_prefix(there ? 1 : 0);
        return there;
    }

    bool take_tag()
    {
        rest_.remove_prefix(1);
        const std::string_view name = take_name();
        if (name.empty() || name.starts_with('!') || name.starts_with('?') ||
            open_.size() >= static_cast<std::size_t>(depth_max)) {
            return false;
        }
        Node& node = nodes_.emplace_back();
        node.name = local_name(name);
        if (!open_.empty()) {
            open_.back().node->children.push_back(&node);
        }
        open_.push_back({.node = &node, .name = name, .text = {}, .runs = {}});
        for (skip_blanks(); !rest_.starts_with('>') && !rest_.starts_with('/'); skip_blanks()) {
            if (!take_attribute(node)) {
                return false;
            }
        }
        const bool empty = take('/');
        if (!take('>')) {
            return false;
        }
        if (empty) {
            close();
        }
        return true;
    }

    bool take_attribute(Node& node)
    {
        const std::string_view name = take_name();
        skip_blanks();
        if (name.empty() || !take('=')) {
            return false;
        }
        skip_blanks();
        const char quote = rest_.empty() ? '\0' : rest_.front();
        if (quote != '"' && quote != '\'') {
            return false;
        }
        const auto value = take_up_to({&quote, 1}, 1);
        if (!value || value->find('<') != std::string_view::npos) {
            return false;
        }
        const auto says = first_of(meant_in_attributes, *value) == value->size()
                              ? value
                              : meant(*value, Meant::attribute);
        node.attributes.push_back({.name = local_name(name), .value = says.value_or("")});
        return says.has_value();
    }

    bool take_end()
    {
        rest_.remove_prefix(2);
        const std::string_view name = take_name();
        skip_blanks();
        if (name != open_.back().name || !take('>')) {
            return false;
        }
        close();
        return true;
    }

    void close()
    {
        const Open& open = open_.back();
        open.node->text = open.runs.empty() ? open.text : arena_.keep(open.runs);
        open_.pop_back();
    }

    bool take_text()
    {
        const std::string_view run = rest_.substr(0, rest_.find('<'));
        rest_.remove_prefix(run.size());
        const bool plain = first_of(meant_in_text, run) == run.size();
        return !run.empty() && add_text(plain ? std::optional{run} : meant(run, Meant::text));
    }

    bool add_text(const std::optional<std::string_view>& run)
    {
        Open& open = open_.back();
        if (!run) {
            return false;
        }
        if (!open.runs.empty()) {
            open.runs += *run;
        } else if (open.text.empty()) {
            open.text = *run;
        } else {
            (open.runs = open.text) += *run;
        }
        return true;
    }

    enum class Meant : std::uint8_t { text, attribute, character_data };

    /// What text means that is not meant as it stands: references, line ends of other
    /// systems, and in attributes blanks of all kinds.
    std::optional<std::string_view> meant(std::string_view text, Meant as)
    {
        std::string made;
        while (!text.empty()) {
            const char c = text.front();
            text.remove_prefix(1);
            if (c == '&' && as != Meant::character_data) {
                const auto end = text.find(';');
                if (end == std::string_view::npos || !append_reference(made, text.substr(0, end))) {
                    return std::nullopt;
                }
                text.remove_prefix(end + 1);
            } else if (c == '\r' || c == '\n' || c == '\t') {
                const bool pair = c == '\r' && text.starts_with('\n');
                text.remove_prefix(pair ? 1 : 0);
                made += as == Meant::attribute ? ' ' : c == '\r' ? '\n' : c;
            } else {
                made += c;
            }
        }
        return arena_.keep(made);
    }

    std::string_view rest_;
    Arena& arena_;
    std::deque<Node>& nodes_;
    std::vector<Open> open_;
};

} // namespace

const Node* reread(std::string_view text, Arena& arena, std::deque<Node>& nodes)
{
    return Rereader{text, arena, nodes}.run();
}

} // namespace ferry::xml

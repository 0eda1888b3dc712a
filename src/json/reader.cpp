#include <algorithm>
#include <array>
#include <utility>

#include <simdjson.h>

#include "base/text.hpp"
#include "json/tree.hpp"

namespace ferry::json {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Problem problem_of(simdjson::error_code error, std::size_t offset)
{
    switch (error) {
    case simdjson::UTF8_ERROR:
        return {Fault::bad_charset, offset, "bytes that are no UTF-8"};
    case simdjson::UNCLOSED_STRING:
        return {Fault::malformed, offset, "a string that never ends"};
    case simdjson::UNESCAPED_CHARS:
        return {Fault::malformed, offset, "a control character inside a string"};
    case simdjson::STRING_ERROR:
        return {Fault::malformed, offset, "an escape that JSON does not know"};
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
    case simdjson::OUT_OF_BOUNDS:
    case simdjson::EMPTY:
        return {Fault::malformed, offset, "the text ends in the middle"};
    default:
        return {Fault::malformed, offset, "no well-formed JSON"};
    }
}

/// True for a number as JSON writes it: no leading zeros, digits on both sides of a point.
bool is_number(std::string_view text)
{
    const auto digits = [&text] {
        const auto* const end = std::ranges::find_if_not(text, is_digit);
        const auto count = static_cast<std::size_t>(end - text.begin());
        text.remove_prefix(count);
        return count;
    };
    const auto skip = [&text](std::string_view any) {
        const bool there = !text.empty() && any.find(text.front()) != std::string_view::npos;
        text.remove_prefix(there ? 1 : 0);
        return there;
    };
    skip("-");
    const bool zero = text.starts_with('0');
    const std::size_t whole = digits();
    if (whole == 0 || (zero && whole > 1) || (skip(".") && digits() == 0)) {
        return false;
    }
    if (skip("eE")) {
        skip("+-");
        if (digits() == 0) {
            return false;
        }
    }
    return text.empty();
}

} // namespace

struct Reader::Parser {
    ondemand::parser parser;
    std::string padded;
};

/// Fills a tree by walking over the whole text, so that nothing of it stays unchecked.
class Walk {
public:
    Walk(Tree& tree, const char* padded) : tree_{tree}, padded_{padded} {}

    /// False: problem says why.
    bool value(ondemand::value from, int depth);
    std::size_t end() const { return tree_.nodes_.front().end; }
    const Problem& problem() const { return problem_; }

private:
    bool object(ondemand::value from, std::uint32_t self, int depth);
    bool array(ondemand::value from, std::uint32_t self, int depth);
    bool scalar(ondemand::value from, std::uint32_t self, std::string_view token);
    bool string(ondemand::value from, std::uint32_t self, std::string_view token);
    bool close(std::uint32_t self, char bracket);
    std::string_view key_in_text(const char* raw, std::string_view key);
    bool keys_differ(std::uint32_t self);
    bool twice_named(std::uint32_t self, std::string_view name);
    void join(std::uint32_t self, std::uint32_t& last, std::uint32_t child);
    bool fail(Fault fault, std::size_t offset, std::string what);
    bool fail(simdjson::error_code error);
    Tree::Node& node(std::uint32_t at) { return tree_.nodes_[at]; }

    Tree& tree_;
    const char* padded_;
    Problem problem_;
    std::size_t reached_ = 0;            ///< everything before this place was well-formed
    std::vector<std::string_view> keys_; ///< of the object at hand
};

bool Walk::fail(Fault fault, std::size_t offset, std::string what)
{
    problem_ = {fault, offset, std::move(what)};
    return false;
}

bool Walk::fail(simdjson::error_code error)
{
    // What simdjson calls a wrong tape is mostly a text that was cut off.
    const bool ended = trimmed(tree_.bytes_).ends_with('}');
    problem_ = problem_of(ended ? error : simdjson::INCOMPLETE_ARRAY_OR_OBJECT, reached_);
    return false;
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max
bool Walk::value(ondemand::value from, int depth)
{
    const std::string_view token = trimmed(from.raw_json_token());
    const auto self = static_cast<std::uint32_t>(tree_.nodes_.size());
    const auto begin = static_cast<std::size_t>(token.data() - padded_);
    reached_ = begin;
    if (depth > depth_max) {
        return fail(Fault::out_of_range, begin, "values nested deeper than anything in FHIR");
    }
    tree_.nodes_.push_back({.begin = static_cast<std::uint32_t>(begin)});
    switch (token.empty() ? '\0' : token.front()) {
    case '{':
        return object(from, self, depth);
    case '[':
        return array(from, self, depth);
    default:
        return scalar(from, self, token);
    }
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max
bool Walk::object(ondemand::value from, std::uint32_t self, int depth)
{
    node(self).type = Type::object;
    ondemand::object members;
    if (const auto error = from.get_object().get(members)) {
        return fail(error);
    }
    std::uint32_t last = Tree::none;
    for (auto member : members) {
        std::string_view key;
        ondemand::raw_json_string raw;
        ondemand::value child;
        if (const auto error = member.error()) {
            return fail(error);
        }
        if (const auto error = member.key().get(raw)) {
            return fail(error);
        }
        if (const auto error = member.unescaped_key().get(key)) {
            return fail(error);
        }
        key = key_in_text(raw.raw(), key);
        if (const auto error = member.value().get(child)) {
            return fail(error);
        }
        const auto place = static_cast<std::uint32_t>(tree_.nodes_.size());
        if (!value(child, depth + 1)) {
            return false;
        }
        node(place).key = key;
        join(self, last, place);
    }
    return close(self, '}') && keys_differ(self);
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max
bool Walk::array(ondemand::value from, std::uint32_t self, int depth)
{
    node(self).type = Type::array;
    ondemand::array elements;
    if (const auto error = from.get_array().get(elements)) {
        return fail(error);
    }
    std::uint32_t last = Tree::none;
    for (auto element : elements) {
        ondemand::value child;
        if (const auto error = element.get(child)) {
            return fail(error);
        }
        const auto place = static_cast<std::uint32_t>(tree_.nodes_.size());
        if (!value(child, depth + 1)) {
            return false;
        }
        join(self, last, place);
    }
    return close(self, ']');
}

void Walk::join(std::uint32_t self, std::uint32_t& last, std::uint32_t child)
{
    (last == Tree::none ? node(self).first : node(last).next) = child;
    last = child;
    reached_ = node(child).end;
}

/// Finds where an object or array ends: at the bracket behind its last member.
bool Walk::close(std::uint32_t self, char bracket)
{
    std::size_t at = std::max<std::size_t>(reached_, node(self).begin + 1);
    while (at < tree_.bytes_.size() && is_blank(tree_.bytes_[at])) {
        ++at;
    }
    if (at >= tree_.bytes_.size() || tree_.bytes_[at] != bracket) {
        return fail(simdjson::INCOMPLETE_ARRAY_OR_OBJECT);
    }
    node(self).end = static_cast<std::uint32_t>(at + 1);
    reached_ = at + 1;
    return true;
}

/// The key where it stands, or a copy where it was written with escapes.
std::string_view Walk::key_in_text(const char* raw, std::string_view key)
{
    const std::string_view as_written = tree_.bytes_.substr(
        static_cast<std::size_t>(raw - padded_), std::min(key.size(), tree_.bytes_.size()));
    return as_written == key ? as_written : tree_.unescaped_->keep(key);
}

bool Walk::keys_differ(std::uint32_t self)
{
    keys_.clear();
    for (std::uint32_t at = node(self).first; at != Tree::none; at = node(at).next) {
        keys_.push_back(node(at).key);
    }
    constexpr std::size_t few = 8; // most objects: each against each is faster than sorting
    if (keys_.size() <= few) {
        for (auto one = keys_.begin(); one != keys_.end(); ++one) {
            if (std::find(one + 1, keys_.end(), *one) != keys_.end()) {
                return twice_named(self, *one);
            }
        }
        return true;
    }
    std::ranges::sort(keys_);
    const auto twice = std::ranges::adjacent_find(keys_);
    return twice == keys_.end() || twice_named(self, *twice);
}

bool Walk::twice_named(std::uint32_t self, std::string_view name)
{
    return fail(Fault::malformed, node(self).begin,
                "an object with two members of one name: " + shortened(name, 40));
}

bool Walk::scalar(ondemand::value from, std::uint32_t self, std::string_view token)
{
    node(self).end = node(self).begin + static_cast<std::uint32_t>(token.size());
    node(self).text = tree_.bytes_.substr(node(self).begin, token.size());
    if (token.starts_with('"')) {
        return string(from, self, token);
    }
    // Each is taken as well as looked at: only then does simdjson check what follows it.
    if (token == "true" || token == "false") {
        node(self).type = Type::boolean;
        return from.get_bool().error() == simdjson::SUCCESS || fail(simdjson::INCORRECT_TYPE);
    }
    if (token == "null") {
        node(self).type = Type::null;
        node(self).text = {};
        return from.is_null().error() == simdjson::SUCCESS || fail(simdjson::INCORRECT_TYPE);
    }
    if (!is_number(token)) {
        return fail(Fault::malformed, node(self).begin,
                    "what is no value of JSON: " + shortened(token, 40));
    }
    node(self).type = Type::number;
    return from.get_double().error() == simdjson::SUCCESS ||
           fail(Fault::out_of_range, node(self).begin,
                "a number beyond all bounds: " + shortened(token, 40));
}

bool Walk::string(ondemand::value from, std::uint32_t self, std::string_view token)
{
    node(self).type = Type::string;
    if (token.size() < 2 || !token.ends_with('"')) {
        return fail(simdjson::UNCLOSED_STRING);
    }
    node(self).text = tree_.bytes_.substr(node(self).begin + 1, token.size() - 2);
    if (token.find('\\') == std::string_view::npos) {
        return from.get_raw_json_string().error() == simdjson::SUCCESS ||
               fail(simdjson::STRING_ERROR);
    }
    std::string_view text;
    if (const auto error = from.get_string().get(text)) {
        return fail(error);
    }
    if (text.find('\0') != std::string_view::npos) {
        return fail(Fault::nul_byte, node(self).begin, "a NUL inside a string");
    }
    node(self).text = tree_.unescaped_->keep(text);
    return true;
}

Reader::Reader() : parser_{std::make_unique<Parser>()} {}
Reader::~Reader() = default;

tl::expected<Tree, Problem> Reader::read(std::string_view bytes)
{
    if (bytes.size() > size_max) {
        return tl::unexpected{
            Problem{Fault::out_of_range, 0, "a text longer than 4 GB"}
        };
    }
    // simdjson reads some bytes further than the text; blanks stand for the mark, so that
    // places stay what they are.
    std::string& padded = parser_->padded;
    padded.assign(bytes);
    if (padded.starts_with(byte_order_mark)) {
        padded.replace(0, byte_order_mark.size(), byte_order_mark.size(), ' ');
    }
    padded.append(simdjson::SIMDJSON_PADDING, ' ');

    constexpr std::size_t bytes_of_a_value = 24; // and more, in what FHIR says
    Tree tree;
    tree.bytes_ = bytes;
    tree.nodes_.reserve(bytes.size() / bytes_of_a_value + 8);
    Walk walk{tree, padded.data()};
    ondemand::document document;
    if (const auto error =
            parser_->parser.iterate(padded.data(), bytes.size(), padded.size()).get(document)) {
        return tl::unexpected{problem_of(error, 0)};
    }
    ondemand::value root;
    if (const auto error = document.get_value().get(root)) {
        return tl::unexpected{
            Problem{Fault::malformed, 0, "no object; one was expected"}
        };
    }
    if (!walk.value(root, 1)) {
        return tl::unexpected{walk.problem()};
    }
    const std::string_view behind = trimmed(std::string_view{padded}.substr(walk.end()));
    if (!behind.empty()) {
        return tl::unexpected{
            Problem{Fault::malformed, walk.end(), "more text behind its end"}
        };
    }
    if (!tree.root().is(Type::object)) {
        return tl::unexpected{
            Problem{Fault::malformed, 0, "no object; one was expected"}
        };
    }
    return tree;
}

} // namespace ferry::json

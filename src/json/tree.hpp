#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "base/arena.hpp"
#include "base/fault.hpp"

/// JSON as it stood: numbers keep their digits (`1.50` stays `1.50`), every value knows
/// where in the text it stood, and text that is not well-formed gives no tree at all.
namespace ferry::json {

enum class Type : std::uint8_t { nothing, object, array, string, number, boolean, null };

class Tree;

/// One value of a tree, or nothing. Small: pass it by value. Lives as long as its tree.
class Value {
public:
    Value() = default;

    /// True if there is a value here at all (`null` is one).
    explicit operator bool() const { return tree_ != nullptr; }
    Type type() const;
    bool is(Type type) const { return this->type() == type; }

    /// The name it stands under in its object; empty elsewhere.
    std::string_view key() const;

    /// A string without its escapes, a number's digits, "true" or "false"; empty for all
    /// else.
    std::string_view text() const;

    /// The value's text as it stood, quotes and brackets included.
    std::string_view bytes() const;
    /// Where that text begins.
    std::size_t offset() const;

    /// The member with this name; nothing where there is none, or no object.
    Value operator[](std::string_view key) const;

    /// Walks over the members of an object or the elements of an array.
    class Iterator {
    public:
        using value_type = Value;
        using difference_type = std::ptrdiff_t;
        using iterator_concept = std::forward_iterator_tag;

        Iterator() = default;
        Iterator(const Tree* tree, std::uint32_t at) : tree_{tree}, at_{at} {}
        Value operator*() const { return {tree_, at_}; }
        Iterator& operator++();
        Iterator operator++(int)
        {
            const Iterator before = *this;
            ++*this;
            return before;
        }
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        const Tree* tree_ = nullptr;
        std::uint32_t at_ = 0;
    };
    Iterator begin() const;
    Iterator end() const;

private:
    friend class Tree;
    Value(const Tree* tree, std::uint32_t at) : tree_{tree}, at_{at} {}

    const Tree* tree_ = nullptr;
    std::uint32_t at_ = 0;
};

/// True if both say the same, whatever blanks and order of members they are written with.
bool same(Value one, Value other);

/// A parsed text. Its bytes must outlive it.
class Tree {
public:
    Value root() const { return nodes_.empty() ? Value{} : Value{this, 0}; }

private:
    friend class Value;
    friend class Reader;
    friend class Walk;
    static constexpr std::uint32_t none = 0xFFFF'FFFF;

    struct Node {
        std::string_view key;
        std::string_view text;
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t first = none; ///< its first member or element
        std::uint32_t next = none;  ///< the next one beside it
        Type type = Type::nothing;
    };

    std::string_view bytes_;
    std::vector<Node> nodes_;
    std::unique_ptr<Arena> unescaped_ = std::make_unique<Arena>();
};

/// Why a text is no JSON that we read, and where.
struct Problem {
    Fault fault = Fault::malformed;
    std::size_t offset = 0;
    std::string what; ///< "the text ends in the middle", ...
};

/// How deep values may stand in each other; FHIR needs a dozen.
inline constexpr int depth_max = 100;
/// How long one text may be: places in it are 32-bit.
inline constexpr std::size_t size_max = 0xFFFF'FF00;

/// Parses one text after the other, using its memory again. Not for several threads.
class Reader {
public:
    Reader();
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// The tree of one object that is the whole text; a byte order mark may stand
    /// before it. \pre `bytes` outlives the tree.
    tl::expected<Tree, Problem> read(std::string_view bytes);

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

} // namespace ferry::json

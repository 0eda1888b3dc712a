#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

/// What becomes of each element of each item: read, or left for a reason. An element or
/// attribute that no row names is asked about (cause unknown_column), so that nothing is
/// passed over in silence.
namespace ferry::gp2gp {

/// What may stand in an element beside its children that have rows of their own.
enum class Form : std::uint8_t {
    bare,   ///< nothing
    id,     ///< root and extension
    value,  ///< a value
    coded,  ///< a code with its text, translations and qualifiers
    time,   ///< a point in time or a period
    amount, ///< a number, its unit, and both in other words
    any,    ///< a code, an amount, a period of amounts, or words
    agent,  ///< a reference to a member of staff or an organisation
    words,  ///< words
    text,   ///< words that may be marked up: all of them are read, their marks are not
    file,   ///< where the bytes of a document are
    whole,  ///< anything
};

/// How often an element may stand in its parent: all of `many` are read or left alike.
enum class Often : std::uint8_t { once, many };

struct Element {
    std::string_view item; ///< the element that is an item, or one of `holders`
    std::string_view path; ///< from it down
    Form form = Form::bare;
    Often often = Often::once;
    std::string_view left; ///< why it is not read; "": it is
};

/// Elements that hold items and stand in the message's own row.
inline constexpr std::array<std::string_view, 3> holders{"EhrExtract", "ehrFolder",
                                                         "agentDirectory"};

/// The row for headings: a CompoundStatement that is a TOPIC or a CATEGORY.
inline constexpr std::string_view heading = "heading";

/// All rows.
std::span<const Element> elements();

/// What may stand in an element of this form, from it down; attributes with an at sign.
std::span<const std::string_view> inside(Form form);

/// True for an attribute that every element may have: it says what the element is, which
/// its name says too.
bool is_usual_attribute(std::string_view name, std::string_view value);

} // namespace ferry::gp2gp

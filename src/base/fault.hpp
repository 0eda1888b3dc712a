#pragma once

#include <cstdint>
#include <string_view>

#include <tl/expected.hpp>

namespace ferry {

/// What is wrong with a piece of source text. A fault is data: it is recorded
/// with its place, shown to a person, and never thrown or lost.
enum class Fault : std::uint8_t {
    missing,      ///< nothing stands where something must
    malformed,    ///< the text has not the expected form
    out_of_range, ///< the form is right, the thing does not exist (30 February)
    bad_charset,  ///< bytes that are no text in the extract's character set
    nul_byte,     ///< a NUL byte inside a text
};

/// The fault's name in causes, findings and JSON.
std::string_view name_of(Fault fault);

/// A value read from source text, or what is wrong with that text.
template <typename T>
using Parsed = tl::expected<T, Fault>;

} // namespace ferry

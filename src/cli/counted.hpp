#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Counts in sentences for people.
namespace ferry::cli {

/// A count with its word: "1 item", "2 items", "0 items".
std::string counted(std::int64_t count, std::string_view word);

/// The same for a word of another plural: "1 entry", "2 entries".
std::string counted(std::int64_t count, std::string_view one, std::string_view many);

/// The one of two words that goes with a count: "waits" with 1, "wait" with any other.
std::string_view for_count(std::int64_t count, std::string_view one, std::string_view many);

} // namespace ferry::cli

#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

/// The sources whose items are no rows of tables but trees (messages, resources), each
/// with a tiny extract to break.
namespace ferry::contract {

struct TreesUnderTest {
    std::string_view name; ///< as in pipeline::source_kinds()
    /// The files of a tiny extract of one patient, by name; nothing in it is held.
    std::map<std::string, std::string> (*make)();
};

std::span<const TreesUnderTest> trees_under_test();

} // namespace ferry::contract

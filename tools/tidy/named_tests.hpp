#pragma once

#include <set>
#include <string>
#include <vector>

#include "tidy/source_file.hpp"

namespace ferry::tidy {

/// Documents that say which test proves what they say: each test they name must exist, and
/// each row of their tables must name one.
class NamedTests {
public:
    /// Reads which tests a file of tests has.
    void add(const SourceFile& file);

    /// Checks a document, if it is one that names tests.
    void check(const SourceFile& file, std::vector<Breach>& breaches) const;

private:
    std::set<std::string> tests_; ///< "Suite.Name"
};

} // namespace ferry::tidy

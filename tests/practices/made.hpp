#pragma once

#include <string>

#include <gtest/gtest.h>

#include "corpora/migration.hpp"

/// The practice that `ferry make-practice` makes, carried from one of its layouts.
namespace ferry::practices {

/// A layout and the source that reads it.
struct Made {
    std::string layout, source;
};

/// Sixty patients, written in the layout and carried; once for all tests of the program.
corpora::Migration& migration_of(const Made& made);

/// The layout as a name for a test: "emis_8_2".
std::string word_of(std::string layout);

} // namespace ferry::practices

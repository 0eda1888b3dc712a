#pragma once

#include <gtest/gtest.h>

#include "program/child.hpp"

/// A synthetic practice, with all the oddities of one, carried once for the tests
/// of a suite.
namespace ferry::program {

class MadePractice : public testing::Test {
protected:
    MadePractice();

    std::string workspace() const { return folder_ / "w.db"; }
    std::string target() const { return folder_ / "t.db"; }
    std::string extract() const { return folder_ / "practice"; }

    // NOLINTBEGIN(misc-non-private-member-variables-in-classes): each test is a subclass
    WorkFolder folder_;
    // NOLINTEND(misc-non-private-member-variables-in-classes)
};

} // namespace ferry::program

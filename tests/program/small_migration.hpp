#pragma once

#include <gtest/gtest.h>

#include "program/child.hpp"
#include "program/practice_rows.hpp"

/// A migration of a practice of a few patients, for tests of the command line.
namespace ferry::program {

class SmallMigration : public testing::Test {
protected:
    /// A practice of two patients with a few observations; one waits for a decision.
    SmallMigration();

    std::string workspace() const { return folder_ / "w.db"; }
    std::string target() const { return folder_ / "t.db"; }
    std::string extract() const { return folder_ / "extract"; }

    /// `ferry new` for this source and this target.
    Words new_words() const;
    Words pass_words() const;
    /// Starts the migration and runs one pass.
    void carry() const;

    // NOLINTBEGIN(misc-non-private-member-variables-in-classes): each test is a subclass
    WorkFolder folder_;
    PracticeRows practice_;
    // NOLINTEND(misc-non-private-member-variables-in-classes)
};

/// A verb with its words, "record p1", at this workspace.
Words at(const std::string& look, const std::string& workspace);

/// Fails the running test unless the child ended with this status, said nothing on
/// standard output, and one message on standard error that has all of `parts`.
void expect_refusal(const Ended& ended, int status, const Words& parts);

} // namespace ferry::program

#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// A scenario is a whole migration as text that a practice manager can read: given
/// these rows, when a pass runs, then this holds. docs/scenarios.md is its grammar.
namespace ferry::program {

/// One line that begins with given, when or then, with the table below it.
struct Step {
    std::string text; ///< "given codes"; "and" is replaced by the word it stands for
    int line = 0;
    std::vector<std::map<std::string, std::string>> rows;
};

struct Scenario {
    std::string title;
    std::vector<Step> steps;
};

/// Reads a scenario. What is no step fails the running test, with its line.
Scenario read_scenario(const std::filesystem::path& file);

/// Carries the scenario out with the built program; every step that does not hold
/// fails the running test, with its line.
void run_scenario(const std::filesystem::path& file, const Scenario& scenario);

} // namespace ferry::program

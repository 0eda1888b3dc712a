#include <algorithm>

#include <gtest/gtest.h>

#include "program/scenario.hpp"

namespace ferry::program {
namespace {

std::vector<std::filesystem::path> scenario_files()
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{FERRY_SCENARIOS}) {
        if (entry.path().extension() == ".scenario") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

class ScenarioTest : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(ScenarioTest, Holds)
{
    const Scenario scenario = read_scenario(GetParam());
    EXPECT_FALSE(scenario.title.empty()) << "the first line says in a comment what is shown";
    run_scenario(GetParam(), scenario);
}

INSTANTIATE_TEST_SUITE_P(Every, ScenarioTest, testing::ValuesIn(scenario_files()),
                         [](const auto& file) { return file.param.stem().string(); });

} // namespace
} // namespace ferry::program

#include "practices/made.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "practice/make_practice.hpp"
#include "support/folder.hpp"

namespace ferry::practices {
namespace {

/// The least number of patients of whom some bear each irregularity twice.
constexpr std::int64_t patients = 60;
constexpr std::uint64_t seed = 4;

/// A practice in a folder of its own.
struct Home {
    explicit Home(const Made& made)
    {
        practice::make_practice({.patients = patients,
                                 .seed = seed,
                                 .layout = made.layout,
                                 .density = 0.5,
                                 .out = folder / "full"});
        migration = std::make_unique<corpora::Migration>(folder.path(), made.source);
    }

    support::Folder folder;
    std::unique_ptr<corpora::Migration> migration;
};

} // namespace

corpora::Migration& migration_of(const Made& made)
{
    static std::map<std::string, std::unique_ptr<Home>> homes;
    auto& home = homes[made.layout];
    if (!home) {
        home = std::make_unique<Home>(made);
    }
    return *home->migration;
}

std::string word_of(std::string layout)
{
    std::ranges::replace_if(
        layout, [](char c) { return c == '-' || c == '.'; }, '_');
    return layout;
}

} // namespace ferry::practices

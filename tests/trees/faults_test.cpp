#include <algorithm>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "pipeline/pass.hpp"
#include "practice/make_practice.hpp"
#include "support/folder.hpp"
#include "workspace/books.hpp"

/// Faults that lie between one pass and the next (docs/faults.md).
namespace ferry::trees {
namespace {

class SmallFolder : public testing::Test {
protected:
    SmallFolder()
    {
        practice::make_practice({.patients = 8,
                                 .seed = 2,
                                 .layout = "gp2gp",
                                 .density = 0.1,
                                 .maps = false,
                                 .out = extract()});
        workspace::create(
            folder_ / "work.ferry",
            {.source = "gp2gp", .target = "sqlite:" + (folder_ / "target.sqlite").string()});
    }

    std::filesystem::path extract() const { return folder_ / "messages"; }

    pipeline::PassReport pass()
    {
        workspace::Workspace workspace{folder_ / "work.ferry"};
        const auto report = pipeline::run_pass(workspace, {.extract = extract(), .who = "a test"});
        const auto balance = workspace::balance(workspace, workspace::BalanceBy::type, {});
        EXPECT_TRUE(balance.balanced());
        held_ = balance.total.by_outcome[static_cast<std::size_t>(Outcome::held)];
        EXPECT_EQ(report.reconciled.agree, report.reconciled.items);
        return report;
    }

    support::Folder folder_;
    std::int64_t held_ = 0;
};

TEST_F(SmallFolder, IsCarriedOnceADamagedMessageIsWhole)
{
    const auto path = extract() / "patient-000001.xml";
    const std::string whole = read_whole(path);
    write_whole(path, whole.substr(0, whole.size() / 2));
    const auto first = pass();
    EXPECT_EQ(held_, 2) << "the message, and the patient's row in the list";
    write_whole(path, whole);
    const auto second = pass();
    EXPECT_EQ(held_, 0);
    EXPECT_GT(second.reconciled.items, first.reconciled.items);
}

} // namespace
} // namespace ferry::trees

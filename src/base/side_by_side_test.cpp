#include "base/side_by_side.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace ferry {
namespace {

using Made = std::unique_ptr<int>; // cannot be copied
using Work = SideBySide<int, Made>;

constexpr int things = 400;

std::function<std::optional<int>()> count_to(int end)
{
    return [at = 0, end]() mutable { return at < end ? std::optional{at++} : std::nullopt; };
}

/// The earlier of neighbours takes longer.
Made slowly(int from, std::size_t /*thread*/)
{
    std::this_thread::sleep_for(std::chrono::microseconds{from % 2 == 0 ? 200 : 0});
    return std::make_unique<int>(from * 2);
}

class SideBySideTest : public testing::TestWithParam<std::size_t> {
protected:
    std::vector<int> taken_;
    std::function<bool(Made&&)> take_ = [this](Made&& made) {
        taken_.push_back(*made);
        return true;
    };
};

INSTANTIATE_TEST_SUITE_P(Threads, SideBySideTest, testing::Values(1, 2, 3, 8));

TEST_P(SideBySideTest, HandsThingsOverInTheirOrder)
{
    Work{
        {.next = count_to(things), .make = slowly, .take = take_}
    }
        .run(GetParam());
    ASSERT_EQ(taken_.size(), things);
    for (int i = 0; i < things; ++i) {
        EXPECT_EQ(taken_[static_cast<std::size_t>(i)], i * 2);
    }
}

TEST_P(SideBySideTest, ThrowsWhatWasThrownForTheFirstInTheOrder)
{
    const auto make = [](int from, std::size_t thread) {
        Made made = slowly(from, thread);
        if (from >= 30) {
            throw std::runtime_error{std::to_string(from)};
        }
        return made;
    };
    std::string thrown;
    try {
        Work{
            {.next = count_to(things), .make = make, .take = take_}
        }
            .run(GetParam());
    } catch (const std::runtime_error& error) {
        thrown = error.what();
    }
    EXPECT_EQ(thrown, "30");
    EXPECT_EQ(taken_.size(), 30U);
}

TEST_P(SideBySideTest, EndsWhereTakingFails)
{
    const auto fail_at_20 = [this](Made&& made) {
        if (*made == 40) {
            throw std::runtime_error{"no room"};
        }
        return take_(std::move(made));
    };
    Work work{
        {.next = count_to(things), .make = slowly, .take = fail_at_20}
    };
    EXPECT_THROW(work.run(GetParam()), std::runtime_error);
    EXPECT_EQ(taken_.size(), 20U);
}

TEST_P(SideBySideTest, StopsWhereNoMoreAreWanted)
{
    const auto take_ten = [this](Made&& made) {
        take_(std::move(made));
        return taken_.size() < 10;
    };
    Work{
        {.next = count_to(things), .make = slowly, .take = take_ten}
    }
        .run(GetParam());
    EXPECT_EQ(taken_.size(), 10U);
}

TEST_P(SideBySideTest, NeverHoldsMoreThingsThanThreads)
{
    std::atomic<int> held{0};
    std::atomic<int> most{0};
    const auto make = [&](int from, std::size_t thread) {
        most = std::max(most.load(), ++held);
        EXPECT_LT(thread, GetParam());
        return slowly(from, thread);
    };
    const auto let_go = [&](Made&& /*made*/) {
        --held;
        return true;
    };
    Work{
        {.next = count_to(things), .make = make, .take = let_go}
    }
        .run(GetParam());
    EXPECT_EQ(held, 0);
    EXPECT_LE(most, static_cast<int>(GetParam()));
}

TEST(ThreadsFor, AreAsManyAsWantedWithinReason)
{
    EXPECT_EQ(threads_for(3), 3U);
    EXPECT_EQ(threads_for(1'000), 8U);
    EXPECT_GE(threads_for(0), 1U);
}

} // namespace
} // namespace ferry

#include "base/queue.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include <gtest/gtest.h>

namespace ferry {
namespace {

TEST(BoundedQueue, HandsThingsOverInTheOrderTheyCame)
{
    BoundedQueue<int> queue{3};
    EXPECT_TRUE(queue.put(1));
    EXPECT_TRUE(queue.put(2));
    EXPECT_TRUE(queue.put(3));
    EXPECT_EQ(queue.take(), 1);
    EXPECT_EQ(queue.take(), 2);
    EXPECT_EQ(queue.take(), 3);
}

TEST(BoundedQueue, HandsOverWhatItHeldWhenItWasClosed)
{
    BoundedQueue<int> queue{3};
    EXPECT_TRUE(queue.put(1));
    queue.close();
    EXPECT_EQ(queue.take(), 1);
    EXPECT_EQ(queue.take(), std::nullopt);
    EXPECT_EQ(queue.take(), std::nullopt);
}

TEST(BoundedQueue, RefusesAThingAfterItWasClosed)
{
    BoundedQueue<int> queue{3};
    queue.close();
    EXPECT_FALSE(queue.put(1));
    EXPECT_EQ(queue.take(), std::nullopt);
}

TEST(BoundedQueue, CarriesThingsThatCannotBeCopied)
{
    BoundedQueue<std::unique_ptr<int>> queue{1};
    EXPECT_TRUE(queue.put(std::make_unique<int>(5)));
    const auto taken = queue.take();
    ASSERT_TRUE(taken.has_value());
    EXPECT_EQ(**taken, 5);
}

TEST(BoundedQueue, NeverHoldsMoreThanItsBound)
{
    constexpr int bound = 4;
    constexpr int things = 2'000;
    BoundedQueue<int> queue{bound};
    std::atomic<int> put{0};
    std::thread writer{[&] {
        for (int i = 0; i < things && queue.put(i); ++i) {
            ++put;
        }
        queue.close();
    }};
    int taken = 0;
    while (const auto thing = queue.take()) {
        EXPECT_EQ(*thing, taken);
        ++taken;
        // One more may stand between the queue's lock and the writer's count.
        EXPECT_LE(put - taken, bound + 1);
    }
    writer.join();
    EXPECT_EQ(taken, things);
}

TEST(BoundedQueue, HoldsNoMoreThanItsWeightButAlwaysOneThing)
{
    BoundedQueue<int> queue{100, 10};
    ASSERT_TRUE(queue.put(1, 25));
    std::atomic<int> put{1};
    std::thread writer{[&] {
        for (const std::size_t weight : {4U, 6U, 1U}) {
            EXPECT_TRUE(queue.put(2, weight));
            ++put;
        }
    }};
    const auto wait_until = [&](int expected) {
        do {
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        } while (put < expected);
    };
    wait_until(1);
    EXPECT_EQ(put, 1) << "25 fill it";
    queue.take();
    wait_until(3);
    EXPECT_EQ(put, 3) << "4 and 6 fit, 1 more does not";
    queue.take();
    writer.join();
    EXPECT_EQ(put, 4);
}

TEST(BoundedQueue, FreesAWaitingWriterWhenTheReaderGivesUp)
{
    BoundedQueue<int> queue{1};
    ASSERT_TRUE(queue.put(1));
    bool taken = true;
    std::thread writer{[&] { taken = queue.put(2); }};
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    queue.close();
    writer.join();
    EXPECT_FALSE(taken);
}

TEST(BoundedQueue, FreesAWaitingReaderWhenTheWriterIsDone)
{
    BoundedQueue<int> queue{1};
    std::optional<int> thing = 0;
    std::thread reader{[&] { thing = queue.take(); }};
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    queue.close();
    reader.join();
    EXPECT_EQ(thing, std::nullopt);
}

TEST(BoundedQueue, LosesAndDoublesNothingBetweenManyThreads)
{
    constexpr std::int64_t each = 5'000;
    BoundedQueue<std::int64_t> queue{8};
    std::atomic<std::int64_t> sum{0};
    const auto write = [&] {
        for (std::int64_t i = 1; i <= each; ++i) {
            EXPECT_TRUE(queue.put(i));
        }
    };
    const auto read = [&] {
        while (const auto thing = queue.take()) {
            sum += *thing;
        }
    };
    std::thread first_reader{read};
    std::thread second_reader{read};
    std::thread first_writer{write};
    std::thread second_writer{write};
    first_writer.join();
    second_writer.join();
    queue.close();
    first_reader.join();
    second_reader.join();
    EXPECT_EQ(sum, each * (each + 1));
}

} // namespace
} // namespace ferry

#include "base/progress.hpp"

#include <chrono>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

namespace ferry {
namespace {

TEST(Progress, DrawsNothingWhenStandardErrorIsNoTerminal)
{
    testing::internal::CaptureStderr(); // a file stands in for the terminal from here on
    ASSERT_EQ(::isatty(2), 0);
    {
        Progress progress{"extract", "patients", 1'000};
        std::this_thread::sleep_for(std::chrono::milliseconds{1'100});
        progress.advance(500);
        progress.advance(500);
    }
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

} // namespace
} // namespace ferry

#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace ferry {

/// Shows on a terminal how far a long step is: done, rate, time left. Draws
/// nothing when standard error is no terminal or the step is over in a second.
class Progress {
public:
    /// `unit` names what is counted ("patients", "MB"); `total` 0 means unknown.
    Progress(std::string step, std::string unit, std::int64_t total);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void advance(std::int64_t by);

    /// The total becomes known, or another.
    void expect(std::int64_t total) { total_ = total; }

private:
    using Clock = std::chrono::steady_clock;
    void draw(Clock::time_point now);

    std::string step_;
    std::string unit_;
    std::int64_t total_;
    std::int64_t done_ = 0;
    Clock::time_point started_ = Clock::now();
    Clock::time_point drawn_ = started_;
    bool terminal_;
    bool shown_ = false;
};

} // namespace ferry

#include "base/progress.hpp"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

#include <fmt/format.h>

namespace ferry {
namespace {

constexpr std::chrono::milliseconds first_drawn_after{1000};
constexpr std::chrono::milliseconds drawn_every{200};

std::string clock(double seconds)
{
    const auto whole = static_cast<std::int64_t>(seconds);
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

} // namespace

Progress::Progress(std::string step, std::string unit, std::int64_t total)
    : step_{std::move(step)}, unit_{std::move(unit)}, total_{total}, terminal_{isatty(2) == 1}
{
}

Progress::~Progress()
{
    if (shown_) {
        draw(Clock::now());
        static_cast<void>(std::fputc('\n', stderr));
    }
}

void Progress::advance(std::int64_t by)
{
    done_ += by;
    if (!terminal_) {
        return;
    }
    const auto now = Clock::now();
    if (now - started_ >= first_drawn_after && now - drawn_ >= drawn_every) {
        draw(now);
    }
}

void Progress::draw(Clock::time_point now)
{
    drawn_ = now;
    shown_ = true;
    const double seconds = std::chrono::duration<double>(now - started_).count();
    const double rate = seconds > 0 ? static_cast<double>(done_) / seconds : 0;
    std::string line = fmt::format("\r{:<12} {:>10} {}", step_, done_, unit_);
    if (total_ > 0) {
        const auto left = static_cast<double>(std::max<std::int64_t>(total_ - done_, 0));
        line += fmt::format(" of {} ({}%), {:.0f}/s, {} left", total_, done_ * 100 / total_, rate,
                            rate > 0 ? clock(left / rate) : "?");
    } else {
        line += fmt::format(", {:.0f}/s", rate);
    }
    static_cast<void>(std::fputs((line + "   ").c_str(), stderr));
}

} // namespace ferry

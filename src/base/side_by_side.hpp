#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace ferry {

/// How many threads work side by side: as many as are wanted, or for 0 as many as the
/// machine can run at once, within reason.
inline std::size_t threads_for(std::size_t wanted)
{
    constexpr std::size_t threads_max = 8;
    const std::size_t here = std::thread::hardware_concurrency();
    return std::clamp<std::size_t>(wanted == 0 ? here : wanted, 1, threads_max);
}

/// Makes things on several threads, and hands them over in the order of what they are
/// made of: what comes of it depends neither on how many threads there are nor on which
/// of them is fastest. Each thread holds one thing, so that there are never more.
template <typename From, typename Made>
class SideBySide {
public:
    struct Steps {
        /// What the next thing is made of; none: that was all. One thread at a time asks.
        /// \pre throws nothing
        std::function<std::optional<From>()> next;
        /// Makes a thing. Several threads do; `thread` says which, from 0.
        std::function<Made(From&&, std::size_t thread)> make;
        /// Takes what was made, in the order of next(). One thread at a time does. False:
        /// no more are wanted.
        std::function<bool(Made&&)> take;
    };

    explicit SideBySide(Steps steps) : steps_{std::move(steps)} {}

    /// Works until all is taken. What make() or take() throws ends the work and is thrown
    /// here: of several, what was thrown for the first in the order.
    void run(std::size_t threads)
    {
        std::vector<std::future<void>> others; // whose end is waited for, also for their own
        for (std::size_t thread = 1; thread < threads; ++thread) {
            others.push_back(std::async(std::launch::async, [this, thread] { work(thread); }));
        }
        work(0);
        for (auto& other : others) {
            other.get();
        }
    }

private:
    struct Given {
        From from;
        std::size_t place = 0; ///< in the order
    };

    /// The turn of one thing to be taken. Where it is not passed on, all work ends.
    class Turn {
    public:
        Turn(SideBySide& all, std::size_t place) : all_{all}, came_{all.wait_for(place)} {}
        ~Turn()
        {
            const std::lock_guard lock{all_.mutex_};
            all_.ended_ = all_.ended_ || (came_ && !passed_on_);
            all_.turn_ += passed_on_ ? 1 : 0;
            all_.changed_.notify_all();
        }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

        bool came() const { return came_; }
        void pass_on() { passed_on_ = true; }

    private:
        SideBySide& all_;
        bool came_;
        bool passed_on_ = false;
    };

    /// Waits for the turn of what has this place. False: all work has ended.
    bool wait_for(std::size_t place)
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return ended_ || turn_ == place; });
        return !ended_;
    }

    std::optional<Given> give()
    {
        const std::lock_guard one_at_a_time{giving_};
        if (drained_ || ended()) {
            return std::nullopt;
        }
        auto from = steps_.next();
        drained_ = !from;
        return from ? std::optional{
                          Given{.from = std::move(*from), .place = given_++}
        }
                    : std::nullopt;
    }

    bool ended()
    {
        const std::lock_guard lock{mutex_};
        return ended_;
    }

    void work(std::size_t thread)
    {
        while (auto given = give()) {
            std::packaged_task<Made()> making{
                [&] { return steps_.make(std::move(given->from), thread); }};
            making(); // what it throws is kept until its turn
            Turn turn{*this, given->place};
            if (!turn.came() || !steps_.take(making.get_future().get())) {
                return;
            }
            turn.pass_on();
        }
    }

    Steps steps_;
    std::mutex giving_;
    bool drained_ = false;
    std::size_t given_ = 0;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t turn_ = 0;
    bool ended_ = false;
};

/// Makes thing 0, 1 ... up to `count` on several threads: `make(number, thread)`. `take`
/// is handed each in their order.
template <typename Make, typename Take>
void make_side_by_side(std::size_t count, std::size_t threads, const Make& make, const Take& take)
{
    using Made = std::invoke_result_t<const Make&, std::size_t, std::size_t>;
    std::size_t next = 0;
    SideBySide<std::size_t, Made>{
        {.next = [&] { return next < count ? std::optional{next++} : std::nullopt; },
         .make = make,
         .take =
             [&take](Made&& made) {
                 take(std::move(made));
                 return true;
             }}
    }
        .run(threads);
}

} // namespace ferry

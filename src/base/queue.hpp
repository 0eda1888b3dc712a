#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace ferry {

/// A queue between two threads that holds at most `bound` things, and at most `weight_max`
/// of what they weigh; one thing always fits.
///
/// close() is the way out on both sides: the writer closes after its last
/// thing; a reader that gives up closes too, and the writer's put() then says
/// false.
template <typename T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t bound, std::size_t weight_max = SIZE_MAX)
        : bound_{bound}, weight_max_{weight_max}
    {
    }

    /// Waits for room. False if the queue was closed: the thing was not taken.
    bool put(T thing, std::size_t weight = 0)
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return closed_ || has_room(weight); });
        if (closed_) {
            return false;
        }
        things_.push_back({.thing = std::move(thing), .weight = weight});
        weight_ += weight;
        changed_.notify_all();
        return true;
    }

    /// Waits for a thing. Empty once the queue is closed and drained.
    std::optional<T> take()
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return closed_ || !things_.empty(); });
        if (things_.empty()) {
            return std::nullopt;
        }
        T thing = std::move(things_.front().thing);
        weight_ -= things_.front().weight;
        things_.pop_front();
        changed_.notify_all();
        return thing;
    }

    void close()
    {
        const std::lock_guard lock{mutex_};
        closed_ = true;
        changed_.notify_all();
    }

private:
    struct Weighed {
        T thing;
        std::size_t weight = 0;
    };

    bool has_room(std::size_t weight) const
    {
        return things_.empty() ||
               (things_.size() < bound_ && weight <= weight_max_ - std::min(weight_, weight_max_));
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Weighed> things_;
    std::size_t weight_ = 0;
    std::size_t bound_;
    std::size_t weight_max_;
    bool closed_ = false;
};

} // namespace ferry

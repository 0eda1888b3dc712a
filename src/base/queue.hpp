#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace ferry {

/// A queue between two threads that holds at most `bound` things.
///
/// close() is the way out on both sides: the writer closes after its last
/// thing; a reader that gives up closes too, and the writer's put() then says
/// false.
template <typename T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t bound) : bound_{bound} {}

    /// Waits for room. False if the queue was closed: the thing was not taken.
    bool put(T thing)
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return closed_ || things_.size() < bound_; });
        if (closed_) {
            return false;
        }
        things_.push_back(std::move(thing));
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
        T thing = std::move(things_.front());
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
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<T> things_;
    std::size_t bound_;
    bool closed_ = false;
};

} // namespace ferry

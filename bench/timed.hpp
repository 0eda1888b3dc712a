#pragma once

#include <chrono>
#include <utility>

/// The wall clock of one piece of work.
namespace ferry::bench {

/// What the work answered, and how long it took.
template <typename Answer>
struct Timed {
    Answer answer;
    double seconds;
};

template <typename Work>
auto timed(Work&& work)
{
    const auto begun = std::chrono::steady_clock::now();
    auto answer = std::forward<Work>(work)();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    return Timed<decltype(answer)>{std::move(answer), took.count()};
}

} // namespace ferry::bench

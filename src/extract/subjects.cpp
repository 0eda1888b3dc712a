#include "extract/subjects.hpp"

#include <algorithm>
#include <numeric>

namespace ferry::extract {

namespace {

/// The two ids in one text, in a place that is used again and again.
std::string_view key(std::string_view organisation, std::string_view patient)
{
    thread_local std::string text;
    text.assign(organisation);
    text += '\x1f';
    text += patient;
    return text;
}

} // namespace

std::size_t Subjects::add(std::string_view organisation, std::string_view patient)
{
    const auto [found, is_new] = places_.emplace(key(organisation, patient), subjects_.size());
    if (is_new) {
        subjects_.push_back({
            .subject = {.organisation = std::string{organisation},
                        .patient = std::string{patient}}
        });
    }
    return found->second;
}

void Subjects::number(CaseNumbers& numbers)
{
    for (Numbered& one : subjects_) {
        if (one.no == 0) {
            one.no = numbers.number_of(one.subject);
        }
    }
}

std::vector<std::size_t> Subjects::sort()
{
    std::vector<std::size_t> old(subjects_.size());
    std::iota(old.begin(), old.end(), std::size_t{0});
    std::ranges::sort(old, {}, [this](std::size_t place) { return subjects_[place].no; });
    std::vector<std::size_t> now(subjects_.size());
    std::vector<Numbered> sorted;
    sorted.reserve(subjects_.size());
    for (const std::size_t place : old) {
        now[place] = sorted.size();
        sorted.push_back(std::move(subjects_[place]));
    }
    subjects_ = std::move(sorted);
    for (auto& [key, place] : places_) {
        place = now[place];
    }
    return now;
}

std::optional<std::size_t> Subjects::find(std::string_view organisation,
                                          std::string_view patient) const
{
    const auto found = places_.find(key(organisation, patient));
    return found == places_.end() ? std::nullopt : std::optional{found->second};
}

} // namespace ferry::extract

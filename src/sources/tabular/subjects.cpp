#include "sources/tabular/subjects.hpp"

#include <algorithm>

namespace ferry::tabular {

std::string_view Subjects::key(std::string_view organisation, std::string_view patient) const
{
    key_.assign(organisation);
    key_ += '\x1f';
    key_ += patient;
    return key_;
}

void Subjects::add(std::string_view organisation, std::string_view patient)
{
    if (places_.emplace(key(organisation, patient), subjects_.size()).second) {
        subjects_.push_back({
            .subject = {.organisation = std::string{organisation},
                        .patient = std::string{patient}}
        });
    }
}

void Subjects::number(extract::CaseNumbers& numbers)
{
    for (Numbered& one : subjects_) {
        one.no = numbers.number_of(one.subject);
    }
    std::ranges::sort(subjects_, {}, &Numbered::no);
    for (std::size_t place = 0; place < subjects_.size(); ++place) {
        const extract::Subject& subject = subjects_[place].subject;
        places_.find(key(subject.organisation, subject.patient))->second = place;
    }
}

std::optional<std::size_t> Subjects::find(std::string_view organisation,
                                          std::string_view patient) const
{
    const auto found = places_.find(key(organisation, patient));
    return found == places_.end() ? std::nullopt : std::optional{found->second};
}

} // namespace ferry::tabular

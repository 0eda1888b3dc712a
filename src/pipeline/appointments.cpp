#include "pipeline/appointments.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "record/describe.hpp"

namespace ferry::pipeline {

void AppointmentOwners::add(CaseNo case_no, const Record& record)
{
    constexpr FieldNo id = field_no(ItemType::appointment, "source_id");
    for (ItemNo item = 0; item < std::ssize(record.items()); ++item) {
        if (record.at(item).type == ItemType::appointment && record.value(item, id).present) {
            owners_.emplace_back(fingerprint(record.value(item, id).view()), case_no);
        }
    }
}

std::optional<AppointmentOwners::Shared> AppointmentOwners::shared()
{
    std::ranges::sort(owners_);
    Shared found;
    for (std::size_t i = 1; i < owners_.size(); ++i) {
        if (owners_[i].first == owners_[i - 1].first &&
            owners_[i].second != owners_[i - 1].second) {
            ++found.count;
            found.one_of = owners_[i].second; // the higher: a patient's, not the practice's
        }
    }
    return found.count > 0 ? std::optional{found} : std::nullopt;
}

} // namespace ferry::pipeline

#include "transform/practice.hpp"

#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"

namespace ferry::transform {

ItemNo organisation_with(std::string_view ods, const Record& directory)
{
    const FieldNo field = field_no(ItemType::organisation, "ods_code");
    std::vector<std::string_view> known;
    for (ItemNo item = 0; item < static_cast<ItemNo>(directory.items().size()); ++item) {
        if (directory.at(item).type != ItemType::organisation) {
            continue;
        }
        const Value& code = directory.value(item, field);
        if (code.present && code.view() == ods) {
            return item;
        }
        known.push_back(code.present ? code.view() : "-");
    }
    throw InputError{fmt::format("the extract knows no organisation with the ODS code {}; it has "
                                 "{}: is this the right practice's extract?",
                                 ods, fmt::join(known, ", "))};
}

const Cause* of_another_practice(const extract::Subject& patient, std::string_view moving,
                                 const Context& context)
{
    const std::string& organisation = patient.organisation;
    if (moving.empty() || organisation == moving) {
        return nullptr;
    }
    const Cause& other = context.causes.of(
        "other_organisation", organisation,
        organisation.empty() ? "the record of a patient of whom the extract does not say to which "
                               "organisation it belongs"
                             : fmt::format("the record of a patient of organisation {}, not of the "
                                           "practice that moves",
                                           organisation));
    return context.decisions.choice(other) == "carry" ? nullptr : &other;
}

} // namespace ferry::transform

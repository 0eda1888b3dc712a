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

} // namespace ferry::transform

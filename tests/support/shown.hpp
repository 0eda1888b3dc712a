#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.hpp"

/// Items of a record as texts by field, for tests to look at.
namespace ferry::support {

struct ShownItem {
    ItemNo no = 0;
    ItemType type{};
    std::map<std::string, std::string, std::less<>> fields; ///< what is present
    std::map<std::string, const Concept*, std::less<>> codes;

    /// The text of a field; "" if nothing stands there. A flag is "true" or "false", a
    /// code the first coding's code, a link the source's id of the item it leads to.
    std::string at(std::string_view field) const;

    /// All of it in one line.
    std::string line() const;
};

/// Every item, or those of one type, in the order of the record.
std::vector<ShownItem> items_of(const Record& record);
std::vector<ShownItem> items_of(const Record& record, ItemType type);

} // namespace ferry::support

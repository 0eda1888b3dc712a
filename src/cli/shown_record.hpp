#pragma once

#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "load/target.hpp"
#include "record/record.hpp"

namespace ferry::cli {

/// One item with all its fields as JSON, whichever side it comes from.
struct ShownItem {
    ItemType type{};
    std::int64_t key = 0;
    nlohmann::ordered_json fields = nlohmann::ordered_json::object(); ///< by field name
};

/// Tells the source's id of an item by its key; empty if nobody knows.
using IdOf = std::function<std::string(std::int64_t key)>;

/// The items of a record made from the source.
std::vector<ShownItem> shown_items(CaseNo case_no, const Record& record, const IdOf& id_of);

/// The items that the target holds of a case.
std::vector<ShownItem> shown_items(CaseNo case_no, load::Reader& reader, const IdOf& id_of);

} // namespace ferry::cli

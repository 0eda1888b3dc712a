#pragma once

#include <string>

#include <nlohmann/json.hpp>

/// What `ferry record` and `ferry explain` show, looked at in a scenario's words.
namespace ferry::program {

/// The item of this type with the id behind a short name, or none.
const nlohmann::json* find_item(const nlohmann::json& items, const std::string& type,
                                const std::string& name);

/// Fails the running test where one of the fields, "value 1.50, unit mmol/L", is not
/// shown so. Of codes, "code" is the one to act on and "original" any that the source
/// gave; "no unit" wants nothing there.
void expect_fields(const nlohmann::json& item, const std::string& fields);

} // namespace ferry::program

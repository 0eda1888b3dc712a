#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// What stands in a target and in a workspace's books, as text that can be
/// compared: two passes that came to the same end say the same.
namespace ferry::program {

/// By table: its rows in order.
using Tables = std::map<std::string, std::vector<std::string>>;

/// Every table of the target, but for whose it is.
Tables target_text(const std::filesystem::path& target);

/// The books of the workspace at `path` with the names behind all numbers; without the event
/// log and without times.
Tables books_text(const std::filesystem::path& path);

/// The first row of each table that stands on one side only; "" if there is none.
std::string first_differences(const Tables& expected, const Tables& found);

} // namespace ferry::program

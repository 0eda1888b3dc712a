#pragma once

#include <nlohmann/json.hpp>

namespace ferry::cli {

/// Prints an answer in JSON, on one line. Bytes that are no text, which an extract
/// may hold anywhere, are shown as U+FFFD and never end the answer.
void print_json(const nlohmann::ordered_json& answer);

} // namespace ferry::cli
